"""The words of a short text, for comparing what two texts are about in any script."""

import re
import unicodedata
from collections.abc import Iterable, Set
from functools import lru_cache
from itertools import groupby

from bandup.core.writing_systems import is_spaceless
from bandup.ielts.english import FUNCTION_WORDS

STEM = 6
"""Words count as the same by their first letters: `photosynthesis` and `photosynthetic`."""

_SHORTEST = 3
"""Shorter words are mostly particles, in most languages."""

_NUMBER = re.compile(r"\d{1,3}(?:[,\u066c' ]\d{3})+(?!\d)(?:[.\u066b]\d+)?|\d+(?:[.,\u066b]\d+)*")
_SEPARATOR = re.compile(r"[,\u066c' ]")
_ASCII_WORD = re.compile("[0-9a-z]+")


def split_terms(text: str) -> list[str]:
    """The words of `text` in order, folded; where a script writes no blanks, each pair of neighbouring characters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain.isascii():
        return _ASCII_WORD.findall(plain)
    return [
        term for piece in plain.split() for term in (_ASCII_WORD.findall(piece) if piece.isascii() else _split(piece))
    ]


def find_numbers(text: str) -> frozenset[str]:
    """The numbers in `text`, without the marks between thousands."""
    found = _NUMBER.findall(unicodedata.normalize("NFKC", text))
    return frozenset(_SEPARATOR.sub("", number) for number in found)


def extract_content(text: str) -> frozenset[str]:
    """What `text` is about: the stems of its words, and its numbers. All its words if it has only small ones."""
    found = split_terms(text)
    meant = [term for term in found if is_content(term)]
    return frozenset(term[:STEM] for term in meant or found if not term.isdecimal()) | find_numbers(text)


def measure_share(part: Set[str], whole: Set[str]) -> float:
    """Share (0 to 1) of `part` that `whole` has; 0 if `part` is empty."""
    return len(part & whole) / len(part) if part else 0.0


def measure_containment(one: Set[str], other: Set[str]) -> float:
    """Share (0 to 1) of the smaller of two sets that the larger has; 0 if one is empty."""
    return measure_share(one, other) if len(one) <= len(other) else measure_share(other, one)


def is_content(term: str) -> bool:
    if is_spaceless(term[0]):
        return True
    return len(term) >= _SHORTEST and term not in FUNCTION_WORDS


def _split(text: str) -> Iterable[str]:
    return (term for kind, run in groupby(text, _kind) for term in _split_run(kind, "".join(run)))


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    # The cache is of single characters: it shows nothing of a text.
    category = unicodedata.category(character)
    if category[0] not in "LNM":
        return "none"
    return "spaceless" if is_spaceless(character) else "word"


def _split_run(kind: str, run: str) -> Iterable[str]:
    if kind == "none":
        return ()
    if kind == "word" or len(run) == 1:
        return (run,)
    return (run[at : at + 2] for at in range(len(run) - 1))
