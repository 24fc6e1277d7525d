"""The outline that a PDF carries, which viewers show beside its pages."""

from typing import NamedTuple


class Bookmark(NamedTuple):
    """One entry.

    Attributes:
        level: 1 for a chapter or a part, more for what stands within.
        title: in one line, of at most `limits.MAX_BOOKMARK_TITLE` characters.
        page: where it leads, from 1.
    """

    level: int
    title: str
    page: int
