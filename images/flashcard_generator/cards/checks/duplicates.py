"""Finds cards that ask for the same fact in other words: a learner learns nothing from the second one."""

from collections.abc import Iterable

from bandup.core.folding import fold
from bandup.flashcards.gaps import find_gap, overlap
from bandup.flashcards.options import CardType

from .card import Card
from .terms import find_numbers, measure_containment

SAME_QUOTE = 0.75
"""Share of the shorter quote's words that the longer one has, from which both are the same evidence."""

SAME_ANSWER = 0.75
SAME_FACT = 0.75
"""Shares of the smaller set of words in common, for backs alone and for fronts and backs together."""

SAME_STATEMENT = 0.8
"""The same for a whole sentence, judged or with a gap: sentences of one text share much of their wording anyway."""


def is_duplicate(card: Card, earlier: Iterable[Card]) -> bool:
    """Whether one of the earlier cards asks for the same fact."""
    return any(_is_same(card, other) for other in earlier)


def _is_same(one: Card, other: Card) -> bool:
    same_evidence = measure_containment(one.quote_terms, other.quote_terms) >= SAME_QUOTE and _same_numbers(
        one.quote, other.quote
    )
    if same_evidence and one.type is other.type and fold(one.quote) == fold(other.quote):
        if one.type is not CardType.CLOZE:
            return True  # one card of a type per quote: a deck recognises its cards by type and quote
        return not _are_gaps_apart(one, other)  # the gaps of one sentence are one note there
    if CardType.TRUE_FALSE in (one.type, other.type):
        return same_evidence and measure_containment(one.fact_terms, other.fact_terms) >= SAME_STATEMENT
    if measure_containment(one.answer_terms, other.answer_terms) < SAME_ANSWER or not _same_numbers(
        one.answer, other.answer
    ):
        return False
    return same_evidence or measure_containment(one.fact_terms, other.fact_terms) >= _least_overlap(one, other)


def _are_gaps_apart(one: Card, other: Card) -> bool:
    """Whether two cards of one quote ask for other words of it."""
    gaps = [find_gap(card.quote, card.question, card.answer) for card in (one, other)]
    return gaps[0] is not None and gaps[1] is not None and not overlap(gaps[0], gaps[1])


def _least_overlap(one: Card, other: Card) -> float:
    return SAME_STATEMENT if CardType.CLOZE in (one.type, other.type) else SAME_FACT


def _same_numbers(one: str, other: str) -> bool:
    """Whether one side's figures are all the other's too: `12 km` and `15 km` are two facts."""
    left, right = find_numbers(one), find_numbers(other)
    return left <= right or right <= left
