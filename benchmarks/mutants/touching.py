"""Which tests to ask about a line: those that run it, first the package's own, then the quick ones."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
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

        What runs at import belongs to no test. So then all that run anything in the file are asked, and first those
        that run a line with the constant of that line, or whose file names it.

        Args:
            file: the file's path in the repository.
            source: its text.
            line: from 1.
            read: gives the text of a test's file.
        """
        touched, tree = self.lines.get(file, {}), ast.parse(source)
        first, last = _find_statement(tree, line)
        tests = {test for number in range(first, last + 1) for test in touched.get(number, ()) if test}
        about: set[str] = set()
        if not tests or _runs_at_import(tree, line):
            about = self._list_tests_of(_list_constants(tree, line), file, source, read)
            tests = about | {test for found in touched.values() for test in found if test}
        own = f"tests/unit/{PurePath(file).parent.name}/"
        chosen: list[str] = []
        total = 0.0
        for test in sorted(
            tests,
            key=lambda each: (not each.startswith(own), each not in about, self.seconds.get(each, 0.0), each),
        ):
            total += self.seconds.get(test, 0.0)
            if total > MOST_SECONDS and chosen:
                break
            chosen.append(test)
        return chosen

    def _list_tests_of(self, constants: Sequence[str], file: str, source: str, read: Callable[[str], str]) -> set[str]:
        def is_named(text: str) -> bool:
            return any(name in text for name in constants)

        lines = [number for number, text in enumerate(source.splitlines(), 1) if is_named(text)]
        using = {test for number in lines for test in self.lines.get(file, {}).get(number, ()) if test}
        named = {path: is_named(read(path)) for path in {test.split("::")[0] for test in self.seconds}}
        return using | {test for test in self.seconds if named[test.split("::")[0]]}


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
    """Names that a statement of the module, or of a class such as an enum, gives a value at this line."""
    bodies = [tree.body, *(node.body for node in ast.walk(tree) if isinstance(node, ast.ClassDef))]
    targets = [
        target
        for node in chain.from_iterable(bodies)
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.lineno <= line <= (node.end_lineno or node.lineno)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return [target.id for target in targets if isinstance(target, ast.Name)]
