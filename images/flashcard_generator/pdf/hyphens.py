"""Decides whether the hyphen at the end of a line belongs to its word: "high-dimensional", but "pigment"."""

import re
from collections.abc import Iterable, Set

from .word_lists import ALWAYS_WITH_HYPHEN, CLOSED_COMPOUNDS, ENDINGS, FIRST_WORDS

_HYPHENS = "-\u2010"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_PART = re.compile(r"[^\W_]+$")
_FIRST_PART = re.compile(r"[^\W_]+")


_ADDRESS = re.compile(r"://|[/@]|www[.]")
_SHORTEST_WORD = 3
_SHORTEST_END = 5
"""A shorter known word behind the hyphen may as well be an ending: "import-ant", "port-able"."""


_MOST_WORDS = 100_000
"""More different words than any book has; noise may have more."""


class Vocabulary:
    """The words of the pages that were read so far."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._unread: list[str] = []

    def add(self, lines: Iterable[str]) -> None:
        """Add a page. Its words are read when they are asked for: in most documents no line ends within a word."""
        self._unread.append("\n".join(lines))

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether the hyphen between them stays.

        Args:
            before: what stands up to the hyphen, without it.
            after: what follows, in the next line.
        """
        words = self._read()
        left, right = _LAST_PART.search(before), _FIRST_PART.match(after)
        if not left or not right:
            return True
        start, end = left[0].casefold(), right[0].casefold()
        if not start.isalpha() or not end.isalpha() or _ADDRESS.search(before.rsplit(maxsplit=1)[-1]):
            return True
        if f"{start}-{end}" in words or start + end in words:
            return start + end not in words
        return not after[0].islower() or _is_compound(start, end, words)

    def _read(self) -> set[str]:
        for text in self._unread:
            if len(self._words) < _MOST_WORDS:
                self._words.update(_find_words(text))
        self._unread = []
        return self._words


def _is_compound(start: str, end: str, words: Set[str]) -> bool:
    """Whether two parts of which the document has no whole are words of their own."""
    if end in ENDINGS or start in ALWAYS_WITH_HYPHEN:
        return end not in ENDINGS
    if start in FIRST_WORDS:
        return end in words and len(end) >= _SHORTEST_WORD
    is_word = start in words and len(start) >= _SHORTEST_WORD and start not in CLOSED_COMPOUNDS
    return is_word and end in words and len(end) >= _SHORTEST_END


def ends_with_hyphen(text: str) -> bool:
    """Whether the text ends within a word."""
    return text[-1:] in _HYPHENS and len(text) > 1 and text[-2].isalnum()


def _find_words(text: str) -> set[str]:
    """The whole words, and the parts of those with hyphens; what a line's end cuts is none."""
    pieces = text.casefold().replace(_HYPHENS[-1], _HYPHENS[0]).split("-\n")
    for place, piece in enumerate(pieces):
        whole = piece.split(None, 1)[-1] if place and piece.strip() else piece
        pieces[place] = whole.rsplit(None, 1)[0] if place < len(pieces) - 1 and whole.strip() else whole
    found = set(_WORD.findall("\n".join(pieces)))
    return found.union(*(word.split("-") for word in found if "-" in word))
