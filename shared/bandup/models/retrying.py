"""Retries inside one invocation: only of passing faults, and only within the deadline's budget."""

import time
from collections.abc import Callable
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_random_exponential

from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError, RetryLaterError, RetryNowError
from bandup.core.metrics import Metric, measure

T = TypeVar("T")

ATTEMPTS = 4
"""Tries per call. If three calls in ten fail, fewer than one in a hundred fails this often in a row."""

MIN_ATTEMPT_SECONDS = 2.0
"""No model answers faster, so an attempt with less time would be paid in vain."""

FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 20.0
"""Full jitter: each wait is random between 0 and a limit that doubles from the first to the longest."""


def retry_within(
    deadline: Deadline,
    call: Callable[[float], T],
    *,
    attempt_seconds: float,
    attempts: int = ATTEMPTS,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """The result of `call`, which is tried several times within the deadline's budget.

    Args:
        deadline: nothing starts or waits beyond its budget.
        call: one try, given the seconds that it may take; raises RetryNowError for a fault that may pass.
        attempt_seconds: the longest that one try may take.
        attempts: how many tries there may be, at least 1.
        sleep: how to wait, in seconds.

    Raises:
        RetryLaterError: the tries or the time ran out.
        WorkError: whatever else `call` raised.
    """

    def out_of_time(state: RetryCallState) -> bool:
        return deadline.budget() - state.upcoming_sleep < MIN_ATTEMPT_SECONDS

    if deadline.budget() < MIN_ATTEMPT_SECONDS:
        raise RetryLaterError("out_of_time", "No time was left to ask the model.")
    retrying = Retrying(
        retry=retry_if_exception_type(RetryNowError),
        stop=lambda state: state.attempt_number >= attempts or out_of_time(state),
        wait=wait_random_exponential(multiplier=FIRST_WAIT_SECONDS, max=LONGEST_WAIT_SECONDS),
        before_sleep=lambda _: measure(Metric.PROVIDER_RETRIES),
        sleep=sleep,
        reraise=True,
    )
    try:
        for attempt in retrying:
            with attempt:
                started = time.monotonic()
                try:
                    return call(min(attempt_seconds, deadline.budget()))
                except (RetryNowError, RetryLaterError, ConfigurationError):
                    measure(Metric.PROVIDER_ERRORS)
                    raise
                finally:
                    measure(Metric.PROVIDER_LATENCY, round(1000 * (time.monotonic() - started), 1))
    except RetryNowError as error:
        raise RetryLaterError(error.code, error.message) from error
    raise AssertionError("tenacity returns or raises")
