"""Passages come from the body of a document: the figure, on documents whose body is known."""

import pytest

from passages.measure import CARDS, HALVES, measure_half, share_outside, share_usable

MOST_OUTSIDE = 0.03
LEAST_USABLE = 0.97


@pytest.mark.parametrize("vectors", ["titan", "random"])
@pytest.mark.parametrize("half", HALVES)
def test_few_passages_are_chosen_outside_the_body(half: str, vectors: str) -> None:
    outcomes = list(measure_half(half, vectors, seeds=[1]))
    assert len(outcomes) == 8
    assert sum(outcome.chosen for outcome in outcomes) > 8 * min(CARDS)
    assert share_outside(outcomes) <= MOST_OUTSIDE, outcomes
    assert share_usable(outcomes) >= LEAST_USABLE, outcomes
