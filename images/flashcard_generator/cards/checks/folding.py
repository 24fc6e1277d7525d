"""Finds a quote in the text that it was copied from, and what stands there verbatim.

A model copies words, not bytes: it joins lines, straightens quotation marks, takes ligatures apart, removes hyphens at
line ends and writes raised text in ways of its own. So both texts are folded to what a reader would call the same. The
place found is that in the original.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from .writing_systems import is_spaceless

_DROPPED = frozenset(("Mn", "Me", "Sk", "Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp", "Pd", "Pi", "Pf"))
"""Blanks, dashes, quotation marks, accents (over a letter or beside it) and what is invisible: copies differ in them by
chance."""

_PLAIN_MARKS = frozenset("'\"`\u2032\u2033{}_" + "".join(map(chr, range(0x02B9, 0x02E0))))
"""Quotation marks and accents that Unicode does not call so, and what raised and lowered text is written with."""

_DOTLESS = str.maketrans("\u0131\u0237", "ij")


@dataclass(frozen=True)
class FoldedText:
    """A text to look for quotes in.

    Attributes:
        original: the text.
        text: what is compared.
        origins: for each code point of `text`, its position in the original.
    """

    original: str = field(repr=False)
    text: str = field(repr=False)
    origins: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, original: str) -> "FoldedText":
        """`original`, folded."""
        pieces = [(piece, at) for at, character in enumerate(original) for piece in _fold_one(character)]
        return cls(original, "".join(piece for piece, _ in pieces), tuple(at for _, at in pieces))

    def find(self, quote: str) -> tuple[int, int] | None:
        """Where the quote stands in the original, grown to whole words: start and exclusive end, or None."""
        wanted = fold(quote)
        start = self.text.find(wanted)
        if not wanted or start < 0:
            return None
        return self._whole_words(self.origins[start], self.origins[start + len(wanted) - 1] + 1)

    def _whole_words(self, start: int, end: int) -> tuple[int, int]:
        text = self.original
        while start > 0 and _is_one_word(text[start - 1], text[start]):
            start -= 1
        while end < len(text) and (_is_one_word(text[end - 1], text[end]) or unicodedata.combining(text[end])):
            end += 1
        if text[end : end + 1] == "}" and text.count("{", start, end) > text.count("}", start, end):
            end += 1  # of what is raised or lowered
        return start, end


def fold(text: str) -> str:
    """What of `text` is compared."""
    decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(_DOTLESS)
    return "".join(
        character
        for character in decomposed
        if unicodedata.category(character) not in _DROPPED and character not in _PLAIN_MARKS
    )


@lru_cache(maxsize=4096)
def _fold_one(character: str) -> str:
    """`fold` of one character; a text has few different ones, and the cache shows nothing of it."""
    return fold(character)


def _is_one_word(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word."""
    return left.isalnum() and right.isalnum() and not (is_spaceless(left) or is_spaceless(right))
