"""How a skill's ratings develop: mean, recent level and trend, each with what the data allow to say.

The trend is the slope of a straight line through the ratings, fitted by weighted least squares: session number i of n
weighs w_i = 2^((i - n) / HALF_LIFE). The weights stand for precision: an old rating says less about today. With the
weighted means x and y of session numbers and ratings,

    slope    = sum w_i (i - x)(y_i - y) / S        S = sum w_i (i - x)^2
    variance = max(sum w_i e_i^2 / (n - 2), STEP^2 / 12) / S
    interval = slope -+ t(n - 2) sqrt(variance)

e_i are the distances from the line. Source: NIST/SEMATECH e-Handbook of Statistical Methods, 4.1.4.3 (weighted least
squares) and 4.4.5; t is Student's two-sided 95 % quantile (1.3.6.7.2). Sessions are numbered and not dated: practice
changes a skill, and ten sessions in an afternoon are ten. Ratings come in steps of a half, so even ratings that lie
exactly on a line are uncertain by the error of rounding to a step, whose variance is STEP^2 / 12.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, fmean, variance
from typing import Final

from bandup.interview.ratings import HIGHEST_RATING

HALF_LIFE: Final = 5
"""Sessions after which a rating weighs half as much. A choice: about the sessions of one or two weeks of practice."""

MIN_SESSIONS: Final = 3
"""Fewer leave no distance from the line to tell chance by, so no trend is claimed."""

LEVEL: Final = 0.95

STEP: Final = 0.5

_QUANTILES = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
"""Student's two-sided 95 % quantiles for 1 to 30 degrees of freedom (e-Handbook 1.3.6.7.2). SciPy computes them for
any, but is larger than all else in this function's image."""


@dataclass(frozen=True)
class Interval:
    """Where a value lies with a probability of `LEVEL`."""

    low: float
    high: float


@dataclass(frozen=True)
class Trend:
    """The slope of the line.

    Attributes:
        per_session: change of the rating from one session to the next.
        interval: of that change.
    """

    per_session: float
    interval: Interval

    @property
    def direction(self) -> str:
        """What the interval allows to say: `unclear` if it holds a change of zero."""
        if self.interval.low > 0:
            return "improving"
        return "declining" if self.interval.high < 0 else "unclear"


def student_quantile(degrees: int) -> float:
    """Student's two-sided 95 % quantile, exact to 0.001.

    Beyond the table by two terms of its expansion around the normal quantile (Abramowitz and Stegun, 26.7.5).

    Args:
        degrees: degrees of freedom, at least 1.
    """
    if degrees <= len(_QUANTILES):
        return _QUANTILES[degrees - 1]
    z = NormalDist().inv_cdf((1 + LEVEL) / 2)
    return z + (z**3 + z) / (4 * degrees) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2)


def weigh_sessions(count: int) -> list[float]:
    """The weight of each of `count` sessions, oldest first; the newest weighs 1."""
    return [2.0 ** ((number - count + 1) / HALF_LIFE) for number in range(count)]


def recent_mean(ratings: Sequence[float]) -> float:
    """The weighted mean of at least one rating, oldest first: the level of the last sessions."""
    return fmean(ratings, weigh_sessions(len(ratings)))


def mean_interval(ratings: Sequence[float]) -> Interval | None:
    """Where the mean lies, within the scale; None for a single rating."""
    if len(ratings) < 2:
        return None
    spread = max(variance(ratings), STEP**2 / 12) / len(ratings)
    reach = student_quantile(len(ratings) - 1) * sqrt(spread)
    centre = fmean(ratings)
    return Interval(max(0.0, centre - reach), min(float(HIGHEST_RATING), centre + reach))


def fit_trend(ratings: Sequence[float]) -> Trend | None:
    """The trend of ratings, oldest first; None for fewer than `MIN_SESSIONS`."""
    count = len(ratings)
    if count < MIN_SESSIONS:
        return None
    weighted = weigh_sessions(count)
    middle, level = fmean(range(count), weighted), fmean(ratings, weighted)
    spread = sum(weight * (number - middle) ** 2 for number, weight in enumerate(weighted))
    together = sum(
        weight * (number - middle) * (rating - level)
        for number, (weight, rating) in enumerate(zip(weighted, ratings, strict=True))
    )
    slope = together / spread
    distances = sum(
        weight * (rating - level - slope * (number - middle)) ** 2
        for number, (weight, rating) in enumerate(zip(weighted, ratings, strict=True))
    )
    uncertainty = max(distances / (count - 2), STEP**2 / 12) / spread
    reach = student_quantile(count - 2) * sqrt(uncertainty)
    return Trend(slope, Interval(slope - reach, slope + reach))
