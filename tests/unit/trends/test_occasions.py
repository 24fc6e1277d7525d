import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import integrate, stats

from aggregate_skills.trend import (
    HALF_LIFE,
    STEP,
    fit_trend,
    mean_interval,
    recent_mean,
    student_quantile,
    weigh_sessions,
)

HALVES = st.integers(0, 20).map(lambda halves: halves / 2)
SERIES = st.lists(HALVES, min_size=3, max_size=60)


@pytest.mark.parametrize("degrees", [*range(1, 41), 60, 120, 1_000, 5_000])
def test_student_quantile(degrees: int) -> None:
    assert student_quantile(degrees) == pytest.approx(stats.t.ppf(0.975, degrees), abs=6e-4)


def test_student_quantile_holds_the_level() -> None:
    """By the density itself, integrated."""
    degrees = 7
    scale = math.gamma((degrees + 1) / 2) / math.sqrt(degrees * math.pi) / math.gamma(degrees / 2)
    reach = student_quantile(degrees)
    held, _ = integrate.quad(lambda t: scale * (1 + t * t / degrees) ** (-(degrees + 1) / 2), -reach, reach)
    assert held == pytest.approx(0.95, abs=1e-4)


@given(st.integers(1, 200))
def test_weights_halve(count: int) -> None:
    found = weigh_sessions(count)
    assert found[-1] == 1
    assert all(later == pytest.approx(2 * earlier) for earlier, later in zip(found, found[HALF_LIFE:], strict=False))


@given(SERIES)
def test_trend_is_the_weighted_fit(ratings: list[float]) -> None:
    """By matrices: the textbook's (X'WX)^-1 X'Wy and its covariance."""
    count = len(ratings)
    design = np.column_stack([np.ones(count), np.arange(count)])
    precision = np.diag(2.0 ** (-(count - 1 - np.arange(count)) / HALF_LIFE))
    inverse = np.linalg.inv(design.T @ precision @ design)
    coefficients = inverse @ design.T @ precision @ np.array(ratings)
    residuals = np.array(ratings) - design @ coefficients
    scale = max(residuals @ precision @ residuals / (count - 2), STEP**2 / 12)
    reach = stats.t.ppf(0.975, count - 2) * math.sqrt(scale * inverse[1, 1])
    found = fit_trend(ratings)
    assert found is not None
    assert found.per_session == pytest.approx(coefficients[1], abs=1e-6)
    assert found.interval.low == pytest.approx(coefficients[1] - reach, abs=2e-3)
    assert found.interval.high == pytest.approx(coefficients[1] + reach, abs=2e-3)


@given(SERIES, st.floats(-3, 3))
def test_trend_does_not_depend_on_the_level(ratings: list[float], shift: float) -> None:
    plain, shifted = fit_trend(ratings), fit_trend([rating + shift for rating in ratings])
    assert plain is not None
    assert shifted is not None
    assert shifted.per_session == pytest.approx(plain.per_session, abs=1e-9)


@given(SERIES)
def test_trend_turns_with_the_ratings(ratings: list[float]) -> None:
    up, down = fit_trend(ratings), fit_trend([10 - rating for rating in ratings])
    assert up is not None
    assert down is not None
    assert down.per_session == pytest.approx(-up.per_session, abs=1e-9)
    opposite = {"improving": "declining", "declining": "improving", "unclear": "unclear"}
    assume(min(abs(up.interval.low), abs(up.interval.high)) > 1e-9)
    assert down.direction == opposite[up.direction]


@pytest.mark.parametrize("ratings", [[], [5.0], [3.0, 8.0]])
def test_too_few_sessions_have_no_trend(ratings: list[float]) -> None:
    assert fit_trend(ratings) is None


@pytest.mark.parametrize(
    ("ratings", "direction"),
    [
        ([5.0, 5.0, 5.0], "unclear"),
        ([4.0, 5.0, 6.0, 7.0, 8.0], "improving"),
        ([8.0, 7.5, 6.0, 5.5, 5.0, 4.0], "declining"),
        ([5.0, 8.0, 5.0, 8.0, 5.0, 8.0, 5.0], "unclear"),
        ([5.0, 5.5, 6.0], "unclear"),
    ],
)
def test_direction(ratings: list[float], direction: str) -> None:
    found = fit_trend(ratings)
    assert found is not None
    assert found.direction == direction


def test_recent_sessions_weigh_more() -> None:
    ratings = [*(9 - number / 2 for number in range(12)), *(3 + number / 2 for number in range(11))]
    found = fit_trend(ratings)
    unweighted = np.polyfit(range(len(ratings)), ratings, 1)[0]
    assert found is not None
    assert found.per_session > 0 > unweighted


@given(st.lists(HALVES, min_size=1, max_size=60))
def test_recent_mean(ratings: list[float]) -> None:
    expected = np.average(ratings, weights=0.5 ** (np.arange(len(ratings))[::-1] / HALF_LIFE))
    assert recent_mean(ratings) == pytest.approx(expected)


@given(st.lists(HALVES, min_size=2, max_size=60))
def test_mean_interval(ratings: list[float]) -> None:
    found = mean_interval(ratings)
    assert found is not None
    deviation = max(float(np.std(ratings, ddof=1)), STEP / math.sqrt(12))
    low, high = stats.t.interval(0.95, len(ratings) - 1, np.mean(ratings), deviation / math.sqrt(len(ratings)))
    assert found.low == pytest.approx(max(0, low), abs=5e-3)
    assert found.high == pytest.approx(min(10, high), abs=5e-3)


def test_one_rating_has_no_interval() -> None:
    assert mean_interval([5.0]) is None
