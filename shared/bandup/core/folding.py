"""Finds a quote in the text that it was copied from, and what stands there verbatim.

People and models copy words, not bytes: they join lines, straighten quotation marks and apostrophes, begin with a
capital letter, end with a full stop, take ligatures apart, remove hyphens at line ends and write raised text in ways of
their own. So both texts are folded to what a reader would call the same. The place found is that in the original.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from bandup.core.writing_systems import is_spaceless

_DROPPED = frozenset(("Mn", "Me", "Sk", "Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp", "Pd", "Pi", "Pf"))
"""Blanks, dashes, quotation marks, accents (over a letter or beside it) and what is invisible: copies differ in them by
chance."""

_PLAIN_MARKS = frozenset(
    "'\"`\u00b4\u2032\u2033\u201a\u201e\u2212\u300c\u300d\u300e\u300f{}_" + "".join(map(chr, range(0x02B9, 0x02E0)))
)
"""Quotation marks and accents that Unicode does not call so, the minus that is copied as a dash, and what raised and
lowered text is written with."""

_DOTLESS = str.maketrans("\u0131\u0237", "ij")

_OUTER = ".,;:!?\u3001\u3002\u060c\u061b\u061f\u06d4\u0964"
"""What ends or divides sentences, around a quote: a copy ends with a full stop where the text goes on."""

_LEFT_OUT = _OUTER + "()[]"
"""The same, and dots in brackets for what is left out."""


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

    def find(self, quote: str, after: int = 0) -> tuple[int, int] | None:
        """Where the quote stands in the original, grown to whole words: start and exclusive end, or None.

        Args:
            quote: what was copied. Punctuation around it counts only as long as it is there.
            after: the place, in the original, before which no quote begins.
        """
        wanted = fold(quote)
        return self._find_folded(wanted, after) or self._find_folded(wanted.strip(_OUTER), after)

    def find_whole(self, quote: str) -> tuple[int, int] | None:
        """Where the quote stands in the original word by word, or None if it cuts, joins or splits words.

        Args:
            quote: what was copied, see `find`.
        """
        wanted, words = fold(quote), _count_divided(quote)
        for place in (place for each in (wanted, wanted.strip(_LEFT_OUT)) for place in self._places(each, 0)):
            if (
                any(map(str.isalnum, wanted))
                and self._is_whole(place)
                and _count_divided(self.original[place[0] : place[1]]) == words
            ):
                return place
        return None

    def _find_folded(self, wanted: str, after: int) -> tuple[int, int] | None:
        places = self._places(wanted, after)
        first = next(places, None)
        if first is None or self._is_whole(first):
            return first and self._whole_words(*first)
        whole = next((place for place in places if self._is_whole(place)), None)
        return self._whole_words(*(whole or first))

    def _places(self, wanted: str, after: int) -> Iterator[tuple[int, int]]:
        """Every place of a folded quote, in order."""
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            start = self.origins[at]
            if start >= after:
                yield start, self.origins[at + len(wanted) - 1] + 1
            at = self.text.find(wanted, at + 1)

    def _is_whole(self, place: tuple[int, int]) -> bool:
        """Whether a place begins and ends with whole words: `he` stands in `the`, but nobody quoted that."""
        start, end = self._whole_words(*place)
        return start == place[0] and not any(map(str.isalnum, self.original[place[1] : end]))

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


def _count_divided(text: str) -> int:
    """How many words blanks divide; 0 where some of them are written without blanks.

    Only letters and figures tell: marks of the other scripts, and characters that this Python's Unicode does not know,
    may stand at a quote's edge, where they are not compared.
    """
    if any(is_spaceless(each) and each.isalnum() for each in text):
        return 0
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _is_one_word(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word."""
    return left.isalnum() and right.isalnum() and not (is_spaceless(left) or is_spaceless(right))
