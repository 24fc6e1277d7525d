"""Whether the quote says what the card claims, and whether the front gives the back away."""

import math
from collections.abc import Mapping

from bandup.flashcards.kinds import CardType

from .candidate import Candidate
from .folding import fold
from .terms import STEM, numbers, share, terms

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

_SAME_BEGINNING = 2 / 3
"""Share of the shorter of two words that both begin with, if they are forms of one."""

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
    if not card.answered <= card.asked:
        return False
    asked = terms(card.question)
    answered = [term for term in terms(card.answer) if term[:STEM] in card.answered]
    return all(any(_is_one_word(term, other) for other in asked) for term in answered)


def _is_one_word(one: str, other: str) -> bool:
    """Whether two terms are forms of a word: `animal` and `animals`, but not `chlorophyll` and `chloroplast`."""
    beginning = max(STEM, math.ceil(_SAME_BEGINNING * min(len(one), len(other))))
    return one[:beginning] == other[:beginning]


def _is_judged(card: Candidate) -> bool:
    """Whether a statement's truth can be seen from the quote.

    A true one has no figure of its own. A false one is not what the quote says word for word.
    """
    if card.answer not in (TRUE, FALSE) or share(card.about, card.quoted) < LEAST_SUPPORT[card.type]:
        return False
    if card.answer == TRUE:
        return numbers(card.question) <= numbers(card.quote)
    return fold(card.question.rstrip(".")) not in fold(card.quote)
