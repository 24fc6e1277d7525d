"""Time that passes only when nothing is left to do, so that hours of waiting take no time."""

import threading


class StormClock:
    """Epoch milliseconds, shared by all threads."""

    def __init__(self) -> None:
        self._now = 1_800_000_000_000
        self._lock = threading.Lock()

    def __call__(self) -> int:
        """The current time."""
        with self._lock:
            return self._now

    def advance_to(self, moment: int) -> None:
        """Move forward; never back."""
        with self._lock:
            self._now = max(self._now, moment)
