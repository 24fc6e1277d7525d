"""Run it: `make bench` [ONLY=search,pdf] [BASE=commit], see docs/develop/performance.md."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from bandup.core.errors import WorkError
from load import routes, workers
from ops.arguments import ArgumentParser
from ops.console import make_console

from . import before, checking, fanning, opening, quality, reading_speed, running, searching, starting, studying
from .exceptions import BenchError
from .figures import Figure
from .show import print_figures

DOCUMENT = "bench.json"
WIDTH = 170
"""Columns where there is no terminal that knows better."""

FAULTS = (BenchError, WorkError, subprocess.SubprocessError, OSError, RuntimeError, ValueError, ArithmeticError)
"""What one part may fail of; the others are measured all the same."""

MEASURES: dict[str, tuple[str, Callable[[], Iterable[Figure]]]] = {
    "search": ("searching among 100 to 100,000 vectors", searching.figures),
    "fan-out": ("buying vectors over the wire", fanning.figures),
    "pdf": ("reading the text of a PDF", reading_speed.figures),
    "document": ("whole documents of 100 and 500 pages", running.figures),
    "memory": ("peak memory", running.memory),
    "coverage": ("how many known sections get a card, and how many passages are outside the body", quality.figures),
    "check": ("checking essays for errors", checking.figures),
    "start": ("starts of every function", starting.figures),
    "routes": ("routes of the API, 1 to 32 requests at once", routes.figures),
    "study": ("what studying costs by the number of cards", studying.figures),
    "console": ("the console: its size, and its first screen on a slow line", opening.figures),
    "load": (f"messages a second, and memory over {workers.INVOCATIONS} invocations", workers.figures),
}


def run(names: Sequence[str], build: Path, console: Console, base: str = "") -> list[str]:
    """Measure, print and keep the figures.

    Args:
        names: of `MEASURES`.
        build: where `bench.json` goes.
        console: where to print.
        base: a commit to compare with, see `before`.

    Returns:
        What could not be measured, and why.
    """
    began, figures, failures = time.monotonic(), list[Figure](), list[str]()
    measures = {name: MEASURES[name] for name in names}
    if base:
        measures["base"] = (f"the same with {base}", lambda: before.figures(base, names, figures))
    for name, (what, measure) in measures.items():
        console.print(f"==> {what}")
        started = time.monotonic()
        try:
            figures += measure()
        except FAULTS as error:
            failures.append(f"{name}: {error}")
        console.print(f"    {time.monotonic() - started:.0f} s")
    print_figures(figures, console)
    for failure in failures:
        console.print(f"[red]not measured:[/] {escape(failure)}")
    build.mkdir(parents=True, exist_ok=True)
    document = {
        "seconds": round(time.monotonic() - began, 1),
        "processors": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
        "figures": [figure.as_document() for figure in figures],
        "missed": [figure.name for figure in figures if figure.met is False],
        "not_measured": failures,
    }
    (build / DOCUMENT).write_text(json.dumps(document, indent=2) + "\n")
    console.print(f"Kept in {build / DOCUMENT}.")
    return failures


def main() -> int:
    """The command: 0 if every figure was measured, whether or not it meets its target; else 1."""
    parser = ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--only", default=",".join(MEASURES), help=f"some of {', '.join(MEASURES)}")
    parser.add_argument("--base", default="", help="a commit to compare with")
    chosen = parser.parse_args()
    names = chosen.only.split(",")
    if unknown := sorted(set(names) - set(MEASURES)):
        parser.error(f"there is no {unknown[0]!r}; choose of {', '.join(MEASURES)}")
    return 1 if run(names, chosen.build, make_console(width=WIDTH), chosen.base) else 0


if __name__ == "__main__":
    sys.exit(main())
