"""Retries never outlive the deadline's budget, whatever each try and each wait takes."""

from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.clock import RESERVE_SECONDS, Deadline
from bandup.core.errors import ConfigurationError, RetryLaterError, RetryNowError, TerminalError, WorkError
from bandup.models.retrying import ATTEMPTS, MIN_ATTEMPT_SECONDS, retry_within


@dataclass
class SteppedTime:
    """Time that passes only when something takes it."""

    taken: list[float]
    now: float = 0.0
    allowed: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def attempt(self, seconds: float) -> str:
        """Takes as long as it was told to, but no longer than it may; the last one succeeds."""
        self.allowed.append(seconds)
        self.now += min(seconds, self.taken.pop(0))
        if not self.taken:
            return "done"
        raise RetryNowError("provider_unavailable", "no")


def try_within(stepped: SteppedTime, seconds: float, attempt_seconds: float = 30.0) -> str:
    deadline = Deadline(at=seconds, now=lambda: stepped.now)
    return retry_within(deadline, stepped.attempt, attempt_seconds=attempt_seconds, sleep=stepped.sleep)


@given(
    st.lists(st.floats(0, 100), min_size=1, max_size=8),
    st.floats(0, 320),
    st.floats(MIN_ATTEMPT_SECONDS, 75),
)
def test_tries_and_waits_together_stay_inside_the_budget(
    taken: list[float], seconds: float, attempt_seconds: float
) -> None:
    stepped = SteppedTime(list(taken))
    with suppress(RetryLaterError):
        assert try_within(stepped, seconds, attempt_seconds) == "done"
        assert len(taken) <= ATTEMPTS
    assert stepped.now <= max(0.0, seconds - RESERVE_SECONDS) + 1e-6
    assert len(stepped.allowed) <= ATTEMPTS
    assert all(MIN_ATTEMPT_SECONDS - 1e-6 <= allowed <= attempt_seconds for allowed in stepped.allowed)


def test_no_wait_uses_up_the_time_of_the_next_try() -> None:
    for _ in range(50):
        stepped = SteppedTime([10.0, 10.0])
        with suppress(RetryLaterError):
            try_within(stepped, RESERVE_SECONDS + 10.0 + MIN_ATTEMPT_SECONDS + 0.01)
        assert all(allowed >= MIN_ATTEMPT_SECONDS for allowed in stepped.allowed)


def test_four_tries_are_made_if_there_is_time() -> None:
    assert try_within(SteppedTime([1.0] * 4), 300) == "done"
    with pytest.raises(RetryLaterError):
        try_within(SteppedTime([1.0] * 5), 300)


@pytest.mark.parametrize(
    "error", [TerminalError("blocked", "no"), ConfigurationError("x", "no"), RetryLaterError("y", "no", retry_after=9)]
)
def test_what_is_not_passing_is_raised_as_it_is(error: WorkError) -> None:
    calls = []

    def attempt(_: float) -> None:
        calls.append(1)
        raise error

    with pytest.raises(type(error)) as caught:
        retry_within(Deadline.after(60), attempt, attempt_seconds=9)
    assert caught.value is error
    assert len(calls) == 1
