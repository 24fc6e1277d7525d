"""Whether the quote says what the card claims, and whether the front gives the back away."""

from collections.abc import Mapping

from bandup.flashcards.kinds import CardType

from .candidate import Candidate
from .folding import fold
from .terms import numbers, share

LEAST_SUPPORT: Mapping[CardType, float] = {
    CardType.DEFINITION: 0.5,
    CardType.FACT: 0.5,
    CardType.TRUE_FALSE: 0.5,
    CardType.VOCABULARY: 0.4,
    CardType.COMPREHENSION: 0.4,
    CardType.CLOZE: 1.0,
}
"""Least share of the back's words that the quote must have (of the statement's, for TRUE_FALSE). An explanation may use
words of its own for the rest; a name or a figure may not."""

TRUE, FALSE = "True", "False"


def is_supported(card: Candidate) -> bool:
    """Whether the quote backs the answer. Figures must be in the quote, whatever the words."""
    if card.type is CardType.TRUE_FALSE:
        return _is_judged(card)
    if not numbers(card.answer) <= numbers(card.quote):
        return False
    return fold(card.answer) in fold(card.quote) or share(card.answered, card.quoted) >= LEAST_SUPPORT[card.type]


def gives_itself_away(card: Candidate) -> bool:
    """Whether the front holds the answer already. A statement to be judged has none to give away."""
    if card.type is CardType.TRUE_FALSE:
        return False
    return card.answered <= card.asked


def _is_judged(card: Candidate) -> bool:
    """Whether a statement's truth can be seen from the quote.

    A true one has no figure of its own. A false one is not what the quote says word for word.
    """
    if card.answer not in (TRUE, FALSE) or share(card.about, card.quoted) < LEAST_SUPPORT[card.type]:
        return False
    if card.answer == TRUE:
        return numbers(card.question) <= numbers(card.quote)
    return fold(card.question.rstrip(".")) not in fold(card.quote)
