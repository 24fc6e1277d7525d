"""Tells the body of a document from what stands around it: contents, references, index, thanks, imprint.

A heading alone proves nothing, and a form alone little: what a heading announces must have the form of it, and what has
no heading must have much of it.
"""

from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from ..pdf.chunks import Chunk
from . import forms
from .headings import PLAIN_LEVEL, Heading
from .lines import Line
from .matter import Matter, fold_title, is_abstract, is_thanks_only

WINDOW_CHARACTERS = 500
"""Lines are judged together until they have so many characters."""

LEAST_BODY = 400
"""Characters. A passage with less in the body is left out, unless it has no more at all."""

MOST_JUDGED = 2_000
"""Characters of a window that are looked at. Of a longer line, the beginning tells."""

_MOST_OF_SECTION = 6_000
"""The same of a section that the outline names."""

_MOST_FOLLOWED = 1_000
"""Headings that announce something. A volume of a hundred papers has some five hundred."""

_MOST_WITHIN = 500
"""Headings that may stand within a section. An index has one for each letter, endnotes one for each chapter."""

Test = Callable[[str], bool]

_ANNOUNCED: Final[Mapping[Matter, Test]] = {
    Matter.CONTENTS: lambda text: (
        forms.measure_leaders(text) >= 0.3 or forms.measure_growth(text) >= 0.5 or forms.measure_index(text) >= 1.5
    ),
    Matter.INDEX: lambda text: forms.measure_index(text) >= 0.8 or forms.measure_leaders(text) >= 0.3,
    Matter.REFERENCES: lambda text: forms.measure_numbers(text) >= 0.5 and forms.measure_references(text) >= 0.9,
    Matter.THANKS: lambda text: forms.measure_thanks(text) >= 1 / 30,
    Matter.IMPRINT: lambda text: forms.count_imprint(text) >= 1,
    Matter.LICENCE: lambda text: forms.measure_licence(text) >= 0.3,
}
"""What the text under a heading must have, for the heading to be believed."""

_WHOLE: Final = frozenset({Matter.THANKS, Matter.IMPRINT, Matter.LICENCE, Matter.FOREWORD, Matter.STATEMENT})
"""Judged as a whole: prose has its marks in some sentences only."""

_FRONT_SHARE, _BACK_SHARE = 0.2, 0.85
"""A preface stands in the first fifth of a document, what is told of its author there or in the last part."""

_LEAST_NUMBERS = 1.4
"""For 100 characters: what has fewer is no list that leads to pages or years, and needs no closer look."""

_LONGEST_TITLE_PAGES = 6_000
_LONGEST_PROSE = 12_000
_LONGEST_STATEMENT = 2_000


@dataclass(frozen=True)
class Span:
    """A piece of a document's text.

    Attributes:
        start: in characters.
        end: exclusive.
    """

    start: int
    end: int


def find_outside(lines: Sequence[Line], headings: Sequence[Heading], page_count: int) -> list[Span]:
    """What does not belong to the body, in order; the spans neither touch nor overlap.

    Args:
        lines: of the document.
        headings: of the document.
        page_count: its pages, for what stands on the first and the last ones.
    """
    if not lines:
        return []
    end = lines[-1].start + len(lines[-1].text)
    first_places = {fold_title(heading.title): heading.start for heading in reversed(headings)}
    spans: list[Span] = []
    for heading in islice((each for each in headings if each.matter), _MOST_FOLLOWED):
        if not (spans and heading.start < spans[-1].end):
            stop = _find_stop(heading, headings, first_places, end)
            spans += _follow(heading, stop, lines, end)
    spans += _find_title_pages(lines, headings, spans)
    windows = _cut_windows(lines, {heading.start for heading in headings})
    spans += [_span(window) for window in windows if _is_outside(window, end, page_count)]
    return _merge(spans)


def cut_body(chunks: Sequence[Chunk], outside: Sequence[Span]) -> dict[int, Chunk]:
    """The passages that stand in the body, by their places in the document, each without what is outside.

    Of a passage with something outside in its middle the longer part stays. All passages, if none has enough of a body.
    """
    starts = [span.start for span in outside]
    kept = {}
    for place, chunk in enumerate(chunks):
        first = max(0, bisect_right(starts, chunk.start) - 1)
        after = bisect_right(starts, chunk.end)
        start, end = _longest_gap(chunk, outside[first:after])
        if end - start >= min(LEAST_BODY, len(chunk.text) / 2):
            kept[place] = chunk if end - start == len(chunk.text) else chunk.cut(start, end)
    return kept or dict(enumerate(chunks))


def _longest_gap(chunk: Chunk, outside: Sequence[Span]) -> tuple[int, int]:
    """The longest part of a passage that no span covers."""
    ends = [chunk.start, *(span.end for span in outside)]
    starts = [*(span.start for span in outside), chunk.end]
    return max(
        ((max(end, chunk.start), min(start, chunk.end)) for end, start in zip(ends, starts, strict=True)),
        key=lambda gap: gap[1] - gap[0],
    )


def _follow(heading: Heading, stop: int, lines: Sequence[Line], end: int) -> Iterator[Span]:
    """What stands between a heading that announces something and the next one, as far as it has the form of it."""
    matter = heading.matter
    first = bisect_right(lines, heading.start, key=lambda line: line.start)
    last = bisect_right(lines, stop - 1, key=lambda line: line.start)
    if matter is None or first >= last:
        return

    def iterate() -> Iterator[Line]:
        return (lines[place] for place in range(first, last))  # a slice of the whole document would be copied each time

    if matter in _WHOLE:
        if _is_prose_around(matter, heading, stop, end) and _is_proven(heading, iterate()):
            yield Span(heading.start, stop)
    elif heading.level < PLAIN_LEVEL and _ANNOUNCED[matter](_read_beginning(iterate())):
        yield Span(heading.start, stop)
    else:
        yield from _follow_form(heading, iterate(), _ANNOUNCED[matter])


def _follow_form(heading: Heading, lines: Iterable[Line], test: Test) -> Iterator[Span]:
    """What stands under a heading until two windows in a row have not its form."""
    last, failed = heading.start, 0
    for window in _cut_windows(lines, frozenset()):
        if test(_join(window)[:MOST_JUDGED]):
            last, failed = _span(window).end, 0
        else:
            failed += 1
        if failed > 1:
            break
    if last > heading.start:
        yield Span(heading.start, last)


def _is_proven(heading: Heading, lines: Iterable[Line]) -> bool:
    if heading.matter is Matter.THANKS and is_thanks_only(heading.title):
        return True
    test = _ANNOUNCED.get(heading.matter) if heading.matter else None
    return test is None or test(_read_beginning(lines))


def _find_title_pages(lines: Sequence[Line], headings: Sequence[Heading], found: Sequence[Span]) -> Iterator[Span]:
    """What stands before an abstract or a table of contents: the title, who wrote it, who may copy it."""
    first = (line for line in lines if line.start <= _LONGEST_TITLE_PAGES)
    ends = [line.start for line in first if is_abstract(line.text)]
    ends += [
        heading.start
        for heading in headings
        if heading.matter is Matter.CONTENTS and any(span.start <= heading.start < span.end for span in found)
    ]
    end = min(ends, default=0)
    if 0 < end <= _LONGEST_TITLE_PAGES and all(heading.matter for heading in headings if heading.start < end):
        yield Span(0, end)


def _is_prose_around(matter: Matter, heading: Heading, stop: int, end: int) -> bool:
    length = stop - heading.start
    if matter is Matter.STATEMENT:
        return length <= _LONGEST_STATEMENT
    if matter is Matter.LICENCE:
        return True
    at = heading.start / end
    return length <= max(_LONGEST_PROSE, 0.05 * end) and (
        at <= _FRONT_SHARE or at >= 1 - _FRONT_SHARE or matter is Matter.THANKS
    )


def _is_index(text: str) -> bool:
    """Whether it is an index. Entries within entries break the order of the alphabet."""
    pages, order = forms.measure_index(text), forms.measure_order(text)
    return (pages >= 1.5 and order >= 0.8) or (pages >= 2.5 and order >= 0.65)


def _read_beginning(lines: Iterable[Line]) -> str:
    """The first `_MOST_OF_SECTION` characters of a section."""
    read: list[Line] = []
    length = 0
    for line in lines:
        if length > _MOST_OF_SECTION:
            break
        read.append(line)
        length += len(line.text)
    return _join(read)[:_MOST_OF_SECTION]


def _find_stop(heading: Heading, headings: Sequence[Heading], first_places: Mapping[str, int], end: int) -> int:
    """Where what stands under a heading ends: at the next one that does not stand within it."""
    place = bisect_right(headings, heading.start, key=lambda each: each.start)
    for other in headings[place : place + _MOST_WITHIN]:
        if heading.level < PLAIN_LEVEL and other.level > heading.level:
            continue
        folded = fold_title(other.title)
        is_running_header = other.level == PLAIN_LEVEL and folded == fold_title(heading.title)
        # Endnotes repeat the titles of the chapters that they belong to.
        is_repeated = heading.matter is Matter.REFERENCES and first_places[folded] < heading.start
        if not is_running_header and not is_repeated:
            return other.start
    return headings[place + _MOST_WITHIN].start if place + _MOST_WITHIN < len(headings) else end


def _cut_windows(lines: Iterable[Line], starts: Container[int]) -> Iterator[list[Line]]:
    """Consecutive lines of about `WINDOW_CHARACTERS`, of half as many at a page's end. A heading begins a window."""
    window: list[Line] = []
    length = 0
    for line in lines:
        least = WINDOW_CHARACTERS / (1 if window and line.page == window[-1].page else 2)
        if window and (length >= least or line.start in starts):
            yield window
            window, length = [], 0
        window.append(line)
        length += len(line.text)
    if window:
        yield window


def _is_outside(window: Sequence[Line], end: int, page_count: int) -> bool:
    """Whether a window without a heading has so much of a form that nothing else can be meant."""
    text = _join(window)[:MOST_JUDGED]
    first, last = window[0].page, window[-1].page
    at_edge = first <= max(4, 0.02 * page_count) or last > page_count - max(2, 0.01 * page_count)
    if (at_edge or "ISBN" in text) and forms.count_imprint(text) >= (2 if at_edge else 4):
        return True
    if forms.is_personal(text) and forms.measure_thanks(text) >= 1.2:
        return True
    if forms.measure_numbers(text) < _LEAST_NUMBERS:
        return False
    place = window[0].start / end
    return _is_list(text) or (not 0.15 < place < 0.95 and forms.measure_growth(text) >= 0.8)


def _is_list(text: str) -> bool:
    """Whether it is a table of contents, an index or a list of references, whatever its heading."""
    references = forms.measure_references(text)
    return (
        forms.measure_leaders(text) >= 0.7
        or _is_index(text)
        or references >= 3.5
        or (references >= 2.2 and forms.measure_entries(text) >= 0.3)
    )


def _join(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _span(window: Sequence[Line]) -> Span:
    return Span(window[0].start, window[-1].start + len(window[-1].text))


def _merge(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda each: each.start):
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
