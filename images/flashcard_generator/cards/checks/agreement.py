"""Compares a card's answer with what somebody answered who saw the question and the quote only."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bandup.core.folding import fold
from bandup.flashcards.options import CardType

from . import bounds, comparison, direction, enumeration, novelty, polarity, signs
from .card import Card
from .figures import has_figures
from .formulas import find_formulas, has_formulas
from .judgement import read_judgement
from .statement import read_yes_or_no

MOST_ADDED = 1
"""Words that an answer may have beyond the other one and the quote, more than it lacks of the other: `set by law`, for
`legal`, has one word more. With two it says something of its own."""


class Verdict(StrEnum):
    """What a second answer says of a card."""

    AGREES = "agrees"
    OTHER_WORDS = "other_words"
    CONTRADICTS = "contradicts"
    NOT_SAID = "not_said"


@dataclass(frozen=True)
class _Difference:
    """What two answers say beside the question, by words with content.

    Attributes:
        shared: what both say.
        quoted: what the card alone says, in words of the quote.
        novel: what the card alone says, in words of its own.
        lacking: what the other one alone says.
    """

    shared: Sequence[str]
    quoted: Sequence[str]
    novel: Sequence[str]
    lacking: Sequence[str]

    @classmethod
    def of(cls, card: Card, second: str) -> "_Difference":
        """How a card's answer differs from another one."""
        beyond = novelty.find_novel(card.answer, card.question)
        own = novelty.find_novel(card.answer, card.question, second)
        novel = novelty.find_novel(card.answer, card.question, second, card.evidence)
        return cls(
            [word for word in beyond if word not in own],
            [word for word in own if word not in novel],
            novel,
            novelty.find_novel(second, card.question, card.answer),
        )


def compare_answers(card: Card, second: str) -> Verdict:
    """Whether both answers say the same: the same facts, in whatever words.

    Args:
        card: a card whose answer is compared.
        second: the other answer, in the words of the quote; blank if the quote answers nothing.
    """
    if not any(map(str.isalnum, second)):
        return Verdict.NOT_SAID
    if card.type is CardType.TRUE_FALSE:
        return Verdict.AGREES if read_judgement(second) == card.answer else Verdict.CONTRADICTS
    if fold(card.answer).strip(".,") == fold(second).strip(".,"):
        return Verdict.AGREES
    difference = _Difference.of(card, second)
    if _contradicts(card, second) or _tells_of_another(card, second, difference):
        return Verdict.CONTRADICTS
    return Verdict.OTHER_WORDS if _says_more(card, second, difference) else Verdict.AGREES


def _contradicts(card: Card, second: str) -> bool:
    """Whether both cannot be right: another figure, formula, quantity or certainty, or the opposite."""
    answer, asked = card.answer, card.question
    judged, judged_too = read_yes_or_no(answer), read_yes_or_no(second)
    return (
        (judged is not None and judged_too not in (None, judged))
        or not has_figures(answer, second, asked)
        or not (has_formulas(answer, second) or not find_formulas(second))
        or bool(signs.find_quantities(answer) - signs.find_quantities(second) - signs.find_quantities(asked))
        or signs.is_certain(answer) > signs.is_certain(second)
        or polarity.is_denied("", answer, second)
        or polarity.is_denied("", second, answer)
        or comparison.is_turned("", answer, second)
        or bounds.is_bound_turned("", answer, second)
    )


def _tells_of_another(card: Card, second: str, difference: _Difference) -> bool:
    """Whether the two answers name different things of the quote, or the card one of two that the other one gives."""
    told = len(difference.shared) + len(difference.quoted) + len(difference.novel)
    elsewhere = [word for word in difference.novel if any(novelty.is_form(word, other) for other in card.passage.words)]
    strange = len(difference.quoted) + (len(elsewhere) if not difference.shared else 0)
    return bool(
        (difference.lacking and strange and (strange * 2 > told or not difference.shared))
        or enumeration.is_half(card.question, card.answer, second)
    )


def _says_more(card: Card, second: str, difference: _Difference) -> bool:
    sources = second, card.question, card.evidence
    return (
        len(difference.novel) > len(difference.lacking) + MOST_ADDED
        or (bool(difference.lacking) and not difference.shared)
        or enumeration.has_added(card.answer, *sources)
        or bool(direction.read_signs(card.answer).keys() - direction.read_signs(" ; ".join(sources)).keys())
        or not has_figures(second, card.answer, card.question)
    )
