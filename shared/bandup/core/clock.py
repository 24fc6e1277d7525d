"""Time: the clock that the tables follow, and how much of it a function's invocation has left."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

RESERVE_SECONDS = 5.0
"""Kept back from every paid call, so that its outcome can still be stored (design: at least 5 s)."""


class Clock(Protocol):
    """Anything that tells the time; tests pass one that they can move."""

    def __call__(self) -> int:
        """Epoch milliseconds, UTC."""
        ...


def now_ms() -> int:
    """The current time in epoch milliseconds, UTC."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True)
class Deadline:
    """The moment at which the runtime kills this invocation.

    Attributes:
        at: that moment in seconds on `now`'s clock.
        now: a monotonic clock in seconds.
    """

    at: float
    now: Callable[[], float] = field(default=time.monotonic)

    @classmethod
    def after(cls, seconds: float, now: Callable[[], float] = time.monotonic) -> "Deadline":
        """The deadline `seconds` from now."""
        return cls(at=now() + seconds, now=now)

    def earlier(self, seconds: float) -> "Deadline":
        """A deadline `seconds` before this one, for work that something must follow."""
        return Deadline(at=self.at - seconds, now=self.now)

    def seconds_left(self) -> float:
        """Seconds until the runtime kills the invocation; never negative."""
        return max(0.0, self.at - self.now())

    def budget(self) -> float:
        """Seconds that a paid call may still take; 0 when only the reserve is left."""
        return max(0.0, self.seconds_left() - RESERVE_SECONDS)
