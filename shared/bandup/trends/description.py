"""What was estimated, as answers tell it."""

from collections.abc import Sequence
from typing import Any

from bandup.trends.interval import Interval
from bandup.trends.occasions import Level, Occasions, Trend
from bandup.trends.student import LEVEL


def describe_ratings(ratings: Sequence[float], recent: Level, occasions: Occasions, *, occasion: str) -> dict[str, Any]:
    """Mean, recent level and trend of something that was rated on each occasion.

    Args:
        ratings: one for each occasion.
        recent: their recent level.
        occasions: when they were given.
        occasion: what an occasion is called, such as `session`.
    """
    mean = occasions.estimate_mean(ratings)
    return {
        "mean": round(mean.value, 2),
        "interval": describe_interval(mean.interval),
        "recent_mean": round(recent.value, 2),
        "recent_interval": describe_interval(recent.interval),
        "latest": ratings[-1],
        f"{occasion}s": len(ratings),
        "trend": _describe_trend(occasions.estimate_trend(ratings), occasions, occasion),
    }


def describe_interval(interval: Interval | None, digits: int = 2) -> dict[str, float] | None:
    if interval is None:
        return None
    return {"low": round(interval.low, digits), "high": round(interval.high, digits), "level": LEVEL}


def _describe_trend(found: Trend | None, occasions: Occasions, occasion: str) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "direction": found.direction,
        f"per_{occasion}": round(found.per_occasion, 3),
        "interval": describe_interval(found.interval, 3),
        f"{occasion}s": len(occasions.weights),
        "half_life_days": round(occasions.half_life_days, 1),
        "adjusted_for": occasions.adjusted_for,
    }
