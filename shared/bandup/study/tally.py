"""How many reviews one user had on one day, and how many cards were still known. So nobody has to read every review."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

FORGOTTEN = 1
"""The rating of a review that says so."""

LEARNED = 2
"""The phase of a card that comes back after days; before, it comes back after minutes."""


@dataclass(frozen=True)
class Tally:
    """One day.

    Attributes:
        day: in UTC, as YYYY-MM-DD.
        reviews: all reviews of the day.
        tested: those of cards that had been learned before.
        recalled: those of them in which the card was known.
    """

    day: str
    reviews: int
    tested: int
    recalled: int

    @classmethod
    def parse(cls, stored: Mapping[str, Any]) -> Self:
        return cls(*(stored[name] for name in cls.__dataclass_fields__))


def name_day(moment: int) -> str:
    """The day of a moment (epoch milliseconds) in UTC."""
    return datetime.fromtimestamp(moment / 1000, UTC).date().isoformat()


def count_review(phase: int | None, rating: int) -> dict[str, int]:
    """What one review adds to its day.

    Args:
        phase: of the card before the review; None if it was its first one.
        rating: 1 for forgotten to 4.
    """
    is_test = phase == LEARNED
    return {"reviews": 1, "tested": int(is_test), "recalled": int(is_test and rating > FORGOTTEN)}
