"""Whether a work had the occasion for a mistake, and whether it shows it. docs/use/progress.md says it in words.

There is no tagger here, but the list of frequent words that finds learners' errors: what is not in it is no occasion.
So occasions are rather missed than invented, and a card rather stays than goes.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from bandup.ielts.error_types import ErrorType
from bandup.ielts.vocabulary import count_linking_words

from .mistakes import NEVER, OF_WORDS, Mistake
from .work import Work


def _count(pattern: str) -> Callable[[Work], int]:
    compiled = re.compile(pattern)
    return lambda work: sum(1 for _ in compiled.finditer(work.tagged))


_ADJECTIVES = r"(?: [\w'-]+_[A-Z]*J[A-Z]*)*"
_BETWEEN = r"(?: (?:also|always|now|often|still|usually|never|not|only|just|really|generally)(?:_[A-Z]+)?)?"

_OCCASIONS: Final[Mapping[ErrorType, Callable[[Work], int]]] = {
    # A singular countable noun with its article.
    ErrorType.ARTICLE: _count(rf" (?:a|an|the){_ADJECTIVES} [\w'-]+_[A-Z]*C[A-Z]*(?= )"),
    # A subject in the third person right before its verb.
    ErrorType.AGREEMENT: _count(
        r" (?:(?:he|she|it|this|everyone|everybody|someone|somebody|nobody|everything|something|nothing)"
        rf"{_BETWEEN} (?:is|was|has(?:_[A-Z]+)?|does(?:_[A-Z]+)?|doesn't|isn't|wasn't|hasn't|[\w'-]+_[A-Z]*T[A-Z]*)"
        r"|(?:they|people(?:_[A-Z]+)?|[\w'-]+_[A-Z]*R[A-Z]*)"
        rf"{_BETWEEN} (?:are|were|have(?:_[A-Z]+)?|do(?:_[A-Z]+)?|don't|aren't|weren't|haven't|[\w'-]+_[A-Z]*B[A-Z]*))"
        r"(?= )"
    ),
    # A verb in a past, perfect or future form.
    ErrorType.TENSE: _count(
        rf" (?:(?:have|has|had)(?:_[A-Z]+)?{_BETWEEN} (?:been|[\w'-]+_[A-Z]*Q[A-Z]*)"
        rf"|will{_BETWEEN} [\w'-]+_[A-Z]*B[A-Z]*|was|were|[\w'-]+_[A-Z]*[DM][A-Z]*)(?= )"
    ),
    # A clause that is joined to another one.
    ErrorType.SENTENCE_STRUCTURE: _count(
        r" (?:because|although|though|while|whereas|if|unless|when|who|which|that|whose|where|so that)(?= )"
    ),
    ErrorType.REFERENCE: _count(r" (?:it|its|they|them|their|this|these|those|which|who|whose)(?= )"),
    ErrorType.PUNCTUATION: lambda work: work.sentences,
    ErrorType.LINKING: lambda work: count_linking_words(work.words).total(),
}
"""How often a work had the occasion for an error of a kind. Kinds of `OF_WORDS` go by the mistake's own words."""

if {*_OCCASIONS, *OF_WORDS, *NEVER} != set(ErrorType):
    raise TypeError("each kind of error needs its rule")


def count_occasions(mistake: Mistake, work: Work) -> int:
    """How often a work had the occasion for a mistake, wherever it took it right."""
    if mistake.is_of_words:
        return work.count_phrase(mistake.right)
    return _OCCASIONS[ErrorType(mistake.kind)](work)


def is_shown(mistake: Mistake, work: Work) -> bool:
    """Whether a work shows a mistake again.

    One of words is shown if they are written again, or found to be wrong again; any other by an error of its kind.
    """
    if not mistake.is_of_words:
        return any(error.kind == mistake.kind for error in work.errors)
    # A single wrong word may be a right one elsewhere ("their"): then only who looked at it tells.
    is_plain = len(mistake.wrong) > 1 or mistake.kind != ErrorType.SPELLING
    found = any(error.kind == mistake.kind and _holds(error.words, mistake.wrong) for error in work.errors)
    return found or (is_plain and work.count_phrase(mistake.wrong) > 0)


def is_same(mistake: Mistake, work: Work) -> bool:
    """Whether a work shows a mistake in the very words of before."""
    return any(error.kind == mistake.kind and _holds(error.words, mistake.wrong) for error in work.errors)


def _holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(words[start : start + size] == phrase for start in range(len(words) - size + 1))
