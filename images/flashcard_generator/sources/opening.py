"""Tells a PDF by its bytes, and has any other document read."""

from typing import TYPE_CHECKING

from ..pdf.magic import is_pdf
from .kinds import may_be_zip

if TYPE_CHECKING:
    from .composer import Source


def read_source(data: bytes) -> "Source | None":
    """The document, or None if it is a PDF.

    Raises:
        DocumentRefusedError: it is none of the kinds, encrypted, damaged, too complex, or has too much or too little
            text.
    """
    if is_pdf(data) and not may_be_zip(data):
        return None
    from .other_kinds import read_other  # noqa: PLC0415  # no PDF needs it, and its libraries are a quarter of the start

    return read_other(data)
