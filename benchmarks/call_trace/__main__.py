"""Run it: `make trace [MOVES=1]`."""

import os
from collections import Counter

from rich.console import Console
from rich.table import Table

from ops.arguments import ArgumentParser

from .tracing import Trace, trace

MAX_FILES, MAX_MOVES = 51, 185
"""What the grading of one essay may touch, and how often it may go from one file to another."""


def main() -> int:
    """Trace one essay; 0 only if it keeps to both limits."""
    parser = ArgumentParser(prog="make trace", description="Follow one essay through our own code.")
    parser.add_argument("--moves", action="store_true", help="list every move too")
    chosen = parser.parse_args()
    os.environ["POWERTOOLS_LOG_LEVEL"] = "CRITICAL"  # read when the worker's modules are loaded
    from .essay import submitted_essay  # noqa: PLC0415  # see above

    console = Console()
    with submitted_essay() as essay:
        traced = trace(essay.grade)
        if not essay.is_graded():
            console.print("the essay was not graded", style="red")
            return 1
    if chosen.moves:
        for before, after in traced.moves:
            console.print(f"{before.file}:{before.name} -> {after.file}:{after.name}", highlight=False, soft_wrap=True)
    console.print(_by_file(traced))
    console.print(f"{len(traced.files)} files (at most {MAX_FILES}), {len(traced.moves)} moves (at most {MAX_MOVES})")
    return 0 if len(traced.files) <= MAX_FILES and len(traced.moves) <= MAX_MOVES else 1


def _by_file(traced: Trace) -> Table:
    entered = Counter(after.file for _, after in traced.moves)
    table = Table("file", "calls", "moves into it")
    for file, calls in sorted(traced.files.items()):
        table.add_row(file, str(calls), str(entered[file]))
    return table


if __name__ == "__main__":
    raise SystemExit(main())
