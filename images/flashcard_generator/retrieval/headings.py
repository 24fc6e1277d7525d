"""Finds a document's headings: in the outline that the PDF carries, else in its lines."""
# other scripts

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..pdf.bookmarks import Bookmark
from .lines import Line
from .matter import LONGEST_TITLE, Matter, fold_title, name_matter

PLAIN_LEVEL = 9
"""Of a heading that is only known by its title: it belongs into whatever chapter it stands in."""

_LEAST_FOUND = 0.5
"""An outline is believed if at least half of its titles stand on the pages that it names."""

_CHAPTER = re.compile(
    r"^(?:(?:chapter|part|unit|lesson|lecture|section|kapitel|teil|lektion|chapitre|partie|leçon|capítulo|parte|capitolo|"
    r"hoofdstuk|deel|rozdział|kapitola|глава|часть|appendix|annex|anhang|annexe|anexo|apéndice|appendice|bijlage)\s+"
    r"(?:\d{1,3}|[IVXLC]{1,6}|[A-Z])\b|第\s?[\d一二三四五六七八九十百]+\s?[章编部篇課课讲]|제\s?\d+\s?장|الفصل\s)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(\d{1,2})\.?\s+(?=[^\W\d_])")
_PAPER = frozenset(
    [
        "abstract",
        "introduction",
        "background",
        "method",
        "methods",
        "materialsandmethods",
        "methodology",
        "results",
        "findings",
        "discussion",
        "resultsanddiscussion",
        "conclusion",
        "conclusions",
        "limitations",
        "relatedwork",
        "futurework",
        "summary",
    ]
)
_LISTED = re.compile(r"(?:\.\s?){3}|\S\s+(?:\d{1,4}|[ivxlc]{1,7})$")
"""Dots or a page number at its end: a line of a table of contents, or a running header."""

_SENTENCE_END = (".", ",", ";", ":", "。", "、")
_LEAST_APART = 500
"""Characters from one numbered heading to the next, on average. What comes closer is a list."""


@dataclass(frozen=True)
class Heading:
    """Where a part of the document begins.

    Attributes:
        start: of its line in the document's text.
        title: as it is printed or as the outline has it.
        level: 1 for a chapter or a part; `PLAIN_LEVEL` if it is only known by its title.
        page: from 1.
        matter: what it announces, or None for the body.
    """

    start: int
    title: str
    level: int
    page: int
    matter: Matter | None


def find_headings(lines: Sequence[Line], bookmarks: Sequence[Bookmark]) -> list[Heading]:
    """The headings in order."""
    found = _match_bookmarks(lines, bookmarks) or [*_find_chapters(lines)]
    known = {heading.start for heading in found}
    found += [heading for heading in _find_announcements(lines) if heading.start not in known]
    return sorted(found, key=lambda heading: heading.start)


def _match_bookmarks(lines: Sequence[Line], bookmarks: Sequence[Bookmark]) -> list[Heading]:
    """The outline's entries, each at its line, or at its page if that does not show it. Nothing if the outline lies."""
    pages = [line.page for line in lines]
    headings: list[Heading] = []
    matched = at = 0
    for bookmark in bookmarks:
        if headings and bookmark.page < headings[-1].page:
            continue  # it leads back
        at = max(at, bisect_left(pages, bookmark.page))
        place = _find_title(lines, at, bisect_left(pages, bookmark.page + 1), fold_title(bookmark.title))
        at = place or at
        if at < len(lines):
            matched += place is not None
            line, matter = lines[at], name_matter(bookmark.title)
            headings.append(Heading(line.start, bookmark.title, bookmark.level, line.page, matter))
            at += place is not None
    return headings if matched >= _LEAST_FOUND * len(bookmarks) else []


def _find_title(lines: Sequence[Line], first: int, last: int, title: str) -> int | None:
    """The line that shows a title, or its number and its title in two lines."""
    for place in range(first, last):
        line = lines[place].text
        if len(line) > 2 * LONGEST_TITLE + len(title):
            continue
        folded = fold_title(line)
        if (
            folded
            and title
            and (folded.endswith(title) or (title.startswith(folded) and 2 * len(folded) >= len(title)))
        ):
            return place
    return None


def _find_chapters(lines: Sequence[Line]) -> Iterator[Heading]:
    """Lines such as "Chapter 4: Rivers", or "4 Rivers" if 1, 2 and 3 came before; or the usual sections of a paper."""
    named = [
        line
        for line in lines
        if _is_title(line.text) and (match := _CHAPTER.match(line.text)) and not _LISTED.search(line.text, match.end())
    ]
    numbered = _find_numbered(lines)
    paper = [line for line in lines if _is_title(line.text) and fold_title(line.text) in _PAPER]
    best = max((_keep_longest(named, lines), numbered, paper), key=len)
    if len(best) > 1:
        for line in best:
            yield Heading(line.start, line.text, 1, line.page, name_matter(line.text))


def _keep_longest(found: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """Of lines with one text those that most follows. Contents and endnotes repeat the titles of chapters."""
    ends = [line.start for line in found[1:]] + [lines[-1].start] if found else []
    best: dict[str, tuple[int, Line]] = {}
    for line, end in zip(found, ends, strict=True):
        best[line.text.lower()] = max(best.get(line.text.lower(), (-1, line)), (end - line.start, line))
    return sorted(line for _, line in best.values())


def _find_numbered(lines: Sequence[Line]) -> list[Line]:
    found: list[Line] = []
    for line in lines:
        number = _NUMBERED.match(line.text)
        if number and int(number[1]) == len(found) + 1 and _is_title(line.text) and not _LISTED.search(line.text):
            found.append(line)
    apart = (found[-1].start - found[0].start) / max(1, len(found) - 1) if found else 0
    return found if apart >= _LEAST_APART else []


def _find_announcements(lines: Sequence[Line]) -> Iterator[Heading]:
    """Lines that are nothing but the title of what stands around a body."""
    for line in lines:
        if (
            len(line.text) <= LONGEST_TITLE
            and _is_title(line.text)
            and not _LISTED.search(line.text)
            and (matter := name_matter(line.text))
        ):
            yield Heading(line.start, line.text, PLAIN_LEVEL, line.page, matter)


def _is_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and not text.endswith(_SENTENCE_END) and any(map(str.isalpha, text))
