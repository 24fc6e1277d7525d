"""Run it: `make accuracy SCRIPTS=folder [BUDGET=1.00]`."""

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
from rich.progress import Progress

from bandup.core.errors import ConfigurationError
from bandup.ielts.findings import GrammarChecker
from ops.arguments import ArgumentParser
from ops.console import make_console

from .chart import draw
from .examiner import Examiner, run_examiner
from .exceptions import AccuracyError
from .grading import Budget, grade_all
from .report import Report
from .scripts import Script, read_folder
from .show import print_report

DOCUMENT = "accuracy.json"
PICTURE = "accuracy.png"
MAX_PARALLEL = 16


def run(
    folder: Path,
    build: Path,
    console: Console,
    *,
    budget: Decimal | None,
    parallel: int,
    environment: Mapping[str, str],
) -> Report:
    """Grade the folder's scripts, print and keep the report.

    Args:
        folder: the scripts.
        build: where `accuracy.json` and `accuracy.png` go.
        console: where to print.
        budget: how many US dollars a paid model may cost; None if the caller allowed nothing.
        parallel: how many scripts at a time.
        environment: chooses the examiner.

    Raises:
        AccuracyError: nothing can be measured, or the cost was not allowed.
    """
    scripts = read_folder(folder)
    checker = GrammarChecker()
    with run_examiner(environment, checker) as examiner:
        allowed = _check_budget(examiner, scripts, budget)
        started = time.monotonic()
        with Progress(console=console, transient=True) as progress:
            bar = progress.add_task("grading", total=len(scripts))
            try:
                outcomes = grade_all(
                    scripts,
                    examiner.open,
                    checker,
                    parallel=parallel,
                    budget=allowed,
                    done=lambda _: progress.advance(bar),
                )
            except ConfigurationError as error:
                raise AccuracyError(f"{error.message} ({error.code})") from error
        report = Report.of(outcomes, seconds=time.monotonic() - started, is_paid=examiner.is_paid)
    build.mkdir(parents=True, exist_ok=True)
    (build / DOCUMENT).write_text(json.dumps(report.as_document(), indent=2) + "\n")
    draw(report, build / PICTURE)
    print_report(report, console)
    console.print(f"Kept in {build / DOCUMENT} and drawn in {build / PICTURE}.")
    return report


def _check_budget(examiner: Examiner, scripts: list[Script], budget: Decimal | None) -> Budget | None:
    if not examiner.is_paid:
        return None
    estimate = examiner.estimated_usd(scripts)
    if budget is None or budget < estimate:
        raise AccuracyError(
            f"{examiner.model.id} would grade {len(scripts)} scripts for about ${estimate:.2f} (an estimate; prices as "
            f"of {examiner.model.model.read_on}). Nothing was sent. Allow it with BUDGET=… (US dollars)."
        )
    return Budget(budget)


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
    parser.add_argument("--budget", type=_usd, help="US dollars that a paid model may cost")
    parser.add_argument("--parallel", type=int, choices=range(1, MAX_PARALLEL + 1), default=4)
    chosen = parser.parse_args()
    console = make_console()
    try:
        report = run(
            chosen.folder,
            chosen.build,
            console,
            budget=chosen.budget,
            parallel=chosen.parallel,
            environment=os.environ,
        )
    except AccuracyError as error:
        console.print(f"[red]accuracy:[/] {escape(str(error))}")
        return 2
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
