"""Where a value lies, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Interval:
    """Where a value lies with a probability of `bandup.trends.student.LEVEL`, in the value's own unit."""

    low: float
    high: float

    def clip(self, lowest: float, highest: float) -> "Interval":
        """The part of it that is on a scale."""
        return Interval(min(max(self.low, lowest), highest), max(min(self.high, highest), lowest))

    def is_within(self, reach: float) -> bool:
        """Whether no value in it is further from zero than `reach`."""
        return -reach <= self.low and self.high <= reach


def find_lowest(intervals: Mapping[str, Interval | None]) -> str | None:
    """The name whose interval lies wholly below every other one; None if there is none, so that chance picks nothing.

    Args:
        intervals: by name; None where too little is known of a value, which then may be lower than any.
    """
    known = {name: interval for name, interval in intervals.items() if interval is not None}
    if not known or len(known) < len(intervals):
        return None
    lowest = min(known, key=lambda name: known[name].high)
    others = (interval.low for name, interval in known.items() if name != lowest)
    return lowest if all(known[lowest].high < low for low in others) else None
