"""Of skills that do not change, one in twenty seems to: as often as the interval says, and no oftener.

`HISTORIES=10000` draws so many for each length, as `make nightly` does.
"""

import os
from collections import Counter

import numpy as np

from bandup.trends.occasions import Occasions
from unit.trends.histories import LENGTHS, Design, draw_design, draw_ratings

HISTORIES = int(os.environ.get("HISTORIES", "600"))
EACH = 24
"""Histories that share what is drawn first: days, difficulties and categories."""


def occasions_of(design: Design) -> Occasions:
    return Occasions(design.moments, design.conditions, step=0.5, scale=(0.0, 10.0))


def count_alarms(design: Design, chance: np.random.Generator) -> int:
    """How many histories without change seem to change. The code must agree with the reference on each."""
    rows, occasions = draw_ratings(chance, design, EACH), occasions_of(design)
    found = [trend for row in rows.tolist() if (trend := occasions.estimate_trend(row))]
    slopes, reaches = design.reference().intervals(rows)
    expected = np.column_stack([slopes, slopes - reaches, slopes + reaches])
    given = [(trend.per_occasion, trend.interval.low, trend.interval.high) for trend in found]
    np.testing.assert_allclose(given, expected, rtol=1e-6, atol=1e-7)
    return sum(trend.direction in ("improving", "declining") for trend in found)


def test_false_alarms_are_as_frequent_as_the_interval_says() -> None:
    """Over all lengths, and at each for which there are enough histories; where one degree of freedom is left to tell
    chance by, the error of rounding makes the interval wider still."""
    chance = np.random.default_rng(18)
    held, alarms = Counter[int](), Counter[int]()
    for length in LENGTHS:
        while held[length] < HISTORIES:
            design = draw_design(chance, length)
            if design.reference().left >= 2:
                held[length] += EACH
                alarms[length] += count_alarms(design, chance)
    assert held.total() >= 5_000
    rates = {length: alarms[length] / histories for length, histories in held.items() if histories >= 5_000}
    rates[0] = alarms.total() / held.total()
    assert all(0.03 <= rate <= 0.06 for rate in rates.values()), rates


def test_what_changes_lies_in_the_interval() -> None:
    chance = np.random.default_rng(24)
    right = []
    for number in range(60):
        design, slope = draw_design(chance, 30), (-0.1, 0.05, 0.1)[number % 3]
        occasions = occasions_of(design)
        for row in draw_ratings(chance, design, 10, slope).tolist():
            trend = occasions.estimate_trend(row)
            right.append(trend is not None and trend.interval.low <= slope <= trend.interval.high)
    assert 0.93 <= np.mean(right) <= 0.98


def test_a_recent_level_lies_in_its_interval() -> None:
    chance = np.random.default_rng(7)
    missed = 0
    for number in range(270):
        design = draw_design(chance, LENGTHS[number % len(LENGTHS)])
        occasions = occasions_of(design)
        for row in np.round(chance.normal(6, 1, (20, len(design.moments))) * 2) / 2:
            interval = occasions.estimate_recent_level(row.tolist()).interval
            assert interval is not None
            missed += not interval.low <= 6 <= interval.high
    assert 0.03 <= missed / (270 * 20) <= 0.06
