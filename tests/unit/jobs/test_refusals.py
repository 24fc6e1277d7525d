"""A request that its provider refuses for ever ends, unless the provider refuses all of them."""

from decimal import Decimal

import pytest

from bandup.core.dynamo import Table, Write
from bandup.core.errors import RequestRefusedError, RetryLaterError
from bandup.core.metrics import Metric
from bandup.jobs import worker
from bandup.jobs.exceptions import JobChangedError
from bandup.jobs.model import Job, Status
from bandup.jobs.result import Result
from bandup.jobs.successes import INTERVAL_MS, Successes
from bandup.jobs.transitions import reopen
from bandup.jobs.worker import MAX_REFUSALS, Run
from bandup.models.classify import classify_status
from bandup.models.usage import Usage
from support.queue import Message
from unit.jobs.conftest import JobHarness, graded


def refused(_: Run) -> Result:
    raise classify_status(400)


def paid(run: Run) -> Result:
    run.ledger.add(Usage("m", 10, 5, Decimal("0.001")))
    return graded(run)


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[Metric]:
    """Each ring of the alarm for the configuration."""
    rings: list[Metric] = []
    monkeypatch.setattr(worker, "measure", rings.append)
    return rings


def submit(harness: JobHarness) -> tuple[Job, Message]:
    job = harness.submit()
    return job, harness.queue.messages[-1]


def refuse(harness: JobHarness, message: Message) -> bool:
    harness.clock.now = max(harness.clock.now, message.visible_at)
    return harness.deliver(refused, message)


def succeed(harness: JobHarness) -> None:
    _, message = submit(harness)
    harness.clock.advance(61)
    assert harness.deliver(paid, message)


def test_a_status_of_400_is_a_refusal_of_this_request() -> None:
    assert isinstance(classify_status(400), RequestRefusedError)
    assert not isinstance(classify_status(404), RequestRefusedError)
    assert not isinstance(classify_status(400, key_refused=True), RequestRefusedError)


def test_it_ends_at_the_fifth_try_while_others_succeed_and_the_alarm_rings_once(
    harness: JobHarness, rung: list[Metric]
) -> None:
    job, message = submit(harness)
    for _ in range(4):
        assert not refuse(harness, message)
        succeed(harness)
    assert refuse(harness, message)
    failed = harness.job(job)
    assert failed.error is not None
    assert (failed.status, failed.attempts) == (Status.FAILED, 5)
    assert (failed.error.code, failed.error.retryable) == ("request_refused", True)
    assert harness.dlq.messages == []
    assert rung == [Metric.CONFIGURATION_ERRORS]


def test_a_configuration_that_is_wrong_for_all_keeps_all_work_and_keeps_ringing(
    harness: JobHarness, rung: list[Metric]
) -> None:
    succeed(harness)
    harness.clock.advance(1)
    job, message = submit(harness)
    for _ in range(3 * MAX_REFUSALS):
        assert not refuse(harness, message)
    assert harness.job(job).status is Status.QUEUED
    assert len(rung) == 3 * MAX_REFUSALS
    succeed(harness)
    assert refuse(harness, message), "now it is clear that only this one is refused"


def test_success_counts_only_if_it_was_paid(harness: JobHarness) -> None:
    job, message = submit(harness)
    for _ in range(MAX_REFUSALS + 1):
        assert not refuse(harness, message)
        _, other = submit(harness)
        harness.clock.advance(61)
        assert harness.deliver(graded, other)
    assert harness.job(job).is_open


def test_an_operator_opens_it_again(harness: JobHarness, rung: list[Metric]) -> None:
    test_it_ends_at_the_fifth_try_while_others_succeed_and_the_alarm_rings_once(harness, rung)
    (listed,) = [job for job in harness.store.all_owned("owner") if job.status is Status.FAILED]
    failed = harness.job(listed)
    opened = reopen(failed, harness.clock())
    assert (opened.refusals, opened.refused_at, opened.error) == (0, 0, None)
    with pytest.raises(JobChangedError):
        reopen(opened, harness.clock())


def test_a_success_is_written_at_most_once_a_minute(harness: JobHarness) -> None:
    successes, kind = harness.store.successes, harness.submit().kind
    began = harness.clock()
    successes.note(kind)
    harness.clock.advance(INTERVAL_MS / 1000 - 1)
    harness.store.successes.note(kind)
    type(successes)(harness.store._table, harness.clock).note(kind)  # another environment
    assert not successes.happened_since(kind, began)
    assert successes.happened_since(kind, began - 1)
    harness.clock.advance(1)
    successes.note(kind)
    assert successes.happened_since(kind, began)


def test_a_success_that_cannot_be_written_hurts_nobody_and_the_next_one_is(harness: JobHarness) -> None:
    kind, down = harness.submit().kind, [RetryLaterError("storage_unavailable", "down")]

    class FailingTable(Table):
        def execute(self, write: Write) -> None:
            if down:
                raise down.pop()
            super().execute(write)

    successes = Successes(FailingTable(harness.dynamodb, harness.table), harness.clock)
    successes.note(kind)
    assert not successes.happened_since(kind, 0)
    successes.note(kind)
    assert successes.happened_since(kind, 0)
