"""Bar charts, line graphs, pie charts and tables.

Each mark has an id: by it a test reads the mark's number back from the drawing.
"""

from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from bandup.questions.pictures import Figures

from .style import COLOURS, INK

_MARKERS = ("o", "s", "^", "D", "v", "X")
_DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)))


def draw_bars(figure: Figure, data: Figures) -> None:
    """Bars side by side for each label."""
    axes = figure.subplots()
    width = 0.8 / len(data.series)
    for number, series in enumerate(data.series):
        left = np.arange(len(data.labels)) - 0.4 + width * number
        bars = axes.bar(left, series.values, width * 0.92, align="edge", color=COLOURS[number], label=series.name)
        for position, bar in enumerate(bars):
            bar.set_gid(f"value-{number}-{position}")
    axes.set_xticks(range(len(data.labels)), data.labels)
    _finish_axes(axes, data)


def draw_lines(figure: Figure, data: Figures) -> None:
    """One line for each series, told apart by its markers too."""
    axes = figure.subplots()
    for number, series in enumerate(data.series):
        [line] = axes.plot(
            range(len(data.labels)),
            series.values,
            color=COLOURS[number],
            linestyle=_DASHES[number],
            marker=_MARKERS[number],
            markersize=5,
            label=series.name,
        )
        line.set_gid(f"line-{number}")
    axes.set_xticks(range(len(data.labels)), data.labels)
    _finish_axes(axes, data)


def draw_pies(figure: Figure, data: Figures) -> None:
    """One pie for each series, whose slices say their numbers."""
    every = figure.subplots(1, len(data.series), squeeze=False)[0]
    for number, (axes, series) in enumerate(zip(every, data.series, strict=True)):
        slices, *_ = axes.pie(
            series.values,
            startangle=90,
            counterclock=False,
            colors=COLOURS,
            wedgeprops={"edgecolor": "white", "linewidth": 1},
        )
        axes.set_title(series.name)
        turned = 0.0
        for position, (wedge, value) in enumerate(zip(slices, series.values, strict=True)):
            wedge.set_gid(f"slice-{number}-{position}")
            middle = np.pi / 2 - 2 * np.pi * (turned + value / 2) / sum(series.values)
            turned += value
            axes.text(
                1.15 * np.cos(middle),
                1.15 * np.sin(middle),
                f"{value:g}{data.unit}",
                ha="center",
                va="center",
                gid=f"share-{number}-{position}",
            )
    figure.legend(slices, data.labels, loc="outside lower center", ncols=len(data.labels), frameon=False)


def draw_table(figure: Figure, data: Figures) -> None:
    """A row for each label, a column for each series."""
    axes = figure.subplots()
    axes.axis("off")
    heads = [fill(f"{series.name} ({series.unit})", 18) for series in data.series]
    rows = [[label, *(f"{series.values[row]:,g}" for series in data.series)] for row, label in enumerate(data.labels)]
    drawn = axes.table([["", *heads], *rows], cellLoc="center", bbox=Bbox.unit(), edges="horizontal")
    drawn.auto_set_font_size(False)
    for (row, column), cell in drawn.get_celld().items():
        cell.set_edgecolor(INK if row == 0 else "#bbbbbb")
        cell.get_text().set_gid(f"cell-{row}-{column}")


def _finish_axes(axes: Axes, data: Figures) -> None:
    axes.set_ylabel(str(data.unit))
    axes.set_ylim(0, 1.06 * max(max(series.values) for series in data.series))
    axes.grid(axis="y")
    axes.set_axisbelow(True)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=len(data.series), frameon=False)
