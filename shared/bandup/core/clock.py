"""Time as the tables hold it: epoch milliseconds, UTC."""

import time
from typing import Protocol


class Clock(Protocol):
    """Anything that tells the time; tests pass one that they can move."""

    def __call__(self) -> int:
        """Epoch milliseconds, UTC."""
        ...


def now_ms() -> int:
    """The current time in epoch milliseconds, UTC."""
    return time.time_ns() // 1_000_000
