"""Where on a page a quote is printed, by the places of its letters.

A quote was cut from text that lines, hyphens and columns were taken out of, so it is looked for as a reader would.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from typing import NamedTuple

from bandup.core.folding import FoldedText

_CELL = re.compile(r"\s{3,}|\n")
"""What stands between two cells, or two rows, in the text of a table."""

_HIGHEST = 0.6
"""A quote whose parts stand further apart, as a share of the page's height, was not placed: they are other words."""


class Box(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, boxes: Iterable["Box"]) -> "Box":
        """The smallest one that holds all of them; at least one."""
        left, top, right, bottom = zip(*boxes, strict=True)
        return cls(min(left), min(top), max(right), max(bottom))


class Glyph(NamedTuple):
    """A character as it is printed.

    Attributes:
        character: one or more code points.
        box: where it is.
        block: where the paragraph is that it belongs to.
        ends_line: whether the next one stands in another line.
    """

    character: str
    box: Box
    block: Box
    ends_line: bool = False


@dataclass(frozen=True)
class Place:
    """Where a quote is printed.

    Attributes:
        box: as wide as its paragraphs, as high as its lines.
        line_height: in points.
    """

    box: Box
    line_height: float


@dataclass(frozen=True)
class PrintedPage:
    """The characters of a page in reading order.

    Attributes:
        glyphs: those characters.
        height: of the page, in points.
    """

    glyphs: Sequence[Glyph] = field(repr=False)
    height: float

    def find(self, quote: str) -> Place | None:
        """Where all of the quote is printed; None if it is not, or cannot be told."""
        whole = self._folded.find(quote)
        choices = [self._describe(spans) for spans in ([whole] if whole else [], *self._find_cells(quote)) if spans]
        best = min(choices, key=_height, default=None)
        return best if best and _height(best) <= _HIGHEST * self.height else None

    def _find_cells(self, quote: str) -> Iterator[list[tuple[int, int]]]:
        """For each place of the longest cell, the nearest places of the others; nothing if it is no row of cells."""
        cells = sorted(filter(str.strip, _CELL.split(quote)), key=len, reverse=True)
        found = [self._all_places(cell) for cell in cells]
        if len(cells) > 1 and all(found):
            for first in found[0]:
                yield [first, *(self._nearest(first, places) for places in found[1:])]

    @cached_property
    def _characters(self) -> list[Glyph | None]:
        """The glyph of each code point of the text; none for the blanks between lines."""
        return [each for glyph in self.glyphs for each in ([glyph] * len(glyph.character) + [None] * glyph.ends_line)]

    @cached_property
    def _folded(self) -> FoldedText:
        return FoldedText.of("".join(glyph.character + " " * glyph.ends_line for glyph in self.glyphs))

    def _all_places(self, cell: str) -> list[tuple[int, int]]:
        found, after = [], 0
        while place := self._folded.find(cell, after):
            found.append(place)
            after = place[1]
        return found

    def _nearest(self, first: tuple[int, int], places: Sequence[tuple[int, int]]) -> tuple[int, int]:
        top = self._describe([first]).box.top
        return min(places, key=lambda place: abs(self._describe([place]).box.top - top))

    def _describe(self, spans: Iterable[tuple[int, int]]) -> Place:
        glyphs = [glyph for start, end in spans for glyph in self._characters[start:end] if glyph]
        printed = Box.around(glyph.box for glyph in glyphs)
        wide = Box.around(glyph.block for glyph in glyphs)
        height = median(glyph.box.bottom - glyph.box.top for glyph in glyphs)
        return Place(printed._replace(left=wide.left, right=wide.right), height)


def is_finite(box: Box) -> bool:
    """Whether it is a rectangle with an area, as a broken file may have it otherwise."""
    return all(map(math.isfinite, box)) and box.left < box.right and box.top < box.bottom


def _height(place: Place) -> float:
    return place.box.bottom - place.box.top
