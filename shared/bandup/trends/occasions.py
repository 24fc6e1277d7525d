"""The occasions on which something was rated, and what they tell of it: level and trend."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final, Literal

from bandup.trends.estimator import Estimator, build_estimator
from bandup.trends.interval import Interval
from bandup.trends.recency import find_half_life, weigh_by_age

STEADY_REACH: Final = 0.1
"""A change of at most so much from one occasion to the next is steady. A choice: a step of a half in five."""

Direction = Literal["improving", "declining", "steady", "unclear"]


@dataclass(frozen=True)
class Level:
    """A mean.

    Attributes:
        value: on the scale of the ratings.
        interval: where it lies; None for a single rating.
    """

    value: float
    interval: Interval | None


@dataclass(frozen=True)
class Trend:
    """The slope of a line.

    Attributes:
        per_occasion: change of the rating from one occasion to the next.
        interval: of that change.
    """

    per_occasion: float
    interval: Interval

    @property
    def direction(self) -> Direction:
        """What the interval allows to say: a direction only if it excludes a change of zero."""
        if self.interval.low > 0:
            return "improving"
        if self.interval.high < 0:
            return "declining"
        return "steady" if self.interval.is_within(STEADY_REACH) else "unclear"


class Occasions:
    """When something was rated, and under which conditions.

    Occasions are weighted by age in days, and numbered for the slope: practice changes a skill, and ten interviews in
    an afternoon are ten. A condition, such as the difficulty, has a level of its own for each of its values, so that a
    change of difficulty is not taken for one of skill.

    Args:
        moments: epoch milliseconds, at least one, oldest first.
        conditions: by name, its value on each occasion. Few values: each costs a degree of freedom.
        step: ratings come in steps of this size.
        scale: the lowest and the highest rating.

    Attributes:
        weights: how much each occasion counts, from 0 to 1.
        half_life_days: after so many days one counts half as much.
        adjusted_for: names of the conditions that have more than one value.
    """

    def __init__(
        self,
        moments: Sequence[int],
        conditions: Mapping[str, Sequence[Hashable]],
        *,
        step: float,
        scale: tuple[float, float],
    ) -> None:
        self.weights = weigh_by_age(moments)
        self.half_life_days = find_half_life(moments)
        self.adjusted_for = [name for name, values in conditions.items() if len(set(values)) > 1]
        count = len(moments)
        constant = [1.0] * count
        levels = [column for name in self.adjusted_for for column in _mark_values(conditions[name])]
        numbers = [number - (count - 1) / 2 for number in range(count)]
        self._scale = scale
        self._mean = build_estimator(constant, [constant], step=step)
        self._recent = build_estimator(self.weights, [constant], step=step)
        self._trend = build_estimator(self.weights, [constant, *levels, numbers], step=step)

    def estimate_mean(self, ratings: Sequence[float]) -> Level:
        """The mean of all, one rating for each occasion."""
        return Level(fmean(ratings), self._find_interval(self._mean, ratings))

    def estimate_recent_level(self, ratings: Sequence[float]) -> Level:
        """The weighted mean: the level of today, as far as the past tells it."""
        return Level(fmean(ratings, self.weights), self._find_interval(self._recent, ratings))

    def estimate_trend(self, ratings: Sequence[float]) -> Trend | None:
        """The trend; None if there are too few occasions to tell one from chance and from the conditions."""
        if self._trend is None:
            return None
        found = self._trend.estimate(ratings)
        return Trend(found.value, found.interval)

    def _find_interval(self, estimator: Estimator | None, ratings: Sequence[float]) -> Interval | None:
        return estimator.estimate(ratings).interval.clip(*self._scale) if estimator else None


def _mark_values(values: Sequence[Hashable]) -> list[list[float]]:
    """A column for each value but the first: 1 where it holds, else 0."""
    return [[float(value == marked) for value in values] for marked in list(dict.fromkeys(values))[1:]]
