"""A chart of bands over time: each task or part with its range, and the target."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

_COLOURS = {"writing": "#1f6feb", "speaking": "#bc4c00"}


def draw_progress(progress: Mapping[str, Any], path: Path) -> None:
    """Draw the answer of `GET /progress` into a PNG file, one panel for each exam."""
    exams = progress["exams"]
    figure = Figure(figsize=(9, 4 * max(1, len(exams))), layout="constrained")
    panels = figure.subplots(max(1, len(exams)), squeeze=False)[:, 0]
    for panel, exam in zip(panels, exams, strict=False):
        _draw_exam(panel, exam)
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, dpi=110)


def _draw_exam(panel: Axes, exam: Mapping[str, Any]) -> None:
    for skill, found in exam["skills"].items():
        points = [point for point in found["points"] if point["counted"]]
        bands = [point["band"] for point in points]
        below = [max(0.0, point["band"] - point["range"]["low"]) for point in points]
        above = [max(0.0, point["range"]["high"] - point["band"]) for point in points]
        panel.errorbar(
            _find_times(points),
            bands,
            yerr=[below, above],
            fmt="o",
            capsize=3,
            color=_COLOURS[skill],
            label=f"{skill.capitalize()}: bands and their ranges",
        )
    if exam["target"]:
        line = exam["target"]["line"]
        panel.plot(
            _find_times(line),
            [end["band"] for end in line],
            linestyle="--",
            color="#1a7f37",
            label="Target",
        )
    panel.set(title=exam["exam"].replace("_", " ").title(), ylabel="Band", ylim=(0.5, 9.5), yticks=range(1, 10))
    panel.grid(axis="y", alpha=0.3)
    panel.legend(loc="lower right")


def _find_times(points: Sequence[Mapping[str, Any]]) -> Any:
    """As matplotlib takes them; its types know of no dates."""
    return [datetime.fromtimestamp(point["ts"] / 1000, UTC) for point in points]
