"""The report on a terminal."""

import math
from collections.abc import Iterator

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
    if report.fitted:
        console.print(_list_calibrations(report))
    for line in (*_tell_more_scripts(report), *_tell_spread(report), *_tell_comparison(report)):
        console.print(line)
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


def _list_calibrations(report: Report) -> Table:
    table = Table(
        "task",
        "scripts",
        "map",
        "mean error",
        "by the map",
        "bias",
        "by the map ",
        "written",
        title="Calibration (each script by a map made without it)",
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
    )
    for each in report.fitted:
        table.add_row(
            each.name,
            str(each.scripts),
            each.kind,
            *(
                _format_estimate(found[name], signed=name == "bias")
                for name in ("mae", "bias")
                for found in (each.before, each.after)
            ),
            each.calibration.name if each.calibration else f"no: {each.refused}",
        )
    return table


def _tell_more_scripts(report: Report) -> Iterator[str]:
    """What more scripts would bring, from what half as many would have given."""
    for each in report.fitted:
        now = each.after["mae"]
        yield (
            f"{each.name}: with half the scripts the map's mean error is {each.with_half:.2f}, with all "
            f"{now.value:.2f}. With twice as many the interval would be about {each.twice_as_many:.2f} wide and not "
            f"{now.high - now.low:.2f}."
        )


def _tell_spread(report: Report) -> Iterator[str]:
    if spread := report.spread:
        yield (
            f"{spread.runs} runs: {spread.same_band:.0%} of {spread.scripts} scripts got the same band in all; raw "
            f"means lie {spread.mean_range:.2f} apart, and {spread.widest_range:.2f} at most."
        )


def _tell_comparison(report: Report) -> Iterator[str]:
    if found := report.comparison:
        yield (
            f"Against {escape(found.against)} on {found.scripts} scripts: mean error smaller by "
            f"{_in_line(found.mae)}: {_verdict(found.mae)}; QWK larger by {_in_line(found.qwk)}: {_verdict(found.qwk)}."
        )


def _in_line(estimate: Estimate) -> str:
    return _format_estimate(estimate, signed=True).replace("\n", " ")


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
