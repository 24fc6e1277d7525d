"""Headers, footers and page numbers: they stand between the halves of a sentence, and teach nothing twice."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator

from .pdf_text import Block

_NEIGHBOURS = 6
"""Pages before and after that are compared: left and right pages may differ, and headers change with the chapter."""

_REPEATED = 3
"""A line that stands at the edge of so many neighbouring pages is a running line."""

_EDGE_BLOCKS = 2
_LONGEST = 120
"""Where running lines are looked for: in the two highest and the two lowest blocks of a page; and their length."""

_NUMBER = re.compile(r"\d+")

_Line = tuple[int, int]
"""The index of a block, and of a line in it."""


def without_running_lines(pages: Iterable[list[Block]]) -> Iterator[list[Block]]:
    """The pages, each without the lines that its neighbours repeat; the first such line with words is kept once."""
    counts: Counter[str] = Counter()
    window: deque[tuple[list[Block], dict[_Line, str]]] = deque()
    told: set[str] = set()
    next_page = 0
    for blocks in pages:
        edges = _edges(blocks)
        counts.update(set(edges.values()))
        window.append((blocks, edges))
        if len(window) > 2 * _NEIGHBOURS + 1:
            counts.subtract(set(window.popleft()[1].values()))
            next_page -= 1
        if len(window) > _NEIGHBOURS:
            yield _body(*window[next_page], counts, told)
            next_page += 1
    while next_page < len(window):
        yield _body(*window[next_page], counts, told)
        next_page += 1


def _edges(blocks: list[Block]) -> dict[_Line, str]:
    """The lines where running ones may be, with what they have in common: all but the page's number."""
    by_height = sorted(range(len(blocks)), key=lambda index: blocks[index].top)
    places = [(index, 0) for index in by_height[:_EDGE_BLOCKS]]
    places += [(index, len(blocks[index].lines) - 1) for index in by_height[-_EDGE_BLOCKS:]]
    return {
        (index, line): _NUMBER.sub("#", text).casefold()
        for index, line in places
        if (text := blocks[index].lines[line].strip()) and len(text) <= _LONGEST
    }


def _body(blocks: list[Block], edges: dict[_Line, str], counts: Counter[str], told: set[str]) -> list[Block]:
    dropped = set()
    for place, common in edges.items():
        if counts[common] >= _REPEATED:
            if common in told or not any(map(str.isalpha, common)):
                dropped.add(place)
            told.add(common)
    if not dropped:
        return blocks
    return [
        Block(block.top, [text for line, text in enumerate(block.lines) if (index, line) not in dropped])
        for index, block in enumerate(blocks)
    ]
