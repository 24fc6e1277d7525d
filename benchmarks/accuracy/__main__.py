"""Run it: `make accuracy SCRIPTS=folder [BUDGET=1.00] [SAMPLES=3] [RUNS=3] [AGAINST=report or model]`."""

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from bandup.ielts.calibration import SAMPLES
from bandup.ielts.findings import GrammarChecker
from ops.arguments import ArgumentParser
from ops.console import make_console

from .calibrating import write_all
from .chart import draw
from .comparing import read_report
from .exceptions import AccuracyError
from .repeats import measure_spread
from .report import Report
from .running import Grading, Options
from .scripts import read_folder
from .show import print_report

DOCUMENT = "accuracy.json"
PICTURE = "accuracy.png"
MAX_PARALLEL = 16
MAX_RUNS = 10


def run(
    folder: Path,
    build: Path,
    console: Console,
    environment: Mapping[str, str],
    *,
    calibrations: Path,
    options: Options,
) -> Report:
    """Grade the folder's scripts, print and keep the report.

    What was graded is kept at once, and an interrupted run goes on where it ended.

    Args:
        folder: the scripts.
        build: where `accuracy.json` and `accuracy.png` go.
        console: where to print.
        environment: chooses the examiner.
        calibrations: where calibrations go.
        options: how to grade.

    Raises:
        AccuracyError: nothing can be measured, or the cost was not allowed.
    """
    started = time.monotonic()
    grading = Grading(read_folder(folder), build, console, options, GrammarChecker())
    against = _grade_against(options.against, grading, environment) if options.against else None
    graded = grading.grade(environment, options.runs)
    report = Report.of(
        graded.runs[0],
        seconds=time.monotonic() - started,
        is_paid=graded.model is not None,
        model=graded.model,
        samples=options.samples,
        spread=measure_spread(graded.runs),
        against=against,
    )
    build.mkdir(parents=True, exist_ok=True)
    (build / DOCUMENT).write_text(json.dumps(report.as_document(), indent=2) + "\n")
    draw(report, build / PICTURE)
    graded.journal.close()
    print_report(report, console)
    for path in write_all(report.fitted, calibrations):
        console.print(f"Calibration written: {path}")
    console.print(f"Kept in {build / DOCUMENT} and drawn in {build / PICTURE}.")
    return report


def _grade_against(against: str, grading: Grading, environment: Mapping[str, str]) -> tuple[str, Mapping[str, float]]:
    """Name and bands of what this run is compared with."""
    if against.endswith(".json"):
        return against, read_report(Path(against))
    [outcomes] = grading.grade({**environment, "GEMINI_MODEL": against}, 1).runs
    return against, {outcome.script.id: float(outcome.band) for outcome in outcomes if outcome.band is not None}


def _usd(value: str) -> Decimal:
    try:
        usd = Decimal(value)
    except InvalidOperation:
        raise argparse.ArgumentTypeError("must be an amount in US dollars, such as 1.50") from None
    if not usd.is_finite() or usd < 0:
        raise argparse.ArgumentTypeError("must be an amount in US dollars, such as 1.50")
    return usd


def main() -> int:
    """The command: 0 if every script was graded, 1 if some were not, 2 if there is no report."""
    parser = ArgumentParser(prog="make accuracy", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--calibrations", type=Path, default=Path("calibration"), help="where calibrations are written")
    parser.add_argument("--budget", type=_usd, help="US dollars that a paid model may cost")
    parser.add_argument("--parallel", type=int, choices=range(1, MAX_PARALLEL + 1), default=4)
    parser.add_argument("--samples", type=int, choices=SAMPLES, default=1, help="judgements of each script")
    parser.add_argument("--runs", type=int, choices=range(1, MAX_RUNS + 1), default=1, help="how often to repeat it")
    parser.add_argument("--against", help="accuracy.json of an earlier run, or another model")
    chosen = parser.parse_args()
    console = make_console()
    try:
        report = run(
            chosen.folder,
            chosen.build,
            console,
            os.environ,
            calibrations=chosen.calibrations,
            options=Options(chosen.budget, chosen.parallel, chosen.samples, chosen.runs, chosen.against),
        )
    except AccuracyError as error:
        console.print(f"[red]accuracy:[/] {escape(str(error))}")
        return 2
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
