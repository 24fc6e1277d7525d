"""Finds a document's headings: in the outline that the PDF carries, else in its lines."""
# other scripts

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise

from ..pdf.bookmarks import Bookmark
from .lines import Line
from .matter import LONGEST_TITLE, Matter, fold_title, name_matter

PLAIN_LEVEL = 9
"""Of a heading that is only known by its title: it belongs into whatever chapter it stands in."""

_MOST_LINES = 200
"""Lines of a page that are compared with a title. The densest pages of books have a hundred."""

_MOST_ANNOUNCEMENTS = 1_000
"""More than any book has pages with a running header, or notes in its margin."""

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
_FEWEST_LARGE = 3
"""Where fewer lines are set large, they are a title and what stands in figures."""

_FEWEST_SECTIONS = 4
"""A paper of which fewer sections are known has others between them."""

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


def find_headings(
    lines: Sequence[Line], bookmarks: Sequence[Bookmark], large_lines: Sequence[Bookmark]
) -> list[Heading]:
    """The headings in order.

    Args:
        lines: of the document.
        bookmarks: its outline, which is believed before anything else.
        large_lines: what stands in a larger type than its text.
    """
    found = _match_bookmarks(lines, bookmarks) or _guess_chapters(lines, large_lines)
    known = {heading.start for heading in found}
    announced = islice(_find_announcements(lines), _MOST_ANNOUNCEMENTS)
    found += [heading for heading in announced if heading.start not in known]
    return sorted(found, key=lambda heading: heading.start)


def _guess_chapters(lines: Sequence[Line], large_lines: Sequence[Bookmark]) -> list[Heading]:
    """The chapters of a document without an outline, by the words, the numbers or the size of their headings."""
    by_words = _mark_chapters(_find_named(lines), lines) or _mark_chapters(_find_numbered(lines), lines)
    by_size = _match_bookmarks(lines, large_lines)
    if _count_chapters(by_size) >= _FEWEST_LARGE and _count_chapters(by_size) > _count_chapters(by_words):
        return by_size
    return by_words or _mark_chapters(_find_sections_of_paper(lines), lines)


def _count_chapters(headings: Sequence[Heading]) -> int:
    return sum(heading.level == 1 and heading.matter is None for heading in headings)


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
    return headings if matched and matched >= _LEAST_FOUND * len(bookmarks) else []


def _find_title(lines: Sequence[Line], first: int, last: int, title: str) -> int | None:
    """The line that shows a title, or its number and its title in two lines; among the first ones of its page."""
    for place in range(first, min(last, first + _MOST_LINES)):
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


def _mark_chapters(places: Sequence[int], lines: Sequence[Line]) -> list[Heading]:
    """The lines at these places as chapters. One that is only "Chapter 2" is named by the line after it too."""
    headings = []
    for place in places:
        line = lines[place]
        after = lines[place + 1].text if place + 1 < len(lines) else ""
        is_bare = line.text[-1:].isdigit() and _is_title(after)
        headings.append(
            Heading(line.start, f"{line.text} {after}" if is_bare else line.text, 1, line.page, name_matter(line.text))
        )
    return headings


def _find_named(lines: Sequence[Line]) -> list[int]:
    """Lines such as "Chapter 4: Rivers".

    Contents, running headers and endnotes repeat them: the right one is the first of those that most text follows.
    """
    found = [
        (place, match[0].lower())
        for place, line in enumerate(lines)
        if _is_title(line.text) and (match := _CHAPTER.match(line.text)) and not _LISTED.search(line.text, match.end())
    ]
    best: dict[str, tuple[int, int]] = {}
    groups = [next(group)[0] for _, group in groupby(found, key=lambda each: each[1])]
    labels = dict(found)
    for place, following in pairwise([*groups, len(lines) - 1]):
        label = labels[place]
        best[label] = max(best.get(label, (-1, place)), (lines[following].start - lines[place].start, place))
    return sorted(place for _, place in best.values()) if len(best) > 1 else []


def _find_sections_of_paper(lines: Sequence[Line]) -> list[int]:
    found = {fold_title(line.text): place for place, line in reversed([*enumerate(lines)]) if _is_title(line.text)}
    places = sorted(place for title, place in found.items() if title in _PAPER)
    return places if len(places) >= _FEWEST_SECTIONS else []


def _find_numbered(lines: Sequence[Line]) -> list[int]:
    """Lines such as "4 Rivers", if 1, 2 and 3 came before."""
    found: list[int] = []
    for place, line in enumerate(lines):
        number = _NUMBERED.match(line.text)
        if number and int(number[1]) == len(found) + 1 and _is_title(line.text) and not _LISTED.search(line.text):
            found.append(place)
    apart = (lines[found[-1]].start - lines[found[0]].start) / (len(found) - 1) if len(found) > 1 else 0
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
