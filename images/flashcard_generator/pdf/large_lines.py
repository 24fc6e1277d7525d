"""Finds the headings of a PDF that carries no outline: lines that are set larger than the text."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from .bookmarks import Bookmark
from .limits import MAX_BOOKMARK_TITLE, MAX_BOOKMARKS
from .page_text import clean_line

_LARGER = 1.25
"""Times the distance between two lines of text. A line is as high as that if it is set in the size of the text."""

_NARROWEST = 0.2
"""Times its height a letter is wide in a line that runs from left to right. Beside charts there are others."""

_LONGEST = 120
_WORD = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
"""A title has one; in Chinese, Japanese and Korean it is shorter."""

_LEAST_LETTERS = 0.7
"""Share of a title that is letters. Of formulas, which are high too, it is less."""

_MOST_A_PAGE = 2
"""Chapters that begin on one page. Where there are more large lines of one size, they belong to a chart."""

_LEAST_LINES = 3
_SENTENCE_END = (".", ",", ";", ":")


class _LargeLine(NamedTuple):
    page: int
    height: int
    text: str


class LargeLines:
    """Collects what the headings of a document can be told by, page by page in any order."""

    def __init__(self) -> None:
        self._text_heights: Counter[int] = Counter()
        self._candidates: list[_LargeLine] = []

    def add(self, page: int, width: float, height: float, text: str) -> None:
        """Add a block of text.

        Args:
            page: from 1.
            width: of the block, in points.
            height: of the block, in points.
            text: its lines.
        """
        lines = text.removesuffix("\n").split("\n")
        height = round(height / len(lines))
        if len(lines) >= _LEAST_LINES:
            self._text_heights[height] += len(text)
        elif (
            len(self._candidates) < MAX_BOOKMARKS
            and len(text) <= _LONGEST
            and width > _NARROWEST * height * len(max(lines, key=len))
        ):
            self._candidates.append(_LargeLine(page, height, clean_line(text)))

    def as_bookmarks(self) -> list[Bookmark]:
        """The headings on two levels: the largest size that occurs on two pages or more, and the smaller ones."""
        if not self._text_heights:
            return []
        least = _LARGER * self._text_heights.most_common(1)[0][0]
        candidates = sorted(self._candidates, key=lambda each: each.page)
        large = _join_neighbours([each for each in candidates if each.height >= least])
        titles = [each for each in large if _is_title(each.text)]
        counts = Counter((each.height, each.page) for each in titles)
        titles = [each for each in titles if counts[each.height, each.page] <= _MOST_A_PAGE]
        pages = Counter(height for height, _ in {(each.height, each.page) for each in titles})
        top = max((height for height, count in pages.items() if count > 1), default=0)
        return [
            Bookmark(1 if each.height == top else 2, each.text[:MAX_BOOKMARK_TITLE], each.page)
            for each in titles
            if each.height <= top
        ]


def _join_neighbours(lines: Sequence[_LargeLine]) -> list[_LargeLine]:
    """Lines with "Chapter 2" and its title in the next one as one line, as high as the higher of them."""
    joined: list[_LargeLine] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and before.page == line.page and before.text[-1:].isdigit():
            joined[-1] = _LargeLine(line.page, max(before.height, line.height), f"{before.text} {line.text}")
        else:
            joined.append(line)
    return joined


def _is_title(text: str) -> bool:
    return (
        _WORD.search(text) is not None
        and sum(map(str.isalpha, text)) >= _LEAST_LETTERS * len(text.replace(" ", ""))
        and not text[0].islower()
        and not text.endswith(_SENTENCE_END)
    )
