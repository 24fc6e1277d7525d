"""How long an answer is by the rules of IELTS, and how much of it is the candidate's own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .english import WORD_BREAK

MAX_ESSAY_CHARACTERS = 20_000
"""How much text is taken, wherever it comes from. An IELTS essay has about 1,500 characters; the longest that anyone
writes in the hour of both tasks fits tenfold."""

COPIED_RUN = 5
"""Words in a row that also stand in the question. Examiners do not count copied text, but no length of such a run is
published: fewer than five are shared by chance (`the advantages and disadvantages of`), and a chart's title or a
sentence of the question has more."""

REPEATED_RUN = 8
"""Words in a row that stood in the text before. Refrains such as `on the other hand, many people think` are shorter."""

_SEPARATORS = re.compile(r"[\s\u2013\u2014]+")


@dataclass(frozen=True)
class Length:
    """Counts of words.

    Attributes:
        words: all words.
        copied: words that stand in runs copied from the question; examiners do not count them.
        repeated: words that stand in runs which occurred before.
        own: words that are not copied from the question.
    """

    words: int
    copied: int
    repeated: int
    own: int


def measure_length(essay: str, question: str) -> Length:
    """The length of `essay`; case and punctuation do not hide a copied run."""
    words = _split_plain_words(essay)
    copied = len(find_copied(words, _split_plain_words(question)))
    return Length(words=len(words), copied=copied, repeated=len(find_repeated(words)), own=len(words) - copied)


def count_words(text: str) -> int:
    """How many words `text` has.

    A word stands between white space or dashes and holds at least one letter or digit. So a hyphenated word
    (`up-to-date`), a contraction (`don't`), a number, date or time (`30,000`, `12.06.2016`, `9.30am`) and a number with
    its symbol (`55%`) count once each, and a symbol alone counts for nothing. A word that a hyphen divides at a line's
    end counts once. This is the rule that preparation courses teach with one voice; the test's owners publish only the
    minimum lengths.
    """
    return len(_split_plain_words(text))


def find_copied(words: Sequence[str], question: Sequence[str]) -> set[int]:
    """Positions of the words that stand in a run copied from the question."""
    asked = set(_runs(question, COPIED_RUN))
    return _cover((start for start, run in enumerate(_runs(words, COPIED_RUN)) if run in asked), COPIED_RUN)


def find_repeated(words: Sequence[str]) -> set[int]:
    """Positions of the words that stand in a run which occurred before; its first occurrence is not among them."""
    seen: set[tuple[str, ...]] = set()
    starts = []
    for start, run in enumerate(_runs(words, REPEATED_RUN)):
        if run in seen:
            starts.append(start)
        seen.add(run)
    return _cover(starts, REPEATED_RUN)


def _split_plain_words(text: str) -> list[str]:
    """The words of `text` without case and punctuation."""
    plain = ("".join(filter(str.isalnum, piece)).casefold() for piece in _SEPARATORS.split(WORD_BREAK.sub("", text)))
    return [word for word in plain if word]


def _runs(words: Sequence[str], length: int) -> list[tuple[str, ...]]:
    return list(zip(*(words[shift:] for shift in range(length)), strict=False))


def _cover(starts: Iterable[int], length: int) -> set[int]:
    return {start + shift for start in starts for shift in range(length)}
