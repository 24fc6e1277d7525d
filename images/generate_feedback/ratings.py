"""Ratings: which values exist, and how the overall one follows from the four."""

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Final, Literal, get_args

from pydantic import PlainValidator, WithJsonSchema

from bandup.interview.ratings import HIGHEST_RATING

SkillName = Literal["technical", "communication", "confidence", "problem_solving"]

SKILLS: Final[tuple[SkillName, ...]] = get_args(SkillName)
"""What is rated. The overall rating is computed from these, never the model's own."""

RATING_STEPS: Final = tuple(Decimal(halves) / 2 for halves in range(2 * HIGHEST_RATING + 1))
"""Every rating that a skill can have: 0 to 10 in steps of a half. A person can tell such steps apart; finer ones would
only look exact."""

ROUNDING_POLICY: Final = "mean_nearest_half_quarter_up"
"""Name of the rule: the overall rating is the mean of the four, all of equal weight, to the nearest half; .25 and .75
go up."""


def parse_rating(value: object) -> Decimal:
    """`value` as a rating, if it is one.

    Args:
        value: a number as parsed from JSON: int or Decimal.

    Raises:
        ValueError: it is not a number, or not 0 to 10 in steps of a half. Nothing is rounded, clipped or read from
            text such as `8/10`, so that a rating is never made up.
    """
    number = Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
    if number is None or not number.is_finite() or number not in RATING_STEPS:
        raise ValueError("must be a number from 0 to 10 in steps of 0.5")
    return RATING_STEPS[RATING_STEPS.index(number)]


def compute_overall(ratings: Collection[Decimal]) -> Decimal:
    """The overall rating of the four skills' ratings, by `ROUNDING_POLICY`."""
    if len(ratings) != len(SKILLS):
        raise ValueError(f"there are {len(SKILLS)} skills, not {len(ratings)}")
    mean = sum(ratings, Decimal(0)) / len(SKILLS)
    return (mean * 2).quantize(Decimal(1), ROUND_HALF_UP) / 2


FEW_WORDS: Final = 25
"""Fewer words in all answers together show nothing that could be rated."""

FEW_WORDS_RATING: Final = Decimal(2)
"""The highest rating of an interview with so few words."""


def limit_rating(rating: Decimal, words: int) -> Decimal:
    """A rating as high as the words of all answers allow."""
    return min(rating, FEW_WORDS_RATING) if words < FEW_WORDS else rating


Rating = Annotated[
    Decimal,
    PlainValidator(parse_rating),
    WithJsonSchema({"type": "number", "enum": [float(rating) for rating in RATING_STEPS]}),
]
"""A rating on the grid; anything else (11, 7.3, "8/10", null, true) makes the answer unusable."""
