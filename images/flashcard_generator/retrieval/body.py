"""Tells the body of a document from what stands around it: contents, references, index, thanks, imprint.

A heading alone proves nothing, and a form alone little: what a heading announces must have the form of it, and what has
no heading must have much of it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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

Test = Callable[[str], bool]

_ANNOUNCED: Final[Mapping[Matter, Test]] = {
    Matter.CONTENTS: lambda text: (
        forms.measure_leaders(text) >= 0.3 or forms.measure_growth(text) >= 0.5 or forms.measure_index(text) >= 1.5
    ),
    Matter.INDEX: lambda text: forms.measure_index(text) >= 0.8 or forms.measure_leaders(text) >= 0.3,
    Matter.REFERENCES: lambda text: forms.measure_references(text) >= 0.9,
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
    spans = [span for heading in headings if heading.matter for span in _follow(heading, headings, lines, end)]
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


def _follow(heading: Heading, headings: Sequence[Heading], lines: Sequence[Line], end: int) -> Iterator[Span]:
    """What stands under a heading that announces something, as far as it has the form of it."""
    matter = heading.matter
    stop = _find_stop(heading, headings, end)
    own = [line for line in lines if heading.start <= line.start < stop]
    text = "\n".join(line.text for line in own[1:])
    if matter is None or not text:
        return
    if matter in _WHOLE:
        is_proven = _ANNOUNCED.get(matter, bool)(text) or (matter is Matter.THANKS and is_thanks_only(heading.title))
        if is_proven and _is_prose_around(matter, heading, stop, end):
            yield Span(heading.start, stop)
        return
    test = _ANNOUNCED[matter]
    if heading.level < PLAIN_LEVEL and test(text):
        yield Span(heading.start, stop)
        return
    last = heading.start
    failed = 0
    for window in _cut_windows(own[1:], set()):
        if test("\n".join(line.text for line in window)):
            last, failed = _span(window).end, 0
        else:
            failed += 1
        if failed > 1:
            break
    if last > heading.start:
        yield Span(heading.start, last)


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


def _find_stop(heading: Heading, headings: Sequence[Heading], end: int) -> int:
    """Where what stands under a heading ends: at the next one that does not stand within it."""
    before = {fold_title(each.title) for each in headings if each.start < heading.start}
    for other in headings:
        if other.start <= heading.start or fold_title(other.title) == fold_title(heading.title):
            continue
        if heading.level < PLAIN_LEVEL and other.level > heading.level:
            continue
        # Endnotes repeat the titles of the chapters that they belong to.
        if heading.matter is Matter.REFERENCES and fold_title(other.title) in before:
            continue
        return other.start
    return end


def _cut_windows(lines: Sequence[Line], starts: set[int]) -> Iterator[list[Line]]:
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
    text = "\n".join(line.text for line in window)
    first, last = window[0].page, window[-1].page
    at_edge = first <= max(4, 0.02 * page_count) or last > page_count - max(2, 0.01 * page_count)
    if (at_edge or "ISBN" in text) and forms.count_imprint(text) >= (2 if at_edge else 4):
        return True
    if forms.measure_thanks(text) >= 1.2 and forms.is_personal(text):
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
        or (forms.measure_index(text) >= 1.5 and forms.measure_order(text) >= 0.8)
        or references >= 3.5
        or (references >= 2.2 and forms.measure_entries(text) >= 0.3)
    )


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
