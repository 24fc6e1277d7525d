"""One delivery at a time: what the worker stores, and what it acknowledges, for each class of error."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from bandup.core.errors import (
    ConfigurationError,
    InvalidOutputError,
    RetryLaterError,
    RetryNowError,
    TerminalError,
    WorkError,
)
from bandup.jobs.model import Job, Kind, Status
from bandup.jobs.results import Result
from bandup.jobs.worker import MAX_CRASHES, MAX_INVALID_OUTPUTS, Run
from bandup.models.usage import Usage
from unit.jobs.conftest import World, graded


def raising(error: Exception) -> Callable[[Run], Result]:
    def work(run: Run) -> Result:
        run.ledger.add(Usage("m", 10, 5, Decimal("0.001")))
        raise error

    return work


def test_a_delivery_completes_the_job_and_stores_its_result(world: World) -> None:
    job = world.submit()
    assert world.deliver()
    done = world.job(job)
    assert (done.status, done.attempts, done.stage) == (Status.COMPLETED, 1, "completed")
    result = world.result(job)
    assert result is not None
    assert result["marker"].startswith(job.job_id)
    assert result["status"] == "COMPLETED"


def test_further_deliveries_change_nothing(world: World) -> None:
    job = world.submit()
    message = world.queue.visible()[0]
    world.deliver(message=message)
    before, result = world.job(job), world.result(job)
    for _ in range(2):
        world.clock.advance(10)
        assert world.deliver(message=message)
    assert (world.job(job), world.result(job)) == (before, result)


def test_two_workers_at_once_run_the_work_once(world: World) -> None:
    job = world.submit()
    twin = world.queue.put(world.queue.messages[0].body)
    inner: list[bool] = []

    def work(run: Run) -> Result:
        inner.append(world.deliver(message=twin))
        return graded(run)

    assert world.deliver(work, message=world.queue.messages[0])
    assert inner == [False]
    assert world.job(job).attempts == 1
    assert twin.visible_at > world.clock(), "the twin waits for the lease to end"


def test_a_killed_worker_is_replaced_after_its_lease(world: World) -> None:
    job = world.submit()
    message = world.queue.visible()[0]
    held = world.store.move(job, replace(job, status=Status.PROCESSING, attempts=1, lease_until=world.clock() + 1000))
    assert not world.deliver(message=message)
    world.clock.advance(2)
    assert world.deliver(message=message)
    done = world.job(held)
    assert (done.status, done.attempts, done.crashes) == (Status.COMPLETED, 2, 1)


def test_a_worker_that_lost_its_lease_writes_nothing(world: World) -> None:
    job = world.submit()
    message = world.queue.visible()[0]

    def slow(run: Run) -> Result:
        world.clock.advance(400)
        world.deliver(message=world.queue.put(message.body))
        return graded(run)

    assert not world.deliver(slow, message=message)
    done = world.job(job)
    assert (done.status, done.attempts) == (Status.COMPLETED, 2)
    result = world.result(job)
    assert result is not None
    assert "/2/" in result["marker"]


def test_terminal_errors_end_the_job(world: World) -> None:
    job = world.submit()
    assert world.deliver(raising(TerminalError("blocked", "The model refused the text.")))
    failed = world.job(job)
    assert failed.status is Status.FAILED
    assert failed.error is not None
    assert (failed.error.code, failed.error.retryable) == ("blocked", False)
    assert failed.cost is not None
    assert failed.cost["usd"] == Decimal("0.001"), "money that was spent is reported"
    assert world.result(job) is None


def test_a_failed_job_is_not_reopened_by_a_duplicate(world: World) -> None:
    job = world.submit()
    message = world.queue.visible()[0]
    world.deliver(raising(TerminalError("blocked", "The model refused the text.")), message=message)
    before = world.job(job)
    assert world.deliver(message=message)
    assert world.job(job) == before


def test_invalid_output_fails_on_the_third_delivery(world: World) -> None:
    job = world.submit()
    message = world.queue.visible()[0]
    work = raising(InvalidOutputError("model_output_invalid", "The model's answer was unusable."))
    answers = []
    for _ in range(MAX_INVALID_OUTPUTS):
        world.clock.now = max(world.clock.now, message.visible_at)
        answers.append(world.deliver(work, message=message))
    assert answers == [False, False, True]
    failed = world.job(job)
    assert failed.status is Status.FAILED
    assert failed.error is not None
    assert failed.error.code == "model_output_invalid"
    assert failed.cost is not None
    assert failed.cost["usd"] == Decimal("0.003")


@pytest.mark.parametrize(
    "error",
    [
        RetryLaterError("provider_throttled", "Busy."),
        RetryNowError("provider_unavailable", "Down."),
        ConfigurationError("key_refused", "The key was refused."),
    ],
)
def test_an_outage_of_hours_keeps_the_job_and_its_message(world: World, error: WorkError) -> None:
    job = world.submit()
    message = world.queue.visible()[0]
    for _ in range(100):
        world.clock.now = max(world.clock.now, message.visible_at)
        assert not world.deliver(raising(error), message=message)
    assert world.job(job).status is Status.QUEUED
    assert world.queue.graveyard == []
    world.clock.now = message.visible_at
    assert world.deliver(message=message)
    assert world.job(job).status is Status.COMPLETED


def test_the_providers_delay_is_kept(world: World) -> None:
    world.submit()
    message = world.queue.visible()[0]
    world.deliver(raising(RetryLaterError("provider_throttled", "Busy.", retry_after=53)), message=message)
    assert 53_000 <= message.visible_at - world.clock() <= 60_000


def test_unclassified_errors_count_as_crashes_and_end_in_the_dead_letter_queue(world: World) -> None:
    job = world.submit()
    message = world.queue.visible()[0]
    for _ in range(MAX_CRASHES):
        world.clock.now = max(world.clock.now, message.visible_at)
        with pytest.raises(ZeroDivisionError):
            world.deliver(raising(ZeroDivisionError()), message=message)
    world.clock.now = message.visible_at
    assert world.deliver(message=message), "the sixth delivery buries the message"
    assert world.queue.graveyard == [message.body]
    world.sweeper.sweep()
    exhausted = world.job(job)
    assert exhausted.error is not None
    assert (exhausted.status, exhausted.error.code, exhausted.error.retryable) == (Status.FAILED, "exhausted", True)


def test_a_redrive_reopens_an_exhausted_job(world: World) -> None:
    test_unclassified_errors_count_as_crashes_and_end_in_the_dead_letter_queue(world)
    redriven = world.queue.put(world.queue.graveyard.pop())
    assert world.deliver(message=redriven)
    job = world.store.list_owned("owner", limit=1)[0][0]
    assert (job.status, job.crashes, job.error) == (Status.COMPLETED, 0, None)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "not json",
        "null",
        "[]",
        "7",
        "{}",
        '{"job_id": "x"}',
        '{"schema_version": 1}',
        '{"schema_version": 1, "job_id": null}',
        '{"schema_version": 1, "job_id": "not-a-uuid"}',
        '{"schema_version": true, "job_id": "00000000-0000-0000-0000-000000000000"}',
        '{"schema_version": 1, "job_id": "00000000-0000-0000-0000-000000000000", "user_id": "someone"}',
        '{"schema_version": 1, "job_id": "00000000-0000-0000-0000-000000000000"}',
        "[" * 100_000,
        '{"schema_version": ' + "9" * 5000 + "}",
        '{"Event": "s3:TestEvent"}',
    ],
)
def test_poison_is_buried_at_once(world: World, body: str) -> None:
    assert world.deliver(message=world.queue.put(body))
    assert world.queue.graveyard == [body]


def test_a_message_of_a_later_version_waits_before_it_is_buried(world: World) -> None:
    message = world.queue.put('{"schema_version": 2, "job": {}}')
    assert [world.deliver(message=message) for _ in range(5)] == [False, False, False, False, True]
    assert world.queue.graveyard == [message.body]


def test_a_job_of_another_queue_is_buried(world: World) -> None:
    world.store.create(replace(world.submit(), job_id="11111111-1111-1111-1111-111111111111", kind=Kind.SPEAKING))
    message = world.queue.put('{"schema_version": 1, "job_id": "11111111-1111-1111-1111-111111111111"}')
    assert world.deliver(message=message)
    assert world.queue.graveyard == [message.body]


def test_a_job_is_not_started_without_time_for_a_paid_call(world: World) -> None:
    job = world.submit()
    assert not world.deliver(seconds=10)
    assert (world.job(job).status, world.job(job).attempts) == (Status.QUEUED, 0)


def test_the_lease_outlives_the_invocation_and_hides_the_message_as_long(world: World) -> None:
    job = world.submit()
    message = world.queue.visible()[0]
    held: list[tuple[Job, int]] = []

    def work(run: Run) -> Result:
        held.append((world.job(job), message.visible_at))
        return graded(run)

    world.deliver(work, message=message, seconds=300)
    leased, visible_at = held[0]
    assert leased.lease_until == visible_at == world.clock() + 310_000


def test_a_large_body_goes_to_s3_and_comes_back(world: World) -> None:
    job = world.submit()
    body = {"feedback": "é" * 200_000, "mean": Decimal("6.25")}
    assert world.deliver(lambda _run: Result({"overall_band": Decimal("6.5")}, body))
    item = world.dynamodb.get_item(
        TableName=world.results_table, Key={"evaluation_id": {"S": job.job_id}, "user_id": {"S": "owner"}}
    )["Item"]
    assert item["body_key"]["S"] == f"results/writing/{job.job_id}/1.json"
    result = world.result(job)
    assert result is not None
    assert result["feedback"] == body["feedback"]
    assert result["mean"] == Decimal("6.25")


def test_a_result_that_is_there_is_never_replaced(world: World) -> None:
    job = world.submit()
    attributes = {"evaluation_id": {"S": job.job_id}, "user_id": {"S": "owner"}, "marker": {"S": "first"}}
    world.dynamodb.put_item(TableName=world.results_table, Item=attributes)
    assert not world.deliver()
    result = world.result(job)
    assert result is not None
    assert result["marker"] == "first"
    assert world.job(job).status is Status.PROCESSING
