"""Ratings are on the grid or refused, and the overall one follows from the four."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generate_feedback.ratings import RATING_STEPS, compute_overall, parse_rating

four = st.lists(st.sampled_from(RATING_STEPS), min_size=4, max_size=4)


@pytest.mark.parametrize("value", [0, 10, 7, Decimal("7.5"), Decimal("0.50"), Decimal("1E+1")])
def test_what_is_on_the_grid_is_a_rating(value: Any) -> None:
    assert parse_rating(value) == value


@pytest.mark.parametrize(
    "value",
    [
        11,
        -1,
        Decimal("7.3"),
        Decimal("10.5"),
        Decimal("NaN"),
        Decimal("Infinity"),
        "8/10",
        "7",
        7.5,
        None,
        True,
        [7],
        {},
    ],
)
def test_nothing_else_is_made_one(value: Any) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        parse_rating(value)


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ("7 6 4 6", "6"),
        ("7 6 5 6", "6"),
        ("7 6 5 7", "6.5"),
        ("0 0 0 0.5", "0"),
        ("10 10 10 10", "10"),
        ("7 7 7 8", "7.5"),
    ],
)
def test_the_overall_rating_is_the_mean_to_the_nearest_half(ratings: str, expected: str) -> None:
    assert compute_overall([Decimal(each) for each in ratings.split()]) == Decimal(expected)


@given(four)
def test_the_overall_rating_is_on_the_grid_and_within_the_four(ratings: list[Decimal]) -> None:
    found = compute_overall(ratings)
    assert found in RATING_STEPS
    assert min(ratings) <= found <= max(ratings)
    assert abs(found - sum(ratings, Decimal(0)) / 4) <= Decimal("0.25")


def test_the_overall_rating_needs_all_four() -> None:
    with pytest.raises(ValueError, match="4 skills"):
        compute_overall([Decimal(5)] * 3)
