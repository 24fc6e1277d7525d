"""Checks that a card is in the language of its document: a learner of Spanish history wants Spanish cards."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bandup.core.writing_systems import count_scripts
from bandup.ielts.english import FUNCTION_WORDS, UNMISTAKABLE, is_english, measure_function_words, split_words

LEAST_SCRIPT = 0.05
"""Share of a passage's letters from which a script belongs to it."""

ENOUGH_WORDS = 6
"""A question of fewer words shows no language."""

ENGLISH_QUESTION = 0.25
"""Share of unmistakably English words from which a short question is English: `What is the ...` has more."""

FOREIGN_PASSAGE = 0.1
"""Share of the words below from which a passage is in one of their languages. English prose has less than 0.03, running
text in those languages 0.2 or more. Few English function words are no sign: slides and tables have hardly any."""

_FOREIGN = frozenset(
    (
        "da", "das", "de", "del", "dem", "den", "der", "des", "det", "di", "die", "do", "du", "een", "ein", "eine",
        "el", "em", "en", "est", "et", "het", "i", "il", "ist", "la", "las", "le", "les", "los", "med", "mit", "na",
        "nie", "och", "og", "os", "por", "que", "se", "si", "som", "su", "un", "una", "und", "une", "van", "von", "w",
        "y", "z", "zu", "\u00e0", "\u00e8", "\u00e9",
    )
)  # fmt: skip
"""Function words of languages in Latin script that English hardly uses."""


@dataclass(frozen=True)
class PassageLanguage:
    """The language of a passage, as far as it can be recognised.

    Attributes:
        scripts: how many letters of each script it has.
        english: whether it reads as English and in no other language known here.
        foreign: whether it reads as another language known here, and not as English.
        is_german: whether it writes every noun with a capital letter.
    """

    scripts: Counter[str]
    english: bool
    foreign: bool
    is_german: bool = False

    @classmethod
    def of(cls, passage: str) -> "PassageLanguage":
        """How `passage` is written."""
        words = split_words(passage)
        english, foreign = is_english(passage), _is_foreign(words)
        return cls(count_scripts(passage), english and not foreign, foreign and not english, _is_german(words))


def matches_script(question: str, passage: PassageLanguage) -> bool:
    """Whether the question is in a script of the passage."""
    asked, there = count_scripts(question), passage.scripts
    if not asked or not there:
        return True
    [(script, _)] = asked.most_common(1)
    return there[script] >= LEAST_SCRIPT * there.total()


def matches_language(question: str, passage: PassageLanguage) -> bool:
    """Whether the question is in the language of the passage, as far as that can be recognised."""
    words = split_words(question)
    if passage.foreign:
        counted = [word for word in words if word in UNMISTAKABLE or word not in FUNCTION_WORDS]
        return measure_function_words(counted) < ENGLISH_QUESTION
    if passage.english and len(words) >= ENOUGH_WORDS:
        return any(word in FUNCTION_WORDS for word in words)
    return True


def _is_foreign(words: Sequence[str]) -> bool:
    return sum(word in _FOREIGN for word in words) >= FOREIGN_PASSAGE * len(words) > 0


def _is_german(words: Sequence[str]) -> bool:
    return (
        sum(word in ("der", "die", "das", "und", "ist", "den", "ein", "eine") for word in words)
        >= 0.08 * len(words)
        > 0
    )
