"""The chapters of a document, from its headings."""
# other scripts

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from .headings import PLAIN_LEVEL, Heading

MAX_CHAPTERS = 200
"""More than any book has. What has more, such as an entry for each slide, divides nothing."""

_PART = re.compile(r"^(?:(?:part|teil|partie|parte|deel|część|часть)\b|[IVX]{1,5}[.:]?\s|第.{1,3}部)", re.IGNORECASE)


@dataclass(frozen=True)
class Chapter:
    """A part of a document with a heading.

    Attributes:
        title: as the outline has it, or as it is printed.
        start: where it begins in the document's text.
        page: where it begins, from 1.
    """

    title: str
    start: int
    page: int


def find_chapters(headings: Sequence[Heading]) -> list[Chapter]:
    """The chapters in order; none if the document shows none.

    What a part of a book holds are chapters, and so is what a document holds that stands under one title as a whole.
    """
    known = [heading for heading in headings if heading.level < PLAIN_LEVEL]
    top = [heading for heading in known if heading.level == 1]
    is_whole = sum(heading.matter is None for heading in top) == 1
    chapters = []
    within = False
    for heading in known:
        if heading.level == 1:
            within = heading.matter is None and (is_whole or _PART.match(heading.title) is not None)
        if heading.level == 1 or (heading.level == 2 and within):
            chapters.append(Chapter(heading.title, heading.start, heading.page))
    return chapters if len(chapters) <= MAX_CHAPTERS else []


def find_chapter(chapters: Sequence[Chapter], place: int) -> int:
    """The number of the chapter at a place of the document's text, from 0; -1 before the first one."""
    return bisect_right(chapters, place, key=lambda chapter: chapter.start) - 1
