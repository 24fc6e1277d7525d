"""The report as a picture: which bands were given for which, and where the bias lies."""

from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bandup.ielts.bands import BANDS

from . import measures
from .report import EXAMINER, Report


def draw(report: Report, path: Path) -> None:
    """Write the confusion chart and the bias by band as a PNG."""
    figure = Figure(figsize=(12, 6), layout="constrained")
    confusion, bias = figure.subplots(1, 2, width_ratios=(3, 2))
    _confusion(report, confusion)
    _bias(report, bias)
    agreement = report.compared[EXAMINER]["qwk"]
    figure.suptitle(
        f"{', '.join(report.answered_by)}: QWK {agreement.value:.2f} "
        f"[{agreement.low:.2f}, {agreement.high:.2f}] on {len(report.graded)} scripts"
    )
    figure.savefig(path, dpi=120)


def _confusion(report: Report, axes: Axes) -> None:
    scale = [float(band) for band in BANDS]
    counts = np.zeros((len(scale), len(scale)))
    for (known, given), scripts in report.confusion().items():
        row, column = scale.index(known), scale.index(given)
        counts[row, column] = scripts
        axes.text(column, row, str(scripts), ha="center", va="center")
    axes.imshow(counts, cmap="Blues", origin="lower", vmax=max(4.0, counts.max() * 1.6))
    for shift in (-1.5, 1.5):  # between these lines the band is at most half a band off
        axes.axline((0, shift), slope=1, color="grey", linewidth=0.8, linestyle="--")
    axes.set(xlim=(-0.5, len(scale) - 0.5), ylim=(-0.5, len(scale) - 0.5))
    labels = [f"{band:g}" for band in scale]
    axes.set_xticks(range(len(scale)), labels)
    axes.set_yticks(range(len(scale)), labels)
    axes.set(xlabel="given band", ylabel="known band", title="Scripts by known and given band")


def _bias(report: Report, axes: Axes) -> None:
    found = measures.bias_by_band(report.known, report.given)
    bars = axes.bar([str(band) for band in found], [bias for _, bias in found.values()])
    axes.bar_label(bars, [f"n={scripts}" for scripts, _ in found.values()])
    axes.axhline(0, color="black", linewidth=0.8)
    axes.margins(y=0.15)
    axes.set(xlabel="known whole band, with the half above it", ylabel="given minus known", title="Bias by band")
