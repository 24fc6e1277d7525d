"""A card speaks the language of its document: a learner of Spanish history wants Spanish cards."""

from collections import Counter
from dataclasses import dataclass

from bandup.ielts.english import FUNCTION_WORDS, UNMISTAKABLE, is_english, share
from bandup.ielts.text import words

from .scripts import scripts

LEAST_SCRIPT = 0.05
"""Share of a passage's letters from which a script belongs to it."""

ENOUGH_WORDS = 6
"""A question of fewer words shows no language."""

ENGLISH_QUESTION = 0.25
"""Share of unmistakably English words from which a short question is English: `What is the ...` has more."""


@dataclass(frozen=True)
class Written:
    """How a passage is written.

    Attributes:
        scripts: how many letters of each script it has.
        english: whether it reads as English, at least in part.
    """

    scripts: Counter[str]
    english: bool

    @classmethod
    def of(cls, passage: str) -> "Written":
        """How `passage` is written."""
        return cls(scripts(passage), is_english(passage))


def is_kept(question: str, passage: Written) -> bool:
    """Whether the question is in the script of the passage and, as far as that can be told, in its language."""
    asked, there = scripts(question), passage.scripts
    if asked and there:
        [(script, _)] = asked.most_common(1)
        if there[script] < LEAST_SCRIPT * there.total():
            return False
    spoken = words(question)
    if not passage.english:
        return share([word for word in spoken if word in UNMISTAKABLE or word not in FUNCTION_WORDS]) < ENGLISH_QUESTION
    return len(spoken) < ENOUGH_WORDS or any(word in FUNCTION_WORDS for word in spoken)
