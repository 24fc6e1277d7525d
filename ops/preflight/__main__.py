"""Check the operator's account before the first deployment: `python -m ops.preflight --stage STAGE`."""

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from bandup.core.aws import Clients
from ops.arguments import ArgumentParser
from ops.confirm import require_confirmation
from ops.console import make_console
from ops.exceptions import OperatorError
from ops.preflight.checks import FREE, run_checks
from ops.preflight.facts import read_facts
from ops.preflight.finding import Finding, Status
from ops.preflight.models import PAID, QUESTION


def main() -> None:
    """Run all checks and print them as a table; exit code 1 if one failed."""
    parser = ArgumentParser(prog="make preflight")
    parser.add_argument("--stage", required=True, help="a directory of terraform/stages/")
    parser.add_argument("--confirm", help="`yes` asks the models without a question")
    arguments = parser.parse_args()
    if not arguments.stage:
        parser.error("say which stage: STAGE=dev, or another directory of terraform/stages/")
    try:
        facts = read_facts(arguments.stage)
    except OperatorError as error:
        sys.exit(f"error: {error}")
    clients = Clients()
    findings = list(run_checks(FREE, facts, clients))
    if findings[0][1].status != Status.FAILED:
        try:
            require_confirmation(QUESTION, "yes", arguments.confirm)
            findings += run_checks(PAID, facts, clients)
        except OperatorError as error:
            findings += [(name, Finding.of_unknown("not asked", str(error))) for name in PAID]
    print_findings(make_console(), arguments.stage, findings)
    if any(finding.status == Status.FAILED for _, finding in findings):
        sys.exit(1)


def print_findings(console: Console, stage: str, findings: Iterable[tuple[str, Finding]]) -> None:
    """Print what was checked, how it ended, and what to do."""
    table = Table(title=f"Before the first deployment of {stage}", title_justify="left", show_lines=True)
    for title in ("Check", "", "Found", "What to do"):
        table.add_column(title, overflow="fold")
    for name, finding in findings:
        table.add_row(name, finding.status, finding.found, finding.to_do)
    console.print(table)


if __name__ == "__main__":
    main()
