"""A seeded sample of what cosmic-ray would change. Runs alone, in the environment that has cosmic-ray.

`python listing.py SEED COUNT ROOT FILE…` prints the sample as JSON, in random order: a list of objects with `file`,
`line`, `operator`, `before` and `after` (the changed line), and `source`, the whole changed file.
"""

import ast
import difflib
import json
import random
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from cosmic_ray.ast import get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator, operator_names

LEFT_OUT = (
    "ReplaceBinaryOperator_BitOr",
    "VariableInserter",
    "VariableReplacer",
    "Operator_Is_Eq",
    "Operator_IsNot_NotEq",
    "Operator_Eq_Is",
    "Operator_NotEq_IsNot",
)
"""Kinds of change that say nothing: `|` is only in types here, two need names to be chosen for them, and members of an
enum are equal where they are the same."""


def main() -> None:
    """Print the sample."""
    seed, count, root, *files = sys.argv[1:]
    chosen = random.Random(int(seed))
    sources = {file: (Path(root) / file).read_text(encoding="utf-8") for file in files}
    spots = {file: list(_list_spots(source)) for file, source in sources.items()}
    total = sum(len(found) for found in spots.values())
    sample = []
    for file, found in spots.items():
        chosen.shuffle(found)
        share = max(1, round(int(count) * len(found) / total))
        changes = (_mutate(sources[file], operator, occurrence) for operator, occurrence in found)
        sample += [{"file": file, **change} for change in islice(filter(None, changes), share)]
    # A run that ends early has tried a sample of the sample.
    chosen.shuffle(sample)
    json.dump({"total": total, "sample": sample}, sys.stdout)


def _list_spots(source: str) -> Iterator[tuple[str, int]]:
    nodes = list(_walk(get_ast(source)))
    for name in operator_names():
        if any(left_out in name for left_out in LEFT_OUT):
            continue
        operator = get_operator(name)()
        positions = sum(len(list(operator.mutation_positions(node))) for node in nodes)
        yield from ((name, occurrence) for occurrence in range(positions))


def _walk(node: Any) -> Iterator[Any]:  # parso has no types
    yield node
    for child in getattr(node, "children", []):
        yield from _walk(child)


def _changes_code(source: str, mutated: str) -> bool:
    # cosmic-ray puts `not` before some expressions where Python does not allow it.
    try:
        return ast.dump(ast.parse(mutated)) != ast.dump(ast.parse(source))
    except SyntaxError:
        return False


def _mutate(source: str, operator: str, occurrence: int) -> dict[str, object] | None:
    mutated = MutationVisitor.mutate_code(source, get_operator(operator)(), occurrence)
    if mutated is None or not _changes_code(source, mutated):
        return None
    lines, others = source.splitlines(), mutated.splitlines()
    matcher = difflib.SequenceMatcher(None, lines, others, autojunk=False)
    _, start, end, other_start, other_end = next(each for each in matcher.get_opcodes() if each[0] != "equal")
    return {
        "line": start + 1,
        "operator": operator,
        "before": " ".join(line.strip() for line in lines[start:end]),
        "after": " ".join(line.strip() for line in others[other_start:other_end]),
        "source": mutated,
    }


if __name__ == "__main__":
    main()
