"""What was wrong, in the learner's own words, and what it should be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Self

from bandup.ielts.english import split_words
from bandup.ielts.error_types import SPOKEN_ONLY, ErrorType

NEVER: Final = frozenset((ErrorType.TASK, ErrorType.REGISTER, ErrorType.COLLOCATION)) | SPOKEN_ONLY
"""Kinds whose cards no code retires: no rule about a text sees the occasion for them."""

OF_WORDS: Final = frozenset((ErrorType.SPELLING, ErrorType.WORD_CHOICE, ErrorType.WORD_FORM, ErrorType.PREPOSITION))
"""Kinds of which every word is a matter of its own: who spells one right may spell another wrong."""

_WITH_NEIGHBOUR: Final = OF_WORDS - {ErrorType.SPELLING}
"""Kinds that a word alone does not show: `on` may be right, and `depends on` is."""

MOST_WORDS: Final = 4
"""A correction of more words is hardly ever written again as it was."""

_LAST_WORDS = re.compile(r"[^.!?\n]*$")


@dataclass(frozen=True)
class Mistake:
    """What tells whether a mistake comes back.

    Attributes:
        kind: see `bandup.ielts.error_types`.
        wrong: the quoted words, lower case; of kinds in `OF_WORDS` those that were corrected.
        right: what they should be; empty for kinds that go by the kind alone.
    """

    kind: str
    wrong: tuple[str, ...]
    right: tuple[str, ...] = ()

    @property
    def is_of_words(self) -> bool:
        return self.kind in OF_WORDS

    def as_stored(self) -> dict[str, str]:
        return {"wrong": " ".join(self.wrong), "right": " ".join(self.right)}

    @classmethod
    def parse(cls, kind: str, stored: Mapping[str, str]) -> Self:
        return cls(kind, tuple(stored["wrong"].split()), tuple(stored["right"].split()))


def describe_mistake(kind: str, before: str, quote: str, mended: str) -> Mistake | None:
    """The mistake of a corrected quote; None if no later work can tell whether it comes back.

    Args:
        kind: of the error.
        before: the text before the quote.
        quote: as it was written.
        mended: what it should be.
    """
    if kind in NEVER:
        return None
    old, new = split_words(quote), split_words(mended)
    if kind not in OF_WORDS:
        return Mistake(kind, tuple(old)) if old else None
    last = split_words(_LAST_WORDS.findall(before)[0])[-1:] if kind in _WITH_NEIGHBOUR else []
    old, new = last + old, last + new
    changes = [each for each in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if each[0] != "equal"]
    if not changes:
        return None
    (_, start, _, new_start, _), (_, _, end, _, new_end) = changes[0], changes[-1]
    is_missing = start == end  # then only the words on both sides tell where
    neighbour = 1 if kind in _WITH_NEIGHBOUR else 0
    wrong = old[max(0, start - neighbour) : end + is_missing]
    right = new[max(0, new_start - neighbour) : new_end]
    is_known = len(wrong) > is_missing and right and max(len(wrong), len(right)) <= MOST_WORDS
    return Mistake(kind, tuple(wrong), tuple(right)) if is_known else None
