"""Simulated learners: what is said of them holds as often as its interval says.

`LEARNERS=4000` draws so many of each kind, as `make nightly` does.
"""

import os
from statistics import fmean
from typing import Any

import numpy as np

from study.progress.history import OVERALL, SkillHistory, split_history
from support.learners import draw_learner

LEARNERS = int(os.environ.get("LEARNERS", "60"))
SPREAD = 2.6 * (0.05 * 0.95 / LEARNERS) ** 0.5
"""How far a share of one in twenty may lie off by chance, once in a hundred."""


def draw_history(chance: np.random.Generator, count: int = 20, **learner: float) -> SkillHistory:
    [history] = split_history(draw_learner(chance, count, **learner))
    return history


LEARNER_KINDS: list[dict[str, Any]] = [
    {"count": count, "slope": slope, "gap_days": gap}
    for count in (6, 25)
    for slope, gap in ((0.0, 0), (0.0, 365), (0.04, 0), (-0.03, 60), (0.08, 0))
]


def test_a_trend_holds_as_often_as_its_interval_says() -> None:
    chance = np.random.default_rng(11)
    missed: list[list[bool]] = []
    for kind in LEARNER_KINDS:
        missed.append([])
        while len(missed[-1]) < LEARNERS:
            trend = draw_history(chance, **kind).trend
            if trend is not None:
                missed[-1].append(not trend.interval.low <= kind["slope"] <= trend.interval.high)
    shares = [fmean(each) for each in missed]
    assert 0.03 <= fmean(shares) <= 0.065, shares
    assert max(shares) <= 0.065 + SPREAD, shares


def test_one_piece_or_two_make_no_trend_and_no_weakest_criterion() -> None:
    chance = np.random.default_rng(1)
    for count in (1, 2):
        history = draw_history(chance, count, weaker=3)
        assert (history.trend, history.weakest if count == 1 else None) == (None, None)
    assert set(draw_history(chance, 1).levels) == {"task", "coherence_cohesion", "lexical_resource",
                                                   "grammatical_range_accuracy", OVERALL}  # fmt: skip


def test_a_weakest_criterion_is_named_where_there_is_one() -> None:
    chance = np.random.default_rng(5)
    found = [draw_history(chance, 15, weaker=1.5).weakest for _ in range(LEARNERS)]
    assert fmean(each == "task" for each in found) > 0.9
    assert {*found} <= {"task", None}


def test_none_is_named_whose_interval_meets_another() -> None:
    chance = np.random.default_rng(6)
    named = 0
    for _ in range(LEARNERS):
        history = draw_history(chance, int(chance.integers(2, 30)), weaker=float(chance.choice([0.0, 0.3, 0.8])))
        weakest = history.weakest
        named += weakest is not None
        if weakest:
            intervals = {name: level.interval for name, level in history.levels.items() if name != OVERALL}
            own = intervals.pop(weakest)
            assert own is not None
            assert all(other is not None and own.high < other.low for other in intervals.values())
    assert named > LEARNERS / 20


def test_where_all_are_alike_hardly_one_is_named() -> None:
    chance = np.random.default_rng(8)
    assert fmean(draw_history(chance, 15).weakest is not None for _ in range(LEARNERS)) < 0.05
