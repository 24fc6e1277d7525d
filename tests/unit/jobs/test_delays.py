"""How long a job waits until it is tried again."""

import pytest

from bandup.core.errors import ConfigurationError, RetryLaterError, WorkError
from bandup.jobs.result import Result
from bandup.jobs.worker import FIRST_DELAY_SECONDS, MAX_DELAY_SECONDS, Run
from unit.jobs.conftest import JobHarness

THROTTLED = RetryLaterError("provider_throttled", "Busy.")
NO_KEY = ConfigurationError("key_refused", "The key was refused.")


def at_most(number: int, factor: int = 1) -> float:
    """The longest delay after so many tries: twice as long each time, up to the longest of all."""
    return min(MAX_DELAY_SECONDS, factor * FIRST_DELAY_SECONDS * 2.0 ** (number - 1))


@pytest.mark.parametrize(("error", "factor"), [(THROTTLED, 1), (NO_KEY, 4)])
def test_each_delay_is_twice_the_one_before_with_up_to_half_taken_off(
    harness: JobHarness, error: WorkError, factor: int
) -> None:
    harness.submit()
    [message] = harness.queue.visible()

    def work(_: Run) -> Result:
        raise error

    for number in range(1, 10):
        harness.clock.now = max(harness.clock.now, message.visible_at)
        assert not harness.deliver(work, message)
        seconds = (message.visible_at - harness.clock()) / 1000
        assert at_most(number, factor) / 2 - 1 <= seconds <= at_most(number, factor) + 1


def test_a_message_of_a_later_version_waits_as_long(harness: JobHarness) -> None:
    message = harness.queue.put('{"schema_version": 2, "job": {}}')
    for number in range(1, 5):
        assert not harness.deliver(message=message)
        seconds = (message.visible_at - harness.clock()) / 1000
        assert at_most(number) / 2 - 1 <= seconds <= at_most(number) + 1
