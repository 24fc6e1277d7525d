"""How long a job waits until it is tried again."""

import random
from collections.abc import Callable

import pytest

from bandup.core.errors import ConfigurationError, RetryLaterError, WorkError
from bandup.jobs.result import Result
from bandup.jobs.worker import Run
from unit.jobs.conftest import JobHarness

THROTTLED = RetryLaterError("provider_throttled", "Busy.")
NO_KEY = ConfigurationError("key_refused", "The key was refused.")


@pytest.fixture(params=[min, max])
def chance(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., float]:
    """Chance that always gives the lowest of what it may, or the highest."""
    end: Callable[..., float] = request.param
    monkeypatch.setattr(random, "uniform", end)
    return end


@pytest.mark.parametrize(
    ("error", "longest"), [(THROTTLED, [15, 30, 60, 120, 240, 480, 900, 900]), (NO_KEY, [60, 120, 240, 480, 900, 900])]
)
def test_each_delay_is_twice_the_one_before_with_up_to_half_taken_off(
    harness: JobHarness, chance: Callable[..., float], error: WorkError, longest: list[int]
) -> None:
    harness.submit()
    [message] = harness.queue.visible()

    def work(_: Run) -> Result:
        raise error

    for seconds in longest:
        harness.clock.now = max(harness.clock.now, message.visible_at)
        assert not harness.deliver(work, message)
        assert message.visible_at - harness.clock() == 1000 * round(chance(seconds / 2, seconds))


def test_a_message_of_a_later_version_waits_as_long(harness: JobHarness, chance: Callable[..., float]) -> None:
    message = harness.queue.put('{"schema_version": 2, "job": {}}')
    for seconds in (15, 30, 60, 120):
        assert not harness.deliver(message=message)
        assert message.visible_at - harness.clock() == 1000 * round(chance(seconds / 2, seconds))


def test_a_message_whose_job_cannot_be_read_is_never_buried(harness: JobHarness) -> None:
    harness.submit()
    [message] = harness.queue.visible()
    harness.dynamodb.delete_table(TableName=harness.table)
    for _ in range(7):
        assert not harness.deliver(message=message)
    assert harness.dlq.messages == []
