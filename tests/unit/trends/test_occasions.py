import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from bandup.trends.occasions import Occasions, Trend
from support.trends import DAY_MS, Reference, conditions_matrix, weigh

HALVES = st.integers(0, 20).map(lambda halves: halves / 2)
SERIES = st.lists(HALVES, min_size=3, max_size=40)


def daily(count: int, **conditions: list[str]) -> Occasions:
    return Occasions([number * DAY_MS for number in range(count)], conditions, step=0.5, scale=(0.0, 10.0))


def trend_of(ratings: list[float], **conditions: list[str]) -> Trend:
    found = daily(len(ratings), **conditions).estimate_trend(ratings)
    assert found is not None
    return found


HISTORIES = st.lists(
    st.tuples(st.integers(0, 300), HALVES, st.sampled_from(["EASY", "HARD"]), st.sampled_from("abc")),
    min_size=1,
    max_size=40,
)


@given(HISTORIES)
def test_trend_is_the_weighted_fit(history: list[tuple[int, float, str, str]]) -> None:
    days, ratings, difficulties, categories = zip(*history, strict=True)
    moments = [int(day) * DAY_MS for day in np.cumsum(days)]
    matrix = conditions_matrix(moments, difficulties, categories)
    occasions = Occasions(moments, {"difficulty": difficulties, "category": categories}, step=0.5, scale=(0.0, 10.0))
    found = occasions.estimate_trend(ratings)
    rank = np.linalg.matrix_rank(matrix)
    if rank == len(ratings) or rank == np.linalg.matrix_rank(matrix[:, :-1]):
        assert found is None, "nothing is left to tell chance by, or the conditions explain the order"
        return
    [slope], [reach] = Reference.of(weigh(moments), matrix).intervals(ratings)
    assert found is not None
    assert found.per_occasion == pytest.approx(slope, abs=1e-6)
    assert found.interval.low == pytest.approx(slope - reach, rel=1e-5, abs=1e-6)
    assert found.interval.high == pytest.approx(slope + reach, rel=1e-5, abs=1e-6)


@given(SERIES, st.floats(-3, 3))
def test_trend_does_not_depend_on_the_level(ratings: list[float], shift: float) -> None:
    shifted = trend_of([rating + shift for rating in ratings])
    assert shifted.per_occasion == pytest.approx(trend_of(ratings).per_occasion, abs=1e-9)


@given(SERIES)
def test_trend_turns_with_the_ratings(ratings: list[float]) -> None:
    up, down = trend_of(ratings), trend_of([10 - rating for rating in ratings])
    assert down.per_occasion == pytest.approx(-up.per_occasion, abs=1e-9)
    opposite = {"improving": "declining", "declining": "improving"}
    assume(all(abs(abs(end) - limit) > 1e-9 for end in (up.interval.low, up.interval.high) for limit in (0, 0.1)))
    assert down.direction == opposite.get(up.direction, up.direction)


@pytest.mark.parametrize("ratings", [[5.0], [3.0, 8.0]])
def test_too_few_occasions_have_no_trend(ratings: list[float]) -> None:
    assert daily(len(ratings)).estimate_trend(ratings) is None


@pytest.mark.parametrize(
    ("ratings", "direction"),
    [
        ([5.0, 5.0, 5.0], "unclear"),
        ([4.0, 5.0, 6.0, 7.0, 8.0], "improving"),
        ([8.0, 7.5, 6.0, 5.5, 5.0, 4.0], "declining"),
        ([5.0, 8.0, 5.0, 8.0, 5.0, 8.0, 5.0], "unclear"),
        ([5.0, 5.5, 6.0], "unclear"),
        ([6.0, 6.5] * 10, "steady"),
        ([4.0 + number // 8 / 2 for number in range(80)], "improving"),
    ],
)
def test_direction(ratings: list[float], direction: str) -> None:
    assert trend_of(ratings).direction == direction


def test_steady_is_within_a_tenth() -> None:
    ratings = [6.0, 7.0, 5.5, 6.5] * 8
    reach = trend_of(ratings).interval
    assert max(-reach.low, reach.high) < 0.1
    assert trend_of(ratings).direction == "steady"
    few = trend_of(ratings[:8])
    assert few.interval.high > 0.1
    assert few.direction == "unclear"


def test_harder_interviews_are_no_decline() -> None:
    ratings, difficulties = [8.0] * 8 + [6.0] * 8, ["EASY"] * 8 + ["HARD"] * 8
    assert trend_of(ratings).direction == "declining"
    adjusted = trend_of(ratings, difficulty=difficulties)
    assert adjusted.per_occasion == pytest.approx(0, abs=1e-9)
    assert adjusted.direction == "steady"
    assert daily(16, difficulty=difficulties, category=["x"] * 16).adjusted_for == ["difficulty"]


def test_a_difficulty_each_leaves_nothing_to_tell() -> None:
    assert daily(3, difficulty=["EASY", "MEDIUM", "HARD"]).estimate_trend([5.0, 6.0, 7.0]) is None
    assert daily(4, difficulty=["EASY", "EASY", "HARD", "HARD"]).estimate_trend([5.0, 6.0, 6.0, 7.0]) is not None


def test_recent_sessions_weigh_more() -> None:
    ratings = [*(9 - number / 4 for number in range(24)), *(3 + number / 4 for number in range(22))]
    assert trend_of(ratings).per_occasion > 0 > np.polyfit(range(len(ratings)), ratings, 1)[0]


@given(st.lists(HALVES, min_size=1, max_size=60))
def test_recent_level(ratings: list[float]) -> None:
    found = daily(len(ratings)).estimate_recent_level(ratings)
    moments = [number * DAY_MS for number in range(len(ratings))]
    assert found.value == pytest.approx(np.average(ratings, weights=weigh(moments)))
    if len(ratings) == 1:
        assert found.interval is None
        return
    [value], [reach] = Reference.of(weigh(moments), np.ones((len(ratings), 1))).intervals(ratings)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(max(0, value - reach), abs=1e-6)
    assert found.interval.high == pytest.approx(min(10, value + reach), abs=1e-6)


@given(st.lists(HALVES, min_size=2, max_size=60))
def test_mean(ratings: list[float]) -> None:
    found = daily(len(ratings)).estimate_mean(ratings)
    assert found.interval is not None
    deviation = max(float(np.std(ratings, ddof=1)), 0.5 / np.sqrt(12))
    low, high = stats.t.interval(0.95, len(ratings) - 1, np.mean(ratings), deviation / np.sqrt(len(ratings)))
    assert found.value == pytest.approx(np.mean(ratings))
    assert found.interval.low == pytest.approx(max(0, low), abs=1e-6)
    assert found.interval.high == pytest.approx(min(10, high), abs=1e-6)


def test_one_rating_has_no_interval() -> None:
    assert daily(1).estimate_mean([5.0]).interval is None
    assert daily(1).estimate_recent_level([5.0]).interval is None
