"""How much of what was learned was still known when it came back."""

from collections.abc import Sequence
from math import sqrt
from typing import Any, Final

from bandup.study.tally import Tally
from bandup.trends.description import describe_interval
from bandup.trends.interval import Interval

_NORMAL: Final = 1.959964
"""The quantile of the normal distribution for 95 %."""


def describe_retention(tallies: Sequence[Tally]) -> dict[str, Any]:
    """Reviews of all days together, and of each one.

    Args:
        tallies: oldest first.
    """
    reviews, tested, recalled = (
        sum(getattr(each, name) for each in tallies) for name in ("reviews", "tested", "recalled")
    )
    return {
        "reviews": reviews,
        "tested": tested,
        "recalled": recalled,
        "retention": round(recalled / tested, 3) if tested else None,
        "interval": describe_interval(estimate_share(recalled, tested), 3) if tested else None,
        "days": [vars(each) for each in tallies],
    }


def estimate_share(hits: int, tries: int) -> Interval:
    """Where a share lies that was hit so often (E. B. Wilson, JASA 22, 1927).

    Args:
        hits: at most `tries`.
        tries: at least 1.
    """
    square = _NORMAL**2
    middle = (hits + square / 2) / (tries + square)
    reach = _NORMAL / (tries + square) * sqrt(hits * (tries - hits) / tries + square / 4)
    return Interval(middle - reach, middle + reach).clip(0.0, 1.0)
