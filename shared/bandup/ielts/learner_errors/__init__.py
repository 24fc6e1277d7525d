"""Errors that learners of English often make and that harper's rules, made for fluent writers, let pass.

Each pattern is narrow on purpose: a missed error costs little, a false one would correct a good sentence.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from . import agreement, articles, confusions, nouns, prepositions, structure, tenses, verbs, words
from .marks import find_mark_errors
from .tokens import TaggedText

RULES = tuple(
    rule
    for module in (agreement, nouns, articles, verbs, tenses, prepositions, confusions, words, structure)
    for rule in module.RULES
)


@dataclass(frozen=True)
class LearnerError:
    """One place where a pattern matched.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
        rule: which pattern it was.
        message: what is wrong, for the student.
        replacement: the same words put right, if that can be told.
    """

    start: int
    end: int
    rule: str
    message: str
    replacement: str | None


def find_learner_errors(text: str) -> Iterator[LearnerError]:
    """Every match of every pattern."""
    tagged = TaggedText.read(text)
    for rule in RULES:
        for start, end, replacement in rule.find_matches(tagged):
            yield LearnerError(start, end, rule.name, rule.message, replacement)
    for name, start, end, message, right in find_mark_errors(text):
        yield LearnerError(start, end, name, message, right)
