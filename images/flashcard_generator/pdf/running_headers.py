"""Removes running headers, footers and page numbers, which would stand between the halves of a sentence."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator

from .page_text import Block

_NEIGHBOURS = 6
"""Pages before and after that are compared: left and right pages may differ, and headers change with the chapter."""

_REPEATED = 3
"""A line that stands at the edge of so many neighbouring pages is a running line."""

_EDGE_BLOCKS = 2
_LONGEST = 120
"""Where running lines are looked for: in the two highest and the two lowest blocks of a page; and their length."""

_NUMBER = re.compile(r"\d+")

_Edges = dict[tuple[int, int], set[str]]
"""For each line at an edge, named by the index of its block and its own therein: what its neighbours may repeat."""


def remove_running_lines(pages: Iterable[list[Block]]) -> Iterator[list[Block]]:
    """The pages, each without the lines that its neighbours repeat.

    A repeated line with words is kept where it comes first, above the page: it may be the title of several slides.
    """
    counts: Counter[str] = Counter()
    window: deque[tuple[list[Block], _Edges]] = deque()
    seen: set[str] = set()
    next_page = 0
    for number, blocks in enumerate(pages):
        edges = _find_edges(blocks, number)
        counts.update(set().union(*edges.values()))
        window.append((blocks, edges))
        if len(window) > 2 * _NEIGHBOURS + 1:
            counts.subtract(set().union(*window.popleft()[1].values()))
            next_page -= 1
        if len(window) > _NEIGHBOURS:
            yield _remove(*window[next_page], counts, seen)
            next_page += 1
    while next_page < len(window):
        yield _remove(*window[next_page], counts, seen)
        next_page += 1


def _find_edges(blocks: list[Block], number: int) -> _Edges:
    by_height = sorted(range(len(blocks)), key=lambda index: blocks[index].top)
    places = [(index, 0) for index in by_height[:_EDGE_BLOCKS]]
    places += [(index, len(blocks[index].lines) - 1) for index in by_height[-_EDGE_BLOCKS:]]
    return {
        (index, line): _list_forms(text, number)
        for index, line in places
        if (text := blocks[index].lines[line].strip()) and len(text) <= _LONGEST
    }


def _list_forms(text: str, number: int) -> set[str]:
    """The line itself; and with its first or last number as the distance from the page's, if it has any.

    A page number grows with the pages. Other numbers do not, so that tasks or figures are not taken for one.
    """
    forms = {text}
    numbers = list(_NUMBER.finditer(text))
    for found in numbers[:1] + numbers[-1:]:
        forms.add(f"{text[: found.start()]}#{int(found[0]) - number}{text[found.end() :]}")
    return forms


def _remove(blocks: list[Block], edges: _Edges, counts: Counter[str], seen: set[str]) -> list[Block]:
    running, first = set(), []
    for place, forms in edges.items():
        repeated = {form for form in forms if counts[form] >= _REPEATED}
        if repeated:
            running.add(place)
            if not repeated & seen and any(map(str.isalpha, "".join(repeated))):
                first.append(blocks[place[0]].lines[place[1]])
            seen |= repeated
    if not running:
        return blocks
    rest = [
        Block(block.top, [text for line, text in enumerate(block.lines) if (index, line) not in running])
        for index, block in enumerate(blocks)
    ]
    return [Block(0.0, first), *rest]
