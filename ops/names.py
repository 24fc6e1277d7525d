"""Lists functions that are named by a bare participle, such as `held` or `measured`: `make lint` wants none.

A function is named by a verb (`measure`), what it makes by a noun. A property is an attribute, so any word may name it.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ops.paths import ROOT

FOLDERS = ("shared", "images", "ops", "benchmarks", "tests/support")

VERBS_AND_NOUNS = frozenset(
    {
        *("bed", "bleed", "breed", "embed", "exceed", "feed", "need", "proceed", "red", "seed", "shed", "speed"),
        *("succeed", "weed", "bring", "king", "ping", "ring", "sing", "spring", "string", "thing"),
    }
)
"""Words that end like a participle and are none."""

IRREGULAR = frozenset(
    {
        *("arisen", "beaten", "begun", "bent", "besought", "bitten", "blown", "borne", "bought"),
        *("bound", "broken", "brought", "built", "burnt", "caught", "chosen", "dealt", "done"),
        *("drawn", "driven", "dug", "eaten", "fallen", "fed", "felt", "fled", "flown"),
        *("forbidden", "forgiven", "forgotten", "fought", "frozen", "given", "gone", "got", "gotten"),
        *("ground", "grown", "heard", "held", "hidden", "hung", "kept", "known", "laid"),
        *("led", "left", "lent", "lit", "lost", "made", "meant", "met", "paid"),
        *("proven", "ridden", "risen", "said", "sat", "seen", "sent", "sewn", "shaken"),
        *("shone", "shorn", "shot", "shown", "shrunk", "slain", "slept", "slid", "sold"),
        *("sought", "sown", "spent", "spoken", "sprung", "spun", "stolen", "stood", "struck"),
        *("stuck", "stung", "sung", "sunk", "swept", "sworn", "swum", "swung", "taken"),
        *("taught", "thought", "thrown", "told", "torn", "undone", "understood", "withdrawn", "woken"),
        *("won", "worn", "woven", "written", "wrung"),
    }
)
"""Participles of irregular verbs. Left out are those that are a verb's first form as well, such as `read` and `run`."""


def is_bare_participle(name: str) -> bool:
    """Whether a function's name is one word, and that word a participle."""
    word = name.strip("_").lower()
    if not re.fullmatch(r"[a-z]+", word) or word in VERBS_AND_NOUNS:
        return False
    return word in IRREGULAR or bool(re.fullmatch(r"[a-z]{2,}(ed|ing)", word))


def participles(source: str) -> Iterator[tuple[int, str]]:
    """The line and the name of each function of a Python source that is named so."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            name = "" if _is_property(node) else node.name
            if is_bare_participle(name):
                yield node.lineno, name


def _is_property(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    names = {decorator.id for decorator in function.decorator_list if isinstance(decorator, ast.Name)}
    return bool(names & {"property", "cached_property"})


def main(root: Path = ROOT) -> None:
    """List them all; ends with 1 if there is one."""
    found = [
        f"{path.relative_to(root)}:{line}: {name}"
        for folder in FOLDERS
        for path in sorted((root / folder).rglob("*.py"))
        for line, name in participles(path.read_text("utf-8"))
    ]
    if found:
        sys.exit("\n".join([*found, f"{len(found)} functions are named by a participle: name each by a verb"]))


if __name__ == "__main__":
    main()
