"""Time: the clock that the tables follow, and how much of it a function's invocation has left."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

RESERVE_SECONDS = 8.0
"""Kept back from every paid call, so that its outcome can still be stored: a call of AWS may take 4 s, its failure is
answered 2 s before the end, and the rest is for what comes before that call."""


class Clock(Protocol):
    """Gives the time in epoch milliseconds, UTC. Tests pass a clock that they set."""

    def __call__(self) -> int: ...


def now_ms() -> int:
    """Epoch milliseconds, UTC."""
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
        """A deadline `seconds` before this one, for work that has a second step."""
        return Deadline(at=self.at - seconds, now=self.now)

    def within(self, seconds: float) -> "Deadline":
        """This deadline, or the one `seconds` from now if that is earlier."""
        return Deadline(at=min(self.at, self.now() + seconds), now=self.now)

    def seconds_left(self) -> float:
        """Seconds until the runtime kills the invocation; never negative."""
        return max(0.0, self.at - self.now())

    def budget(self) -> float:
        """Seconds that a paid call may take: what is left without `RESERVE_SECONDS`, at least 0."""
        return max(0.0, self.seconds_left() - RESERVE_SECONDS)
