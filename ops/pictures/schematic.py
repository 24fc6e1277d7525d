"""Maps, and diagrams of processes. Each place, step and arrow has an id, as the marks of charts do."""

from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle

from bandup.questions.pictures import MAP_HEIGHT, MAP_WIDTH, Box, Panel, Plan, Steps

from .style import FORMS, INK, PALE

_BOX_WIDTH, _BOX_HEIGHT = 2.3, 0.9
_COLUMN, _ROW = 3.2, 1.6
"""From the middle of one step to that of the next."""


def draw_plan(figure: Figure, data: Plan) -> None:
    """The two states of a place side by side, north above."""
    for number, (axes, panel) in enumerate(zip(figure.subplots(1, 2), data.panels, strict=True)):
        _draw_panel(axes, number, panel)


def _draw_panel(axes: Axes, number: int, panel: Panel) -> None:
    axes.set(xlim=(0, MAP_WIDTH), ylim=(MAP_HEIGHT, 0), xticks=[], yticks=[], aspect="equal", title=panel.name)
    axes.spines[:].set_visible(True)
    for position, place in enumerate(panel.places):
        axes.add_patch(
            Rectangle(
                (place.x, place.y),
                place.width,
                place.height,
                facecolor=FORMS[place.form],
                edgecolor=INK,
                linewidth=0.7,
                gid=f"place-{number}-{position}",
            )
        )
        axes.text(
            place.x + place.width / 2,
            place.y + place.height / 2,
            fill(place.name, max(8, int(place.width * 4.2)), break_long_words=False),
            ha="center",
            va="center",
            fontsize=8,
        )
    axes.annotate(
        "N",
        (0.96, 1.12),
        (0.96, 1.01),
        xycoords="axes fraction",
        ha="center",
        arrowprops={"arrowstyle": "-|>", "color": INK},
    )


def draw_steps(figure: Figure, data: Steps) -> None:
    """The steps in their grid, joined by arrows."""
    axes = figure.subplots()
    axes.axis("off")
    columns, rows = max(box.column for box in data.boxes), max(box.row for box in data.boxes)
    axes.set(xlim=(-1.3, columns * _COLUMN + 1.3), ylim=(rows * _ROW + 0.6, -0.6))
    drawn = [_draw_box(axes, position, box) for position, box in enumerate(data.boxes)]
    for start, end in data.arrows:
        axes.add_patch(
            FancyArrowPatch(
                _middle(data.boxes[start]),
                _middle(data.boxes[end]),
                patchA=drawn[start],
                patchB=drawn[end],
                arrowstyle="-|>",
                mutation_scale=16,
                color=INK,
                gid=f"arrow-{start}-{end}",
            )
        )


def _draw_box(axes: Axes, position: int, box: Box) -> FancyBboxPatch:
    x, y = _middle(box)
    patch = FancyBboxPatch(
        (x - _BOX_WIDTH / 2, y - _BOX_HEIGHT / 2),
        _BOX_WIDTH,
        _BOX_HEIGHT,
        boxstyle="round,pad=0.05",
        facecolor=PALE,
        edgecolor=INK,
        gid=f"box-{position}",
    )
    axes.add_patch(patch)
    axes.text(x, y, fill(box.name, 22), ha="center", va="center")
    return patch


def _middle(box: Box) -> tuple[float, float]:
    return box.column * _COLUMN, box.row * _ROW
