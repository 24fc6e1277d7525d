"""The report on a terminal."""

import math

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from . import measures
from .measures import Estimate
from .report import EXAMINER, FITTED, Report

_LABELS = {
    "qwk": "QWK",
    "mae": "mean error",
    "within_half": "within 0.5",
    "bias": "bias",
}
FEW = 30
"""Below this many scripts the reader is warned."""


def print_report(report: Report, console: Console) -> None:
    """Measures beside the baselines, bias by band, failures, cost and time."""
    for table in (_measures(report), _leads(report), _bias(report)):
        console.print(table)
    scripts = len(report.graded)
    console.print(
        f"{scripts} scripts graded by {', '.join(report.answered_by) or 'rule alone'} in {report.seconds:.1f} s "
        f"(each {report.seconds_each:.1f} s, median); cost ${report.usd:.4f}."
    )
    console.print(
        f"In brackets: {measures.CONFIDENCE:.0%} bootstrap intervals, {measures.RESAMPLES:,} resamples of {scripts} "
        f"scripts, seed {measures.SEED}. Fitted and baseline bands are made without the script that they are for."
    )
    if scripts < FEW:
        console.print(f"[yellow]{scripts} scripts are few: read the intervals, not the numbers before them.[/]")
    for outcome in report.failed:
        console.print(f"[red]not graded:[/] {escape(outcome.script.id)}: {outcome.code}, {outcome.message}")


def _measures(report: Report) -> Table:
    table = Table(
        "", *report.compared, title="Agreement with the known bands", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0)
    )
    for name, label in _LABELS.items():
        table.add_row(label, *(_format_estimate(row[name], signed=name == "bias") for row in report.compared.values()))
    return table


def _leads(report: Report) -> Table:
    table = Table(
        "QWK above that of",
        EXAMINER,
        FITTED,
        title="Does it beat the baselines?",
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
    )
    for baseline, leads in report.leads.items():
        table.add_row(
            baseline, *(f"{_format_estimate(lead, signed=True)}: {_verdict(lead)}" for lead in leads.values())
        )
    return table


def _verdict(lead: Estimate) -> str:
    """Only what the whole interval says is shown."""
    if lead.low > 0:
        return "better"
    return "worse" if lead.high < 0 else "open"


def _bias(report: Report) -> Table:
    table = Table("known band", "scripts", "bias", title="Bias by band", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for band, (scripts, bias) in measures.bias_by_band(report.known, report.given).items():
        table.add_row(f"{band} and {band}.5" if band < 9 else "9", str(scripts), f"{bias:+z.2f}")
    return table


def _format_estimate(estimate: Estimate, *, signed: bool = False) -> str:
    if math.isnan(estimate.value):
        return "undefined"
    sign = "+" if signed else ""
    if math.isnan(estimate.low):
        return f"{estimate.value:{sign}z.2f} (no interval)"
    return f"{estimate.value:{sign}z.2f}\n\\[{estimate.low:{sign}z.2f}, {estimate.high:{sign}z.2f}]"
