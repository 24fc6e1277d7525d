"""Which tests to ask about a line: those that run it, the quick ones first."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

MOST_SECONDS = 30.0
"""How much testing one mutant may take, by the tests' own times without it."""


@dataclass(frozen=True)
class Trace:
    """What one run of the unmutated tests showed.

    Attributes:
        lines: for each file, for each line, the node ids of the tests that ran it.
        seconds: how long each test took.
    """

    lines: Mapping[str, Mapping[int, Sequence[str]]]
    seconds: Mapping[str, float]

    def choose_tests(self, file: str, source: str, line: int, read: Callable[[str], str]) -> list[str]:
        """The tests that run a line, at most MOST_SECONDS of them: first the package's own, then the quick ones.

        What runs at import belongs to no test, so then all that run anything in the file are asked, and before those of
        other packages those of test files that name the constant of that line.

        Args:
            file: the file's path in the repository.
            source: its text.
            line: from 1.
            read: gives the text of a test's file.
        """
        touched = self.lines.get(file, {})
        first, last = _find_statement(ast.parse(source), line)
        tests = {test for number in range(first, last + 1) for test in touched.get(number, ()) if test}
        naming: set[str] = set()
        if not tests or _runs_at_import(ast.parse(source), line):
            names = _list_constants(ast.parse(source), line)
            files = {test.split("::")[0] for test in self.seconds} if names else set()
            those = {path for path in files if any(name in read(path) for name in names)}
            naming = {test for test in self.seconds if test.split("::")[0] in those}
            tests = naming | {test for found in touched.values() for test in found if test}
        own = f"tests/unit/{PurePath(file).parent.name}/"
        chosen: list[str] = []
        total = 0.0
        for test in sorted(
            tests,
            key=lambda each: (not each.startswith(own), each not in naming, self.seconds.get(each, 0.0), each),
        ):
            total += self.seconds.get(test, 0.0)
            if total > MOST_SECONDS and chosen:
                break
            chosen.append(test)
        return chosen


def _find_statement(tree: ast.Module, line: int) -> tuple[int, int]:
    """First and last line of the innermost statement around a line; of a compound one, its head only."""
    found = (line, line)
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body and body[0].lineno > line else (node.end_lineno or node.lineno)
            if body and body[0].lineno <= line:
                continue
            found = (node.lineno, last)
    return found


def _runs_at_import(tree: ast.Module, line: int) -> bool:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return not any(
        isinstance(node, functions) and node.body[0].lineno <= line <= (node.end_lineno or node.lineno)
        for node in ast.walk(tree)
    )


def _list_constants(tree: ast.Module, line: int) -> list[str]:
    """Names that a statement of the module gives a value at this line."""
    targets = [
        target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.lineno <= line <= (node.end_lineno or node.lineno)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return [target.id for target in targets if isinstance(target, ast.Name)]
