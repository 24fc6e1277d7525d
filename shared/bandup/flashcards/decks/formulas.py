r"""Formulas of a card as Anki's MathJax takes them: between `\(` and `\)`, and without a link in them."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

_DOLLARS = re.compile(
    r"(?<![\\$\w])\$\$(?=\S)(.+?)(?<=\S)\$\$(?!\$)|(?<![\\$\w])\$(?=[^\s$])([^$]*?)(?<=[^\s\\])\$(?![\d$])", re.DOTALL
)
"""A formula between dollars, by pandoc's rule: no blank within them at either end, and no figure behind, as prices
have."""

_FROM_FIRST = re.compile(r"\\[(\[].*", re.DOTALL)
"""All from where the first formula begins. Where it ends, MathJax says, which counts braces and escaped signs."""

_ACTIVE = re.compile(
    r"\\+(?=(?:href|url|require|class|cssId|style|data|html\w*|includegraphics|unicode|mmlToken|bbox)(?![A-Za-z]))"
)
"""What MathJax does more for than to set signs: links, and attributes and styles of the page. All backslashes of a row
count: of two that lost one, the other would begin a command."""


def mark_formulas(text: str) -> str:
    r"""The text with each formula between `\(` and `\)`, and its commands that do more than set signs made words."""
    return "".join(mark_pieces(text, ()))


def mark_pieces(text: str, cuts: Iterable[int]) -> list[str]:
    """The same, cut at places of the original text. A formula that is cut stays one, and a command in it inert.

    Args:
        text: the original text.
        cuts: in order.
    """
    bounds = [0, *cuts, len(text)]
    changes = sorted(_find_changes(text))
    pieces = []
    for start, end in pairwise(bounds):
        piece, last = "", max((after for first, after, _ in changes if first < start < after), default=start)
        for first, after, marks in changes:
            if start <= first < end:
                piece, last = piece + text[last:first] + marks, after
        pieces.append(piece + text[last:end])
    return pieces


def _find_changes(text: str) -> Iterator[tuple[int, int, str]]:
    """What to write in place of what: start, exclusive end and marks."""
    marked, origins = "", list[int]()  # the text with its marks, and where each of its characters comes from
    last = 0
    for found in _DOLLARS.finditer(text):
        (start, end), marks = (found.span(1), r"\[ \]") if found[1] else (found.span(2), r"\( \)")
        opening, closing = marks.split()
        yield found.start(), start, opening
        yield end, found.end(), closing
        marked += text[last : found.start()] + opening + text[start:end] + closing
        origins += [*range(last, found.start()), *[start] * 2, *range(start, end), *[end] * 2]
        last = found.end()
    marked += text[last:]
    origins += range(last, len(text))
    if first := _FROM_FIRST.search(marked):
        for active in _ACTIVE.finditer(marked, first.start()):
            yield origins[active.start()], origins[active.end() - 1] + 1, ""
