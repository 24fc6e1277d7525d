"""Pictures of whole pages by MuPDF, for a model to read. Use it only in a process of its own, see `scan_process`."""

import pymupdf
from pymupdf import mupdf

from .mupdf_document import MuPdfDocument
from .quote_place import Box, is_finite

MAX_BYTES = 1_000_000
"""Of one picture: thirty of them are 30 MB in the worker."""

_MAX_SIDE = 2_200
_MAX_SCALE = 200 / 72
"""Pixels of the longer side, and for each point: 188 for each inch of an A4 page, which shows small print."""

_QUALITIES = ((1.0, 75), (1.0, 50), (0.75, 50), (0.5, 40))
"""Scales and qualities of a JPEG, tried until it is small enough."""


def draw_page(document: MuPdfDocument, number: int) -> bytes | None:
    """A page in shades of grey, as a JPEG; None if it cannot be drawn.

    Args:
        document: the PDF.
        number: of the page, from 1.
    """
    try:
        page = document.load_page(number - 1)
        bounds = mupdf.fz_bound_page(page)
        box = Box(bounds.x0, bounds.y0, bounds.x1, bounds.y1)
        if not is_finite(box):
            return None
        full = min(_MAX_SCALE, _MAX_SIDE / (box.right - box.left), _MAX_SIDE / (box.bottom - box.top))
        for share, quality in _QUALITIES:
            picture = bytes(_render(page, box, full * share).tobytes("jpeg", jpg_quality=quality))
            if len(picture) <= MAX_BYTES:
                return picture
    except mupdf.FzErrorBase:
        return None
    return None


def _render(page: mupdf.FzPage, box: Box, scale: float) -> pymupdf.Pixmap:
    region = mupdf.fz_round_rect(mupdf.FzRect(*(each * scale for each in box)))
    pixels = mupdf.fz_new_pixmap_with_bbox(mupdf.fz_device_gray(), region, mupdf.FzSeparations(), 0)
    mupdf.fz_clear_pixmap_with_value(pixels, 255)
    device = mupdf.fz_new_draw_device(mupdf.fz_scale(scale, scale), pixels)
    mupdf.fz_run_page(page, device, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return pymupdf.Pixmap("raw", pixels)
