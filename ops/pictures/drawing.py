"""From a question of the bank to its picture."""

import hashlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bandup.questions.model import WritingQuestion

from .charts import draw_bars, draw_lines, draw_pies, draw_table
from .schematic import draw_plan, draw_steps
from .style import SETTINGS

_DRAWN: dict[str, tuple[Callable[[Figure, Any], None], tuple[float, float]]] = {
    "BAR": (draw_bars, (8, 5)),
    "LINE": (draw_lines, (8, 5)),
    "MAP": (draw_plan, (11, 4.6)),
    "PIE": (draw_pies, (9, 4.6)),
    "PROCESS": (draw_steps, (8.5, 5)),
    "TABLE": (draw_table, (8, 3.6)),
}
"""What draws each type of picture, and its size in inches."""

_STAMP = "Source"

DPI = 100
PNG_COLOURS = 64
"""So many are enough for a chart with its soft edges, and make the file a third as large."""


def draw_picture(question: WritingQuestion) -> tuple[bytes, bytes]:
    """The picture of an Academic Task 1 as SVG and as PNG: always the same bytes with the same libraries."""
    draw, size = _DRAWN[question.type]
    data = question.picture
    assert data is not None, question.id
    with mpl.rc_context(SETTINGS):
        figure = Figure(figsize=size, layout="constrained")
        draw(figure, data)
        figure.suptitle(data.title, fontsize=12)
        svg, png = BytesIO(), BytesIO()
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None, "Title": data.title})
        figure.savefig(png, format="png", dpi=DPI)
    return svg.getvalue(), _shrink(png, stamp(question))


def stamp(question: WritingQuestion) -> str:
    """Of which data a picture is: a digest. Nobody can read the numbers back from a PNG."""
    assert question.picture is not None, question.id
    return hashlib.sha256(question.picture.model_dump_json().encode()).hexdigest()


def read_stamp(png: bytes) -> str | None:
    """The stamp in a PNG that was drawn here."""
    with Image.open(BytesIO(png)) as picture:
        return picture.info.get(_STAMP)


def _shrink(png: BytesIO, stamp: str) -> bytes:
    shrunk, stamped = BytesIO(), PngInfo()
    stamped.add_text(_STAMP, stamp)
    with Image.open(png) as picture:
        few = picture.convert("RGB").quantize(PNG_COLOURS, dither=Image.Dither.NONE)
        few.save(shrunk, "png", optimize=True, pnginfo=stamped)
    return shrunk.getvalue()
