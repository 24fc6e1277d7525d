import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.trends.recency import HALF_LIFE_DAYS, find_half_life, weigh_by_age
from support.trends import DAY_MS, weigh


@given(st.lists(st.integers(0, 4_000 * DAY_MS), min_size=1, max_size=60).map(sorted))
def test_weights(moments: list[int]) -> None:
    assert weigh_by_age(moments) == pytest.approx(weigh(moments))
    assert weigh_by_age(moments)[-1] == 1


def test_a_fortnight_halves() -> None:
    moments = [day * DAY_MS for day in range(60)]
    weights = weigh_by_age(moments)
    assert find_half_life(moments) == HALF_LIFE_DAYS
    assert weights[-15] == pytest.approx(0.5)
    assert weights[-29] == pytest.approx(0.25)


def test_many_in_one_afternoon_count_alike() -> None:
    assert min(weigh_by_age([60_000 * number for number in range(40)])) > 0.99


def test_who_practises_once_a_month_is_not_judged_by_two_sessions() -> None:
    weights = weigh_by_age([30 * day * DAY_MS for day in range(40)])
    assert np.sum(weights) > 10
    assert weights[-10] == pytest.approx(0.5)


@pytest.mark.parametrize("moments", [[0, 0], [0, 10**17], [-(10**18), 10**18, 10**37], [10**37] * 3])
def test_no_moment_is_too_odd(moments: list[int]) -> None:
    assert all(0 < weight <= 1 for weight in weigh_by_age(moments))
