"""A lease holds while its worker lives, ends soon after it is killed, and never stores for a job that others have."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from bandup.core.clock import RESERVE_SECONDS, Deadline
from bandup.core.errors import RetryLaterError
from bandup.jobs.heartbeat import LEASE_SECONDS
from bandup.jobs.lease import Lease
from bandup.jobs.model import Job, Status
from bandup.jobs.result import Result
from bandup.jobs.worker import Run
from support.queue import Message, receive
from support.waiting import eventually
from unit.jobs.conftest import JobHarness, graded

BEAT = 0.01


class KilledError(BaseException):
    """The process is gone: nothing after this line runs."""


def deliver(harness: JobHarness, work: Callable[[Run], Result], message: Message, seconds: float = 300) -> bool:
    """As `JobHarness.deliver`, with a quick heartbeat."""
    worker = replace(harness.function(work).worker, beat_seconds=BEAT)
    deadline = Deadline.after(seconds, now=lambda: harness.clock() / 1000)
    message.acknowledged = worker.handle(receive(message, harness.work_queue, harness.clock), deadline)
    return message.acknowledged


def heartbeats() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "heartbeat"]


def holds_until(harness: JobHarness, job: Job, message: Message, moment: int) -> bool:
    return harness.job(job).lease_until == moment == message.visible_at


def test_lease_and_message_are_renewed_while_the_model_is_awaited(harness: JobHarness) -> None:
    job, message = harness.submit(), harness.queue.visible()[0]

    def work(run: Run) -> Result:
        for _ in range(4):  # four minutes, of which no lease lasts one
            harness.clock.advance(LEASE_SECONDS - 1)
            until = harness.clock() + round(1000 * LEASE_SECONDS)
            eventually(partial(holds_until, harness, job, message, until), what="a renewal")
            assert harness.queue.visible() == []
        run.report("writing", 1, 2)  # what the work writes leaves the renewed lease alone
        assert harness.job(job).lease_until == until
        return graded(run)

    assert deliver(harness, work, message)
    assert (harness.job(job).status, harness.job(job).attempts) == (Status.COMPLETED, 1)
    assert heartbeats() == []


@pytest.mark.parametrize("error", [KilledError(), ZeroDivisionError(), RetryLaterError("provider_throttled", "Busy.")])
def test_no_heartbeat_outlives_its_delivery(harness: JobHarness, error: BaseException) -> None:
    harness.submit()
    (message,) = harness.queue.visible()

    def work(_: Run) -> Result:
        assert len(heartbeats()) == 1
        raise error

    with suppress(KilledError, ZeroDivisionError):
        deliver(harness, work, message)
    assert heartbeats() == []


def test_a_killed_workers_job_moves_on_within_90_seconds(harness: JobHarness) -> None:
    job, message = harness.submit(), harness.queue.visible()[0]

    def killed(_: Run) -> Result:
        harness.clock.advance(100)
        eventually(lambda: message.visible_at > harness.clock(), what="a renewal")
        raise KilledError

    with pytest.raises(KilledError):
        deliver(harness, killed, message)
    killed_at = harness.clock()
    while harness.job(job).is_open:
        assert harness.clock() - killed_at <= 90_000
        if harness.queue.visible():
            deliver(harness, graded, message)
        harness.clock.advance(1)
    assert (harness.job(job).status, harness.job(job).crashes) == (Status.COMPLETED, 1)


def test_a_worker_that_is_killed_before_its_first_renewal_holds_the_job_no_longer(harness: JobHarness) -> None:
    job, message = harness.submit(), harness.queue.visible()[0]

    def killed(_: Run) -> Result:
        raise KilledError

    with pytest.raises(KilledError):
        harness.deliver(killed, message)
    assert holds_until(harness, job, message, harness.clock() + round(1000 * LEASE_SECONDS))


def test_a_worker_that_is_killed_before_it_leased_the_job_hides_its_message_no_longer(
    harness: JobHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    harness.submit()
    (message,) = harness.queue.visible()

    def killed(*_: Any) -> Job:
        raise KilledError

    monkeypatch.setattr("bandup.jobs.store.JobStore.get", killed)
    with pytest.raises(KilledError):
        deliver(harness, graded, message)
    assert message.visible_at == harness.clock() + round(1000 * LEASE_SECONDS)


def test_who_lost_the_job_pays_no_more_and_stores_nothing(harness: JobHarness) -> None:
    job, message = harness.submit(), harness.queue.visible()[0]

    budgets: list[float] = []

    def frozen(run: Run) -> Result:
        budgets.append(run.deadline.budget())
        harness.store.update(harness.job(job), replace(harness.job(job), attempts=2))  # somebody else has it
        eventually(lambda: not heartbeats(), what="the end of the heartbeat")
        budgets.append(run.deadline.budget())
        return graded(run)

    assert not deliver(harness, frozen, message)
    assert budgets == [300 - RESERVE_SECONDS, 0]
    assert harness.job(job).status is Status.PROCESSING
    assert harness.result(job) is None


def test_renewals_that_fail_are_tried_again(harness: JobHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    job, message = harness.submit(), harness.queue.visible()[0]
    failures: list[int] = []
    set_visibility = harness.sqs.change_message_visibility

    def fail_twice(**request: Any) -> None:
        if request["VisibilityTimeout"] and len(failures) < 3:
            failures.append(1)
            if len(failures) > 1:  # the first is the delivery's own
                raise EndpointConnectionError(endpoint_url="sqs")
        set_visibility(**request)

    monkeypatch.setattr(harness.sqs, "change_message_visibility", fail_twice)

    def work(run: Run) -> Result:
        harness.clock.advance(30)
        until = harness.clock() + round(1000 * LEASE_SECONDS)
        eventually(lambda: holds_until(harness, job, message, until), what="a renewal")
        return graded(run)

    assert deliver(harness, work, message)
    assert len(failures) == 3


def test_nothing_is_renewed_after_the_invocation(harness: JobHarness) -> None:
    job, message = harness.submit(), harness.queue.visible()[0]

    def work(run: Run) -> Result:
        eventually(heartbeats, what="a heartbeat")
        harness.clock.advance(301)
        eventually(lambda: not heartbeats(), what="the end of the heartbeat")
        assert harness.job(job).lease_until < harness.clock()
        return graded(run)

    assert deliver(harness, work, message), "nobody else took the job, so its result counts"


def test_a_renewal_is_refused_once_the_job_has_ended(harness: JobHarness) -> None:
    job, message = harness.submit(), harness.queue.visible()[0]
    held: list[Lease] = []

    def work(run: Run) -> Result:
        held.append(Lease(harness.store, run.job, 0.0))
        return graded(run)

    deliver(harness, work, message)
    with pytest.raises(Exception, match=job.job_id):
        held[0].renew(60)
    assert harness.job(job).lease_until == 0
