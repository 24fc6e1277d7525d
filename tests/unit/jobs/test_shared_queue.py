"""One queue with jobs of two kinds: each is done by its own duty, and what is dead in it is closed once."""

from typing import Any

from bandup.account.quotas import Quotas
from bandup.core.clock import Deadline
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Status
from bandup.jobs.queue import WorkQueue
from bandup.jobs.result import Result
from bandup.jobs.submit import Submitter
from bandup.jobs.sweep import Sweeper
from bandup.jobs.worker import Duty, Run, Worker
from support.queue import receive

from .conftest import JobHarness


def submit(harness: JobHarness, kind: Kind, quotas: Quotas | None = None) -> str:
    submitter = Submitter(harness.store, dict.fromkeys(Kind, harness.work_queue), quotas)
    return submitter.submit(user_id="owner", kind=kind, request={}, correlation_id="r", idempotency_key=None).job_id


class Sink:
    """Takes results, and remembers of which jobs."""

    def __init__(self) -> None:
        self.stored: list[str] = []

    def prepare_put(self, job: Any, result: Result) -> dict[str, Any]:
        assert result.fields
        self.stored.append(job.job_id)
        return {}


def deliver(harness: JobHarness, worker: Worker) -> list[bool]:
    deadline = Deadline.after(300, now=lambda: harness.clock() / 1000)
    answers = []
    for message in harness.queue.visible():
        message.acknowledged = worker.handle(receive(message, harness.work_queue, harness.clock), deadline)
        answers.append(message.acknowledged)
    return answers


def test_each_kind_is_done_by_its_own_duty(harness: JobHarness) -> None:
    worked: list[tuple[str, Kind]] = []
    sinks = {Kind.SPEAKING: Sink(), Kind.TRANSCRIPT: Sink()}

    def work_as(kind: Kind) -> Duty:
        def work(run: Run) -> Result:
            worked.append((run.job.job_id, kind))
            return Result({"of": kind})

        return Duty(work, sinks[kind])

    jobs = {kind: submit(harness, kind) for kind in sinks}
    assert deliver(harness, Worker({kind: work_as(kind) for kind in sinks}, harness.store)) == [True, True]
    assert sorted(worked) == sorted((job_id, kind) for kind, job_id in jobs.items())
    assert {kind: sink.stored for kind, sink in sinks.items()} == {kind: [job_id] for kind, job_id in jobs.items()}


def test_a_job_of_a_kind_without_a_duty_is_buried(harness: JobHarness) -> None:
    job_id = submit(harness, Kind.TEXT)
    worker = Worker({Kind.SPEAKING: Duty(lambda _: None), Kind.TRANSCRIPT: Duty(lambda _: None)}, harness.store)
    assert deliver(harness, worker) == [True]
    assert len(harness.dlq.messages) == 1
    job = harness.store.get(job_id)
    assert job is not None
    assert job.status is Status.QUEUED


def test_what_is_dead_in_a_shared_queue_is_closed_once(harness: JobHarness) -> None:
    submit(harness, Kind.TRANSCRIPT)
    (message,) = harness.queue.visible()
    message.acknowledged = True
    harness.dlq.put(message.body)
    looked: list[int] = []

    class Counted(WorkQueue):
        def list_dead(self, limit: int) -> list[str]:
            looked.append(limit)
            return super().list_dead(limit)

    queue = Counted(harness.clients.get("sqs"), harness.settings.queue_url, harness.settings.dlq_url)
    sweeper = Sweeper(harness.store, {Kind.SPEAKING: queue, Kind.TRANSCRIPT: queue})
    assert sweeper.sweep().exhausted == 1
    assert len(looked) == 1


def test_all_that_pays_a_model_has_a_quota() -> None:
    assert {kind for kind in Kind if not kind.has_quota} == {Kind.DELETION, Kind.TEXT}


def test_a_kind_without_a_quota_holds_none(harness: JobHarness) -> None:
    quotas = Quotas(harness.dynamodb, harness.counters, {}, harness.clock)
    job = harness.store.get(submit(harness, Kind.TEXT, quotas))
    assert job is not None
    assert not job.charged
