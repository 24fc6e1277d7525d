"""Removes running headers, footers and page numbers, which would stand between the halves of a sentence."""

import itertools
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from .page_text import Block
from .word_lists import PAGE_WORDS

_NEIGHBOURS = 6
"""Pages before and after that are compared: left and right pages may differ, and headers change with the chapter."""

_REPEATED = 3
"""A line that stands at the edge of so many neighbouring pages is a running line."""

_EDGE_ROWS = 3
_EDGE_LINES = 3
"""Where running lines are looked for: in so many rows of blocks from either edge, so many lines in each. Where still
more repeats, pages repeat their text, and only the outermost is a running line."""

_BLOCKS_IN_ROW = 8
"""A row of more blocks is a table's."""

_ROW_POINTS = 4.0
"""How much the height of blocks in one row differs."""

_MARGIN_POINTS = 40.0
"""A third row that is farther from the second is no part of the margin."""

_LONGEST = 120
"""A longer line with a number in it is a sentence."""

_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"[\W_]*([ivxlc]+|[IVXLC]+)[\W_]*")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ONE_WORD = re.compile(r"[\W\d_]*([^\W\d_]+)[\W\d_]*")
_WORD = re.compile(r"[^\W\d_]+")


class _Line(NamedTuple):
    """A line at an edge: the index of its block, its own therein, and what its neighbours may repeat of it."""

    block: int
    line: int
    forms: frozenset[str]


_Rows = list[list[list[_Line]]]
"""From the edge inwards: rows of blocks; of each block the lines, again from the edge inwards."""


class _Page(NamedTuple):
    blocks: list[Block]
    edges: list[_Rows]
    forms: set[str]


def remove_running_lines(pages: Iterable[list[Block]]) -> Iterator[list[Block]]:
    """The pages, each without the lines that its neighbours repeat.

    A repeated line with words is kept where it comes first, above the page: it may be the title of several slides.
    """
    counts: Counter[str] = Counter()
    window: deque[_Page] = deque()
    seen: set[str] = set()
    next_page = 0
    for number, blocks in enumerate(pages):
        page = _find_edges(blocks, number)
        counts.update(page.forms)
        window.append(page)
        if len(window) > 2 * _NEIGHBOURS + 1:
            _forget(window.popleft().forms, counts)
            next_page -= 1
        if len(window) > _NEIGHBOURS:
            yield _remove(window[next_page], counts, seen)
            next_page += 1
    while next_page < len(window):
        yield _remove(window[next_page], counts, seen)
        next_page += 1


def _forget(forms: Iterable[str], counts: Counter[str]) -> None:
    for form in forms:
        counts[form] -= 1
        if not counts[form]:
            del counts[form]


def _find_edges(blocks: list[Block], number: int) -> _Page:
    places = [index for index, block in enumerate(blocks) if block.lines]
    downwards = _find_rows(places, lambda index: blocks[index].top)
    upwards = _find_rows(places, lambda index: -blocks[index].bottom)
    edges = [
        [[_list_lines(blocks[index], index, number, from_end=from_end) for index in row] for row in rows]
        for rows, from_end in ((downwards, False), (upwards, True))
    ]
    forms = {form for rows in edges for row in rows for lines in row for line in lines for form in line.forms}
    return _Page(blocks, edges, forms)


def _find_rows(places: Sequence[int], depth: Callable[[int], float]) -> list[list[int]]:
    """The outermost rows of blocks."""
    rows: list[list[int]] = []
    for index in sorted(places, key=depth):
        if rows and depth(index) - depth(rows[-1][0]) <= _ROW_POINTS:
            rows[-1].append(index)
        elif len(rows) > _EDGE_ROWS or (len(rows) > 1 and depth(index) - depth(rows[-1][0]) > _MARGIN_POINTS):
            break
        else:
            rows.append([index])
    return [row for row in rows if len(row) <= _BLOCKS_IN_ROW]


def _list_lines(block: Block, index: int, number: int, *, from_end: bool) -> list[_Line]:
    count = len(block.lines)
    order = range(count - 1, -1, -1) if from_end else range(count)
    found = []
    for depth, line in enumerate(order[: _EDGE_LINES + 1]):
        forms = _list_forms(block.lines[line].strip(), number)
        if depth and count > _EDGE_LINES:
            # Within a block of text only what stands at the same height each time is no text.
            height = block.bottom if from_end else block.top
            forms = {f"{form}@{round(height / _ROW_POINTS)}" for form in forms}
        found.append(_Line(index, line, frozenset(forms)))
    return found


def _list_forms(text: str, number: int) -> set[str]:
    """The line itself; and with its first or last number as the distance from the page's, if it has any.

    A page number grows with the pages. Other numbers do not, so that tasks or figures are not taken for one.
    """
    if not text:
        return set()
    forms = {text}
    if len(text) > _LONGEST:
        return forms
    if roman := _ROMAN.fullmatch(text):
        return forms | {f"#{_read_roman(roman[1].lower()) - number}"}
    word = _ONE_WORD.fullmatch(text)
    if word and word[1].casefold() not in PAGE_WORDS:
        return forms
    numbers = list(_NUMBER.finditer(text))
    for found in numbers[:1] + numbers[-1:]:
        value = int(found[0][:9])
        for pages in (1, 2):  # a scan may show two pages at once
            forms.add(f"{text[: found.start()]}#{value - pages * number}{'#' * (pages - 1)}{text[found.end() :]}")
    return forms


def _read_roman(text: str) -> int:
    digits = [_ROMAN_DIGITS[digit] for digit in text]
    return sum(-digit if digit < max(digits[place:]) else digit for place, digit in enumerate(digits))


def _remove(page: _Page, counts: Counter[str], seen: set[str]) -> list[Block]:
    running: dict[tuple[int, int], frozenset[str]] = {}
    for rows in page.edges:
        found = list(itertools.takewhile(bool, (_find_running(row, page.blocks, counts) for row in rows)))
        for lines in found[: _EDGE_ROWS if len(found) <= _EDGE_ROWS else 1]:
            running.update(lines)
    if not running:
        return page.blocks
    first = []
    for (block, line), repeated in sorted(running.items()):
        text = page.blocks[block].lines[line]
        if not repeated & seen and any(map(str.isalpha, "".join(repeated))):
            first.append(text)
        seen |= repeated
    rest = [
        block._replace(lines=[text for line, text in enumerate(block.lines) if (index, line) not in running])
        for index, block in enumerate(page.blocks)
    ]
    return [Block(0.0, first), *rest]


def _is_page_number(form: str) -> bool:
    return "#" in form and "@" not in form and all(word.casefold() in PAGE_WORDS for word in _WORD.findall(form))


def _find_running(
    row: Sequence[Sequence[_Line]], blocks: Sequence[Block], counts: Counter[str]
) -> dict[tuple[int, int], frozenset[str]]:
    """The lines of a row that neighbours repeat, and what stands beside a page number."""
    found = {}
    for lines in row:
        repeated = [frozenset(form for form in line.forms if counts[form] >= _REPEATED) for line in lines]
        outside = len(list(itertools.takewhile(bool, repeated)))
        if outside > _EDGE_LINES:
            outside = 1
        for depth, (line, forms) in enumerate(zip(lines, repeated, strict=True)):
            kept = forms if depth < outside else frozenset(filter(_is_page_number, forms))
            if kept:
                found[line.block, line.line] = kept
    return found | _find_beside_number(row, found, blocks)


def _find_beside_number(
    row: Sequence[Sequence[_Line]], found: dict[tuple[int, int], frozenset[str]], blocks: Sequence[Block]
) -> dict[tuple[int, int], frozenset[str]]:
    """What stands in one row with a page number: a title of a chapter or section, which changes too often to repeat."""
    numbers = {block for (block, _), forms in found.items() if any(map(_is_page_number, forms))}
    if not numbers:
        return {}
    beside = {}
    for lines in row:
        few = len(blocks[lines[0].block].lines) <= (3 if lines[0].block in numbers else 2)
        for line in lines if few else ():
            text = blocks[line.block].lines[line.line]
            if len(text) <= _LONGEST and (line.block, line.line) not in found:
                beside[line.block, line.line] = frozenset({text})
    return beside
