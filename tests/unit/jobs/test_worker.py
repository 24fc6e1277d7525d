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
from bandup.jobs import transitions
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Status
from bandup.jobs.result import Result
from bandup.jobs.worker import MAX_CRASHES, Run
from bandup.models.usage import Usage
from unit.jobs.conftest import JobHarness, graded


def raising(error: Exception) -> Callable[[Run], Result]:
    def work(run: Run) -> Result:
        run.ledger.add(Usage("m", 10, 5, Decimal("0.001")))
        raise error

    return work


def test_a_delivery_completes_the_job_and_stores_its_result(harness: JobHarness) -> None:
    job = harness.submit()
    assert harness.deliver()
    done = harness.job(job)
    assert (done.status, done.attempts, done.stage) == (Status.COMPLETED, 1, "completed")
    result = harness.result(job)
    assert result is not None
    assert result["marker"].startswith(job.job_id)
    assert result["status"] == "COMPLETED"


def test_further_deliveries_change_nothing(harness: JobHarness) -> None:
    job = harness.submit()
    message = harness.queue.visible()[0]
    harness.deliver(message=message)
    before, result = harness.job(job), harness.result(job)
    for _ in range(2):
        harness.clock.advance(10)
        assert harness.deliver(message=message)
    assert (harness.job(job), harness.result(job)) == (before, result)


def test_two_workers_at_once_run_the_work_once(harness: JobHarness) -> None:
    job = harness.submit()
    twin = harness.queue.put(harness.queue.messages[0].body)
    inner: list[bool] = []
    waits: list[int] = []

    def work(run: Run) -> Result:
        inner.append(harness.deliver(message=twin))
        waits.append(twin.visible_at - harness.job(job).lease_until)
        return graded(run)

    assert harness.deliver(work, message=harness.queue.messages[0])
    assert inner == [False]
    assert harness.job(job).attempts == 1
    (wait,) = waits
    assert 500 <= wait <= 5_500, "the twin comes back 1 to 5 s after the lease, in whole seconds"


def test_a_killed_worker_is_replaced_after_its_lease(harness: JobHarness) -> None:
    job = harness.submit()
    message = harness.queue.visible()[0]
    held = harness.store.update(
        job, replace(job, status=Status.PROCESSING, attempts=1, lease_until=harness.clock() + 1000)
    )
    assert not harness.deliver(message=message)
    harness.clock.advance(2)
    assert harness.deliver(message=message)
    done = harness.job(held)
    assert (done.status, done.attempts, done.crashes) == (Status.COMPLETED, 2, 1)


def test_a_worker_that_lost_its_lease_writes_nothing(harness: JobHarness) -> None:
    job = harness.submit()
    message = harness.queue.visible()[0]

    def slow(run: Run) -> Result:
        harness.clock.advance(400)
        harness.deliver(message=harness.queue.put(message.body))
        return graded(run)

    assert not harness.deliver(slow, message=message)
    done = harness.job(job)
    assert (done.status, done.attempts) == (Status.COMPLETED, 2)
    result = harness.result(job)
    assert result is not None
    assert "/2/" in result["marker"]


def test_a_worker_that_lost_its_lease_writes_nothing_while_another_works(harness: JobHarness) -> None:
    job = harness.submit()

    def slow(run: Run) -> Result:
        harness.clock.advance(400)
        now, seen = harness.clock(), harness.job(job)
        harness.store.update(seen, transitions.lease(seen, now, now + 60_000))
        return graded(run)

    assert not harness.deliver(slow)
    held = harness.job(job)
    assert (held.status, held.attempts) == (Status.PROCESSING, 2)
    assert harness.result(job) is None


def test_terminal_errors_end_the_job(harness: JobHarness) -> None:
    job = harness.submit()
    assert harness.deliver(raising(TerminalError("blocked", "The model refused the text.")))
    failed = harness.job(job)
    assert failed.status is Status.FAILED
    assert failed.error is not None
    assert (failed.error.code, failed.error.retryable) == ("blocked", False)
    assert failed.cost is not None
    assert failed.cost["usd"] == Decimal("0.001"), "money that was spent is reported"
    assert harness.result(job) is None


def test_a_failed_job_is_not_reopened_by_a_duplicate(harness: JobHarness) -> None:
    job = harness.submit()
    message = harness.queue.visible()[0]
    harness.deliver(raising(TerminalError("blocked", "The model refused the text.")), message=message)
    before = harness.job(job)
    assert harness.deliver(message=message)
    assert harness.job(job) == before


@pytest.mark.parametrize(("answers", "deliveries"), [([1, 1, 1], 3), ([2, 1], 2), ([3], 1)])
def test_the_third_unusable_answer_that_is_paid_ends_the_job(
    harness: JobHarness, answers: list[int], deliveries: int
) -> None:
    job = harness.submit()
    message = harness.queue.visible()[0]
    left, may_repair = list(answers), []

    def work(run: Run) -> Result:
        may_repair.append((run.may_repair(), run.may_repair(2), run.count_samples(3)))
        for _ in range(left[0]):
            run.ledger.add(Usage("m", 10, 5, Decimal("0.001")))
        raise InvalidOutputError("model_output_invalid", "The model's answer was unusable.", answers=left.pop(0))

    acknowledged = []
    while left:
        harness.clock.now = max(harness.clock.now, message.visible_at)
        acknowledged.append(harness.deliver(work, message=message))
    assert acknowledged == [False] * (deliveries - 1) + [True]
    assert may_repair == [(True, False, 3), *[(False, False, 1)] * (deliveries - 1)]
    failed = harness.job(job)
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
def test_an_outage_of_hours_keeps_the_job_and_its_message(harness: JobHarness, error: WorkError) -> None:
    job = harness.submit()
    message = harness.queue.visible()[0]
    for _ in range(100):
        harness.clock.now = max(harness.clock.now, message.visible_at)
        assert not harness.deliver(raising(error), message=message)
    assert harness.job(job).status is Status.QUEUED
    assert harness.dlq.messages == []
    harness.clock.now = message.visible_at
    assert harness.deliver(message=message)
    assert harness.job(job).status is Status.COMPLETED


def test_the_providers_delay_is_kept(harness: JobHarness) -> None:
    harness.submit()
    message = harness.queue.visible()[0]
    harness.deliver(raising(RetryLaterError("provider_throttled", "Busy.", retry_after=53)), message=message)
    assert 53_000 <= message.visible_at - harness.clock() <= 60_000


def test_unclassified_errors_count_as_crashes_and_end_in_the_dead_letter_queue(harness: JobHarness) -> None:
    job = harness.submit()
    message = harness.queue.visible()[-1]
    for _ in range(MAX_CRASHES):
        harness.clock.now = max(harness.clock.now, message.visible_at)
        with pytest.raises(ZeroDivisionError):
            harness.deliver(raising(ZeroDivisionError()), message=message)
    harness.clock.now = message.visible_at
    assert harness.deliver(message=message), "the sixth delivery sends the message to the dead-letter queue"
    assert harness.dlq.bodies == [message.body]
    harness.sweeper.sweep()
    exhausted = harness.job(job)
    assert exhausted.error is not None
    assert (exhausted.status, exhausted.error.code, exhausted.error.retryable) == (Status.FAILED, "exhausted", True)


def test_a_copy_of_before_its_end_does_not_open_an_exhausted_job(harness: JobHarness) -> None:
    """Else the sweep, which sees the buried one, would close it again while the copy waits: for ever."""
    early = harness.queue.put("")
    test_unclassified_errors_count_as_crashes_and_end_in_the_dead_letter_queue(harness)
    exhausted = harness.job(harness.store.list_owned("owner", limit=1)[0][0])
    early.body = harness.dlq.bodies[0]
    assert harness.deliver(message=early), "it is acknowledged"
    assert harness.job(exhausted) == exhausted


def test_a_redrive_reopens_an_exhausted_job(harness: JobHarness) -> None:
    test_unclassified_errors_count_as_crashes_and_end_in_the_dead_letter_queue(harness)
    redriven = harness.queue.put(harness.dlq.messages.pop().body)
    assert harness.deliver(message=redriven)
    job = harness.job(harness.store.list_owned("owner", limit=1)[0][0])
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
        '{"schema_version": "2"}',
        '{"schema_version": 0, "job_id": "00000000-0000-0000-0000-000000000000"}',
        '{"schema_version": true, "job_id": "00000000-0000-0000-0000-000000000000"}',
        '{"schema_version": 1, "job_id": "00000000-0000-0000-0000-000000000000", "user_id": "someone"}',
        '{"schema_version": 1, "job_id": "00000000-0000-0000-0000-000000000000"}',
        "[" * 100_000,
        '{"schema_version": ' + "9" * 5000 + "}",
        '{"Event": "s3:TestEvent"}',
    ],
)
def test_poison_goes_to_the_dead_letter_queue_at_once(harness: JobHarness, body: str) -> None:
    assert harness.deliver(message=harness.queue.put(body))
    assert harness.dlq.bodies == [body]


def test_a_message_of_a_later_version_is_delivered_five_times_first(harness: JobHarness) -> None:
    message = harness.queue.put('{"schema_version": 2, "job": {}}')
    assert [harness.deliver(message=message) for _ in range(5)] == [False, False, False, False, True]
    assert harness.dlq.bodies == [message.body]


def test_a_job_of_another_queue_is_poison(harness: JobHarness) -> None:
    harness.store.create(replace(harness.submit(), job_id="11111111-1111-1111-1111-111111111111", kind=Kind.SPEAKING))
    message = harness.queue.put('{"schema_version": 1, "job_id": "11111111-1111-1111-1111-111111111111"}')
    assert harness.deliver(message=message)
    assert harness.dlq.bodies == [message.body]


def test_a_job_is_not_started_without_time_for_a_paid_call(harness: JobHarness) -> None:
    job = harness.submit()
    assert not harness.deliver(seconds=14.9)
    assert (harness.job(job).status, harness.job(job).attempts) == (Status.QUEUED, 0)
    assert harness.deliver(seconds=15)


def test_a_large_body_goes_to_s3_and_comes_back(harness: JobHarness) -> None:
    job = harness.submit()
    body = {"feedback": "é" * 200_000, "mean": Decimal("6.25")}
    assert harness.deliver(lambda _run: Result({"overall_band": Decimal("6.5")}, body))
    item = harness.dynamodb.get_item(
        TableName=harness.results_table, Key={"evaluation_id": {"S": job.job_id}, "user_id": {"S": "owner"}}
    )["Item"]
    assert item["body_key"]["S"] == f"results/writing/{job.job_id}/1.json"
    result = harness.result(job)
    assert result is not None
    assert result["feedback"] == body["feedback"]
    assert result["mean"] == Decimal("6.25")


def test_a_body_is_large_by_its_bytes_in_utf_8(harness: JobHarness) -> None:
    job = harness.submit()
    body = {"feedback": "é" * 149_000}
    assert harness.deliver(lambda _run: Result({"overall_band": Decimal("6.5")}, body))
    (item,) = harness.dynamodb.scan(TableName=harness.results_table)["Items"]
    assert item["feedback"]["S"] == body["feedback"]
    assert harness.result(job) is not None


def test_an_attachment_goes_to_s3_and_is_its_owners(harness: JobHarness) -> None:
    job = harness.submit()
    assert harness.deliver(lambda _run: Result({"overall_band": Decimal("6.5")}, attachment=b"pictures"))
    result = harness.result(job)
    assert result is not None
    assert "attachment_key" not in result
    assert harness.results.read_attachment(job.job_id, "owner") == b"pictures"
    assert harness.results.read_attachment(job.job_id, "stranger") is None
    other = harness.submit()
    harness.deliver()
    assert harness.results.read_attachment(other.job_id, "owner") is None


def test_a_result_that_is_there_is_never_replaced(harness: JobHarness) -> None:
    job = harness.submit()
    attributes = {"evaluation_id": {"S": job.job_id}, "user_id": {"S": "owner"}, "marker": {"S": "first"}}
    harness.dynamodb.put_item(TableName=harness.results_table, Item=attributes)
    assert not harness.deliver()
    result = harness.result(job)
    assert result is not None
    assert result["marker"] == "first"
    assert harness.job(job).status is Status.PROCESSING
