"""Pictures of parts of a PDF's pages, by MuPDF. Use it only in a process of its own, see `picture_process`."""

from collections.abc import Iterator
from typing import Any

import pymupdf
from pymupdf import mupdf

from .arabic import order_letters
from .limits import MAX_STYLED_CHARACTERS
from .mupdf_document import PLAIN_TEXT, MuPdfDocument
from .quote_place import Box, Glyph, Place, PrintedPage, is_finite

MAX_BYTES = 60_000
"""Of one picture."""

_MAX_SIDE = 1_200
_MAX_SCALE = 2.0
"""Pixels of the longer side, and pixels for each point: 144 for each inch, as sharp as a telephone shows it."""

_LEAST_LINE = 7.0
"""Pixels of a line of text that can still be read."""

_QUALITIES = ((1.0, 75), (1.0, 60), (0.75, 65), (0.5, 60), (0.35, 50))
"""Scales and qualities of a JPEG, tried until it is small enough."""

_LINES_AROUND = 2.0
_SIDE_MARGIN = 8.0
"""Margins: in lines above and below a quote, and in points beside it."""


class PictureSource:
    """The pages of one PDF.

    Args:
        data: the PDF.

    Raises:
        DocumentRefusedError: as `MuPdfDocument` does.
    """

    def __init__(self, data: bytes) -> None:
        self._document = MuPdfDocument(data)
        self._number = 0
        self._page: Any = None
        self._printed: PrintedPage | None = None

    def cut(self, number: int, quote: str) -> bytes | None:
        """A JPEG of the region around a quote; None if the quote cannot be placed, or the region not be shown.

        Args:
            number: of the page, from 1.
            quote: words of that page.
        """
        try:
            self._turn_to(number)
            place = self._printed.find(quote) if self._printed else None
            return self._show(place) if place else None
        except (mupdf.FzErrorBase, SystemError):  # PyMuPDF fails of characters that are none
            return None

    def _turn_to(self, number: int) -> None:
        if number == self._number:
            return
        self._number, self._printed = number, None
        self._page = self._document.load_page(number - 1)
        bounds = mupdf.fz_bound_page(self._page)
        text = mupdf.FzStextPage(bounds)
        device = mupdf.fz_new_stext_device(text, PLAIN_TEXT)
        mupdf.fz_run_page(self._page, device, mupdf.FzMatrix(), mupdf.FzCookie())
        mupdf.fz_close_device(device)
        read = pymupdf.TextPage(text)
        if len(read.extractText()) <= MAX_STYLED_CHARACTERS:
            self._printed = PrintedPage(list(_read_glyphs(read.extractRAWDICT())), bounds.y1 - bounds.y0)

    def _show(self, place: Place) -> bytes | None:
        bounds = mupdf.fz_bound_page(self._page)
        region = _add_margins(place, Box(bounds.x0, bounds.y0, bounds.x1, bounds.y1))
        if not is_finite(region):
            return None
        width, height = region.right - region.left, region.bottom - region.top
        full = min(_MAX_SCALE, _MAX_SIDE / width, _MAX_SIDE / height)
        for share, quality in _QUALITIES:
            if full * share * place.line_height < _LEAST_LINE:
                return None
            picture = self._render(region, full * share).tobytes("jpeg", jpg_quality=quality)
            if len(picture) <= MAX_BYTES:
                return bytes(picture)
        return None

    def _render(self, region: Box, scale: float) -> Any:
        bounds = mupdf.fz_round_rect(mupdf.FzRect(*(each * scale for each in region)))
        pixels = mupdf.fz_new_pixmap_with_bbox(mupdf.fz_device_rgb(), bounds, mupdf.FzSeparations(), 0)
        mupdf.fz_clear_pixmap_with_value(pixels, 255)
        device = mupdf.fz_new_draw_device(mupdf.fz_scale(scale, scale), pixels)
        mupdf.fz_run_page(self._page, device, mupdf.FzMatrix(), mupdf.FzCookie())
        mupdf.fz_close_device(device)
        return pymupdf.Pixmap("raw", pixels)


def _add_margins(place: Place, page: Box) -> Box:
    """The region to show: lines around the quote too, and nothing beside the page."""
    left, top, right, bottom = place.box
    around = _LINES_AROUND * place.line_height
    return Box(
        max(page.left, left - _SIDE_MARGIN),
        max(page.top, top - around),
        min(page.right, right + _SIDE_MARGIN),
        min(page.bottom, bottom + around),
    )


def _read_glyphs(page: dict[str, Any]) -> Iterator[Glyph]:
    for block in page["blocks"]:
        for line in block.get("lines", ()):
            letters = [letter for span in line["spans"] for letter in order_letters(span["chars"])]
            for position, letter in enumerate(letters, start=1):
                yield Glyph(letter["c"], Box(*letter["bbox"]), Box(*block["bbox"]), position == len(letters))
