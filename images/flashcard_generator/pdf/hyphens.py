"""Decides whether the hyphen at the end of a line belongs to its word: "high-dimensional", but "pigment"."""

import re
from collections.abc import Iterable

_HYPHENS = "-\u2010"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_PART = re.compile(r"[^\W_]+$")
_FIRST_PART = re.compile(r"[^\W_]+")

_FIRST_WORDS = frozenset(
    "non self well ill ex quasi pseudo half all cross high low long short large small fast slow hard soft deep wide full "
    "two three four five six seven eight nine ten first second third one single double multi semi anti pre post sub inter "
    "intra co re meta micro macro mid near so vice mass cost time user data world state real right left open close "
    "old new best better good bad fine coarse top bottom early late inner outer upper lower front back step word".split()
)
"""What stands before a hyphen often, so that a known word behind it keeps the hyphen."""

_ALWAYS = frozenset("non self quasi ex pseudo".split())
"""What is hardly ever written together with its word, unless the document does so."""

_CLOSED = frozenset(
    "a an any be before after can down every fore for he her here him his how in into it is me mean more my never no none "
    "not nothing now of off on other our out over self some such the their them there through to under up was web what when "
    "where which who with work you your man hand head life some thing like news note pass play path point per pro sea ship "
    "soft store sun table text time trans under volt water way week wave break back book ear eye fire foot ground house "
    "key land light line net frame data bound".split()
)
"""What closed compounds begin with: understand, within, background, framework."""

_ENDINGS = frozenset(
    "able ably ation ations ative ator ing ings ment ments ness less tion tions sion sions ure ures".split()
)
_ADDRESS = re.compile(r"://|[/@]|www[.]")
_SHORTEST_WORD = 3
_SHORTEST_END = 5
"""A shorter known word behind the hyphen may as well be an ending: "import-ant", "port-able"."""


_MOST_WORDS = 100_000
"""More different words than any book has; noise may have more."""

_MOST_UNREAD = 100
"""Pages that wait until a word is asked for; most documents end before one is."""


class Vocabulary:
    """The words of the pages that were read so far."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._unread: list[str] = []

    def add(self, lines: Iterable[str]) -> None:
        """Read the words of a page, at the latest when they are asked for."""
        self._unread.append("\n".join(lines))
        if len(self._unread) > _MOST_UNREAD:
            self._read()

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
        if not after[0].islower():
            return True
        if end in _ENDINGS:
            return False
        if start in _ALWAYS:
            return True
        if start in _FIRST_WORDS:
            return end in words and len(end) >= _SHORTEST_WORD
        if start in _CLOSED or start not in words or len(start) < _SHORTEST_WORD:
            return False
        return end in words and len(end) >= _SHORTEST_END

    def _read(self) -> set[str]:
        for text in self._unread:
            if len(self._words) < _MOST_WORDS:
                self._words.update(_find_words(text))
        self._unread = []
        return self._words


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
