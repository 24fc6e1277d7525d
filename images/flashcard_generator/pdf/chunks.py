"""Cuts a document into chunks of about one size that begin and end where sentences do, wherever pages end."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from .exceptions import DocumentRefusedError
from .limits import MAX_CHUNKS
from .page_text import find_separator
from .reader import Page

_CLOSING = "\"')\\]»\u201d\u2019\u203a\u3011\u300d\u300f\uff09\u300b"
_STOPS = "\u3002\uff01\uff1f\uff61\u061f\u06d4\u0964\u0965\u1362\u104b"
"""Full stops that need no blank after them: of Chinese and Japanese, Arabic, Urdu, Hindi, Amharic, Burmese."""

SENTENCE_END = re.compile(
    rf"[.!?…]++[{_CLOSING}]*+(?=\s+[^\sa-z])"  # a small letter goes on after an abbreviation
    rf"|[{_STOPS}]++[{_CLOSING}]*+"
    r"|\n"
)
_SEEN_AFTER = 8
"""Characters after a chunk that are looked at: a full stop ends a sentence only by what follows it."""

_BLANK = re.compile(r"\s")
_JOINERS = {"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"}


@dataclass(frozen=True)
class Chunk:
    """A piece of a document.

    Attributes:
        number: from 0.
        text: without blanks around it.
        first_page: where it begins.
        last_page: where it ends.
        page_starts: for each page after the first, where in `text` it begins.
        start: where in the document's text it begins, in characters; overlaps are counted once.
    """

    number: int
    text: str
    first_page: int
    last_page: int
    page_starts: tuple[int, ...] = ()
    start: int = 0

    @property
    def end(self) -> int:
        """Where in the document's text it ends."""
        return self.start + len(self.text)

    def cut(self, start: int, end: int) -> "Chunk":
        """The part of it between two places of the document's text, without blanks around it."""
        piece = self.text[start - self.start : end - self.start]
        first = start - self.start + len(piece) - len(piece.lstrip())
        text = piece.strip()
        later = tuple(place - first for place in self.page_starts if first < place < first + len(text))
        page = self.page_at(first)
        return Chunk(self.number, text, page, page + len(later), later, self.start + first)

    def page_at(self, offset: int) -> int:
        """The page that shows the character at `offset` of `text`."""
        return self.first_page + bisect_right(self.page_starts, offset)


class Chunker:
    """Cuts a document while its pages arrive.

    Args:
        size: the most characters of a chunk.
        overlap: the most characters that a chunk repeats of the one before, less than half of `size`.

    Raises:
        ValueError: with such an overlap the document might never end.
    """

    def __init__(self, size: int, overlap: int) -> None:
        if not 0 <= overlap < size / 2:
            raise ValueError("the overlap must be less than half of the size")
        self._size = size
        self._overlap = overlap
        self._text = ""  # from where the next chunk begins
        self._covered = 0  # how much of it the last chunk holds
        self._starts: list[int] = []  # where in it pages begin; the first at 0 or before
        self._first_page = 0
        self._count = 0
        self._passed = 0  # characters of the document before `_text`

    def feed(self, page: Page) -> list[Chunk]:
        """Add the next page.

        Returns:
            The chunks that are complete now.

        Raises:
            TerminalError: `too_much_text`, for more chunks than `limits.MAX_CHUNKS`.
        """
        if not self._starts:
            self._first_page = page.number
        elif page.text:
            self._text += _join_pages(self._text, page.text)
        self._starts.append(len(self._text))
        self._text += page.text
        return list(self._cut_full_chunks())

    def finish(self) -> list[Chunk]:
        """The rest, which may be empty."""
        rest = list(self._cut_full_chunks())
        if self._text[self._covered :].strip():
            rest.append(self._cut_chunk(len(self._text)))
        self._text, self._covered = "", 0
        return rest

    def _cut_full_chunks(self) -> Iterator[Chunk]:
        while len(self._text) > self._size:
            end = self._find_end()
            if self._text[self._covered : end].strip():
                yield self._cut_chunk(end)
            self._drop(self._find_next_start(end))

    def _find_end(self) -> int:
        """Where the chunk ends: after a sentence, else a word, else a character; past its half, so that it moves on."""
        half = self._size // 2
        found_in = SENTENCE_END.finditer(self._text, half, self._size + _SEEN_AFTER)
        ends = [found.end() for found in found_in if half < found.end() <= self._size]
        if ends:
            return ends[-1]
        blanks = [found.end() for found in _BLANK.finditer(self._text, half, self._size)]
        if blanks:
            return blanks[-1]
        return next((end for end in range(self._size, half, -1) if _is_separable(self._text, end)), self._size)

    def _find_next_start(self, end: int) -> int:
        """Where the next chunk begins: with a sentence, else a word, else a character, not too far before `end`."""
        earliest = end - self._overlap
        for boundary in (SENTENCE_END, _BLANK):
            found = boundary.search(self._text, earliest - 1 if earliest else 0, end)
            if found and found.end() < end:
                return max(found.end(), earliest)
        return next((start for start in range(earliest, end) if _is_separable(self._text, start)), end)

    def _cut_chunk(self, end: int) -> Chunk:
        text = self._text[:end].rstrip()
        start = len(text) - len(text.lstrip())
        first = bisect_right(self._starts, start) - 1
        later = tuple(page_start - start for page_start in self._starts[first + 1 :] if page_start < len(text))
        if self._count == MAX_CHUNKS:
            raise DocumentRefusedError("too_much_text")
        self._count += 1
        self._covered = end
        page = self._first_page + first
        return Chunk(self._count - 1, text[start:], page, page + len(later), later, self._passed + start)

    def _drop(self, start: int) -> None:
        """Go on from `start`."""
        passed = bisect_right(self._starts, start) - 1
        self._first_page += passed
        self._starts = [page_start - start for page_start in self._starts[passed:]]
        self._text = self._text[start:]
        self._passed += start
        self._covered = max(0, self._covered - start)


def _is_separable(text: str, position: int) -> bool:
    """Whether the character at `position` stands on its own: it adds no accent, tone or joint to the one before."""
    category = unicodedata.category(text[position])
    return category[0] != "M" and category != "Sk" and not (_JOINERS & {text[position], text[position - 1]})


def _join_pages(before: str, after: str) -> str:
    """What joins the text of two pages: a sentence that goes on does so in its line."""
    if not before.strip() or before[-1].isspace():
        return ""
    goes_on = find_separator(before, after)
    return goes_on if not goes_on or after[0].islower() else "\n"
