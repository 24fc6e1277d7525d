"""Checks whether the quote proves what the card claims, and whether the front gives the answer away."""

import math

from bandup.core.folding import fold
from bandup.flashcards.options import CardType

from .card import Card
from .terms import STEM, find_numbers, measure_share, split_terms

_SAME_BEGINNING = 2 / 3
"""Share of the shorter of two words that both begin with, if they are forms of one."""

TRUE, FALSE = "True", "False"


def is_supported(card: Card) -> bool:
    """Whether the quote backs the answer. Figures must be in the quote, whatever the words."""
    if card.type is CardType.TRUE_FALSE:
        return _is_provable(card)
    if not find_numbers(card.answer) <= find_numbers(card.quote):
        return False
    return (
        fold(card.answer) in fold(card.quote)
        or measure_share(card.answer_terms, card.quote_terms) >= card.rules.least_support
    )


def gives_answer_away(card: Card) -> bool:
    """Whether the front holds the answer already. A statement to be judged has none to give away."""
    if card.type is CardType.TRUE_FALSE:
        return False
    if not card.answer_terms <= card.question_terms:
        return False
    asked = split_terms(card.question)
    answered = [term for term in split_terms(card.answer) if term[:STEM] in card.answer_terms]
    return all(any(_is_one_word(term, other) for other in asked) for term in answered)


def _is_one_word(one: str, other: str) -> bool:
    """Whether two terms are forms of a word: `animal` and `animals`, but not `chlorophyll` and `chloroplast`."""
    beginning = max(STEM, math.ceil(_SAME_BEGINNING * min(len(one), len(other))))
    return one[:beginning] == other[:beginning]


def _is_provable(card: Card) -> bool:
    """Whether a statement's truth can be seen from the quote.

    A true one has no figure of its own. A false one is not what the quote says word for word.
    """
    if card.answer not in (TRUE, FALSE) or measure_share(card.fact_terms, card.quote_terms) < card.rules.least_support:
        return False
    if card.answer == TRUE:
        return find_numbers(card.question) <= find_numbers(card.quote)
    return fold(card.question.rstrip(".")) not in fold(card.quote)
