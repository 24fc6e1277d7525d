"""A document that is no PDF, as the process that reads documents hands it on; see `pdf.mupdf_document`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..pdf.bookmarks import Bookmark

if TYPE_CHECKING:
    from .composer import Source  # with what no PDF needs, see `opening`


class SourceDocument:
    """A document that was read.

    Args:
        source: what was read.

    Attributes:
        page_count: its slides, or the parts that its text was divided into.
        too_little: nothing, as no page of it is scanned: whoever read it has refused one with too little text.
    """

    def __init__(self, source: "Source") -> None:
        self._source = source
        self.page_count = len(source.parts)
        self.too_little: str | None = None

    def texts(self) -> Iterator[str]:
        """The texts of its parts."""
        return iter(self._source.parts)

    def bookmarks(self) -> list[Bookmark]:
        """Its headings."""
        return self._source.bookmarks

    def title(self) -> str:
        """The title among its properties, or ''."""
        return self._source.title

    def large_lines(self) -> list[Bookmark]:
        """None: what is a heading says so."""
        return []

    def undecodable(self) -> float:
        """The share of its characters that have no meaning."""
        return self._source.undecodable
