"""A paid model that often fails: every call is counted, and every answer differs from all others."""

import itertools
import threading

from bandup.core.errors import RetryLaterError, RetryNowError
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.models.retrying import retry_within

from .faults import Faults

THROTTLE_SECONDS = 30.0


class Provider:
    """The work of the storm's worker, see `bandup.jobs.worker.Work`.

    Args:
        faults: the storm's dice.
        failures: share of the answers that are errors, half of them passing ones, half of them throttles.
    """

    def __init__(self, faults: Faults, failures: float) -> None:
        self._faults = faults
        self._failures = failures
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self.calls = 0

    def __call__(self, run: Run) -> Result:
        """Ask, and once more where the error says so: by the retries that real calls use."""
        number = retry_within(run.deadline, self._answer, attempt_seconds=60, sleep=lambda _: None)
        return Result({"answer": number})

    def _answer(self, _: float) -> int:
        self._faults.step("before the model is asked")
        with self._lock:
            self.calls += 1
            number = next(self._numbers)
        if self._faults.happens(self._failures):
            if self._faults.happens(0.5):
                raise RetryNowError("provider_unavailable", "The storm's provider failed.")
            raise RetryLaterError("provider_throttled", "The storm's provider is busy.", retry_after=THROTTLE_SECONDS)
        self._faults.step("after the model has answered")
        return number
