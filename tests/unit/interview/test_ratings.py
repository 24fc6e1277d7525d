"""Which ratings of a header are believed, and how sessions add up."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bandup.interview.exceptions import DamagedRecordError
from bandup.interview.model import Cost, Session
from bandup.interview.ratings import RATED_SKILLS, read_ratings

SESSION = Session("s", "owner", 0, "technical", "MEDIUM")


def rate(value: Any) -> Session:
    return replace(SESSION, ratings=dict.fromkeys(RATED_SKILLS, value))


def test_ratings_go_from_0_to_10() -> None:
    assert read_ratings(SESSION) is None
    for value in (0, 10, Decimal("0.5"), Decimal("9.5")):
        assert read_ratings(rate(value)) == dict.fromkeys(RATED_SKILLS, Decimal(value))


@pytest.mark.parametrize("value", [Decimal("-0.5"), Decimal("10.5"), 11, True, False, "8", None, 7.5])
def test_a_rating_that_cannot_be_what_was_written_is_damaged(value: Any) -> None:
    with pytest.raises(DamagedRecordError):
        read_ratings(rate(value))


@pytest.mark.parametrize("ratings", ["8", 7, []])
def test_ratings_that_are_no_mapping_are_damaged(ratings: Any) -> None:
    with pytest.raises(DamagedRecordError):
        read_ratings(replace(SESSION, ratings=ratings))


def test_costs_add_up_and_name_no_model() -> None:
    assert Cost(Decimal(3), 5, 7, "a") + Cost(Decimal(2), 4, 8, "b") == Cost(Decimal(5), 9, 15)
