"""Progress that the owner of a job sees, without a write to the job for every page."""

import time
from collections.abc import Callable

INTERVAL_SECONDS = 1.0
"""Clients poll a job about as often as this. More reports would only be paid for."""


class Progress:
    """Reports a stage when it begins, when it is done, and about once a second between.

    Args:
        report: see `bandup.jobs.worker.Run.report`. It is called from the thread that calls this object.
        now: a monotonic clock in seconds.
    """

    def __init__(self, report: Callable[[str, int, int], None], now: Callable[[], float] = time.monotonic) -> None:
        self._report = report
        self._now = now
        self._stage = ""
        self._reported_at = float("-inf")

    def __call__(self, stage: str, done: int, total: int, unit: str = "") -> None:
        """Report that `done` of `total` units of a stage are done."""
        now = self._now()
        if stage == self._stage and done < total and now - self._reported_at < INTERVAL_SECONDS:
            return
        self._stage, self._reported_at = stage, now
        self._report(f"{stage} {done}/{total} {unit}".rstrip(), done, total)
