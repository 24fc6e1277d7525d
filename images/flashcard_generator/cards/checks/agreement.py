"""Compares a card's answer with what somebody answered who saw the question and the quote only."""

from enum import StrEnum

from bandup.core.folding import fold
from bandup.flashcards.options import CardType

from . import comparison, novelty, signs
from .card import Card
from .judgement import read_judgement
from .numbers import find_figures
from .figures import has_figures
from .formulas import has_formulas

MOST_DIFFERENT = 0.34
"""Share of the words of either answer that the other one and the question may lack."""


class Verdict(StrEnum):
    """What a second answer says of a card."""

    AGREES = "agrees"
    OTHER_WORDS = "other_words"
    CONTRADICTS = "contradicts"
    NOT_SAID = "not_said"


def compare_answers(card: Card, second: str) -> Verdict:
    """Whether both answers say the same.

    Args:
        card: a card whose answer is compared.
        second: the other answer; blank if the quote answers nothing.
    """
    if not any(map(str.isalnum, second)):
        return Verdict.NOT_SAID
    if card.type is CardType.TRUE_FALSE:
        return Verdict.AGREES if read_judgement(second) == card.answer else Verdict.CONTRADICTS
    one, other = fold(card.answer).strip(".,"), fold(second).strip(".,")
    if one == other:
        return Verdict.AGREES
    if _contradicts(card, second):
        return Verdict.CONTRADICTS
    return Verdict.OTHER_WORDS if _uses_other_words(card, second) else Verdict.AGREES


def _contradicts(card: Card, second: str) -> bool:
    answer, asked = card.answer, card.question
    judged, judged_too = read_judgement(answer), read_judgement(second)
    return (
        (judged != answer and judged_too not in (second, judged))
        or not has_figures(answer, second, asked)
        or not has_formulas(answer, second)
        or signs.find_quantities(answer) != signs.find_quantities(second)
        or signs.is_certain(answer) > signs.is_certain(second)
        or (signs.has_negation(answer) and not signs.may_negate(second))
        or (signs.has_negation(second) and not signs.may_negate(answer))
        or comparison.is_turned("", answer, second)
    )


def _uses_other_words(card: Card, second: str) -> bool:
    return (
        bool(novelty.find_novel(card.answer, second, card.question, card.evidence))
        or _lacks(card.answer, second, card.question) > MOST_DIFFERENT
        or _lacks(second, card.answer, card.question) > MOST_DIFFERENT
        or not has_figures(second, card.answer, card.question)
        or not (set(novelty.list_content(card.answer)) or find_figures(card.answer))
    )


def _lacks(text: str, other: str, question: str) -> float:
    """Share of what the text says beyond the question that the other one does not say."""
    beyond = novelty.find_novel(text, question)
    told = len(beyond) + len(find_figures(text))
    return len(novelty.find_novel(text, question, other)) / told if told else 0.0
