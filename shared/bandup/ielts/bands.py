"""Bands: which values exist, how a task's band and Writing's follow from others, and which of several is kept.

Sources: the public band descriptors (equal weight of the four criteria, 20 words or fewer is Band 1), the published
weight of the tasks (Task 2 counts twice as much as Task 1) and the published rounding of the overall score (a mean that
ends in .25 goes up to the next half band, one that ends in .75 up to the next whole band). How a mean is rounded
*inside* Writing or Speaking is not published; the same rule is applied there, it is named in every result, and the
unrounded mean stands beside it. Where sources disagree, docs/use/ielts-writing-rules.md says what was chosen and why.
"""

from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

BANDS = tuple(Decimal(halves) / 2 for halves in range(2, 19))
"""Every band that a criterion can have: 1 to 9 in steps of a half."""

LOWEST = BANDS[0]

ROUNDING_POLICY = "nearest_half_quarter_up"
"""Name of the rounding rule: to the nearest half band, .25 and .75 upwards."""

CRITERIA = 4
"""Writing and Speaking are both judged by four criteria of equal weight."""

TASK_2_WEIGHT = 2
"""How much Task 2 counts in Writing, if Task 1 counts 1."""


def parse_band(value: object) -> Decimal:
    """`value` as a band, if it is one.

    Args:
        value: a number as parsed from JSON: int or Decimal.

    Raises:
        ValueError: it is not a number, or not 1 to 9 in steps of a half. Nothing is rounded or converted from text,
            so that a score is never made up.
    """
    number = Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
    if number is None or not number.is_finite() or number not in BANDS:
        raise ValueError("must be a number from 1 to 9 in steps of 0.5")
    return BANDS[BANDS.index(number)]


Band = Annotated[
    Decimal, PlainValidator(parse_band), WithJsonSchema({"type": "number", "enum": [float(band) for band in BANDS]})
]
"""A band in a model's answer. Anything off the half-band grid (0, 9.5, 6.3, "7", null, true) makes the answer
unusable."""


def mean(criteria: Collection[Decimal]) -> Decimal:
    """The exact mean of the four criterion bands."""
    if len(criteria) != CRITERIA:
        raise ValueError(f"a task has {CRITERIA} criteria, not {len(criteria)}")
    return sum(criteria, Decimal(0)) / CRITERIA


def writing_mean(task_1: Decimal, task_2: Decimal) -> Fraction:
    """The exact mean of a whole Writing test, (Task 1 + 2 x Task 2) / 3.

    Args:
        task_1: the band of Task 1, a half or whole band.
        task_2: the band of Task 2, likewise. Two such bands make thirds of a half band, so this mean never stands
            halfway between two bands.
    """
    return (Fraction(task_1) + TASK_2_WEIGHT * Fraction(task_2)) / (1 + TASK_2_WEIGHT)


def weighted_mean(bands: Collection[tuple[Decimal, Decimal]]) -> Fraction:
    """The exact mean of one criterion over the parts of a Speaking test. A longer part shows more, so it counts more.

    How examiners weigh the parts is not published; they rate the whole performance.

    Args:
        bands: each with its weight, the part's duration in seconds, more than 0 in all.
    """
    total = sum((Fraction(weight) for _, weight in bands), Fraction(0))
    return sum((Fraction(band) * Fraction(weight) for band, weight in bands), Fraction(0)) / total


def round_band(raw: Decimal | Fraction) -> Decimal:
    """`raw` by `ROUNDING_POLICY`: the nearest half band, exact quarters upwards."""
    return Decimal(floor(Fraction(raw) * 2 + Fraction(1, 2))) / 2


def find_medoid(judgements: Sequence[Sequence[Decimal]]) -> int:
    """The place of the judgement that is nearest to all others; of several, the first.

    It is one of the judgements and no mean of them, so that its reasons and quotes are those of its bands. The distance
    of two is the sum of the distances of their criterion bands.

    Args:
        judgements: the criterion bands of each, at least one judgement, all with the criteria in the same order.
    """
    return min(
        range(len(judgements)), key=lambda place: sum(_distance(judgements[place], other) for other in judgements)
    )


def _distance(one: Sequence[Decimal], other: Sequence[Decimal]) -> Decimal:
    return sum((abs(a - b) for a, b in zip(one, other, strict=True)), Decimal(0))
