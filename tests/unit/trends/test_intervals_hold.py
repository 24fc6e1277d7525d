"""Of skills that do not change, one in twenty seems to; as often as the interval says, and no oftener."""

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest

from bandup.trends.occasions import Occasions, Trend
from unit.trends.histories import LENGTHS, Design, draw_design, draw_ratings

SCALE = (0.0, 10.0)


def occasions_of(design: Design) -> Occasions:
    return Occasions(design.moments, design.conditions, step=0.5, scale=SCALE)


def false_alarms(designs: int, each: int, alarm: Callable[[Trend], bool]) -> tuple[Counter[int], Counter[int]]:
    """Histories by length, and those of them with an alarm. The code must agree with the reference in each.

    Left out is what the reference finds too little in to tell chance by.
    """
    chance = np.random.default_rng(18)
    held: Counter[int] = Counter()
    alarms: Counter[int] = Counter()
    for length in LENGTHS:
        for _ in range(designs):
            design = draw_design(chance, length)
            reference, occasions = design.reference(), occasions_of(design)
            if reference.left < 2:
                continue
            rows = draw_ratings(chance, design, each)
            slopes, reaches = reference.intervals(rows)
            for row, slope, reach in zip(rows.tolist(), slopes, reaches, strict=True):
                found = occasions.estimate_trend(row)
                assert found is not None
                assert found.per_occasion == pytest.approx(slope, abs=1e-8)
                assert found.interval.high - found.interval.low == pytest.approx(2 * reach, rel=1e-6)
                alarms[length] += alarm(found)
            held[length] += each
    return held, alarms


def claims_change(found: Trend) -> bool:
    return found.direction in ("improving", "declining")


def test_false_alarms_are_as_frequent_as_the_interval_says() -> None:
    held, alarms = false_alarms(designs=60, each=12, alarm=claims_change)
    assert held.total() >= 5_000
    assert 0.03 <= alarms.total() / held.total() <= 0.06


@pytest.mark.nightly
def test_false_alarms_are_so_at_every_length() -> None:
    held, alarms = false_alarms(designs=400, each=50, alarm=claims_change)
    rates = {length: alarms[length] / held[length] for length in LENGTHS}
    assert all(histories >= 5_000 for histories in held.values()), held
    assert all(0.03 <= rate <= 0.06 for rate in rates.values()), rates


@pytest.mark.parametrize(("slope", "least"), [(0.15, 0.95), (-0.15, 0.95)])
def test_a_change_is_found(slope: float, least: float) -> None:
    chance = np.random.default_rng(24)
    right = []
    for _ in range(40):
        design = draw_design(chance, 30)
        trends = [occasions_of(design).estimate_trend(row) for row in draw_ratings(chance, design, 2, slope).tolist()]
        right += [trend is not None and trend.interval.low <= slope <= trend.interval.high for trend in trends]
    assert np.mean(right) >= least - 0.06


def test_a_recent_level_lies_in_its_interval() -> None:
    """Of 5,000 levels that do not change, about 19 of 20."""
    chance = np.random.default_rng(7)
    missed = 0
    for number in range(250):
        design = draw_design(chance, LENGTHS[number % len(LENGTHS)])
        occasions = occasions_of(design)
        for row in np.round(chance.normal(6, 1, (20, len(design.moments))) * 2) / 2:
            interval = occasions.estimate_recent_level(row.tolist()).interval
            assert interval is not None
            missed += not interval.low <= 6 <= interval.high
    assert 0.03 <= missed / 5_000 <= 0.06
