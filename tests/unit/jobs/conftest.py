"""Jobs on AWS in memory, and a worker whose work each test chooses."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bandup.core.aws import Clients
from bandup.core.clock import Deadline
from bandup.core.health import Check
from bandup.core.settings import TableName
from bandup.jobs.kinds import EVALUATIONS, Kind
from bandup.jobs.lambda_worker import LambdaWorker, WorkerSettings
from bandup.jobs.model import Job, JobOutline
from bandup.jobs.queue import WorkQueue
from bandup.jobs.result import Result
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter
from bandup.jobs.sweep import Sweeper
from bandup.jobs.worker import Run, Work
from support.clock import MovableClock
from support.queue import FakeSqs, Message, receive
from support.tables import create_jobs, create_quotas, create_results, own_tables

BUCKET = "jobs-documents"


class EssaySettings(WorkerSettings):
    """The environment of a worker for essays."""

    dynamodb_evaluations: TableName


def graded(run: Run) -> Result:
    """Work that succeeds, with a result that no other attempt gives."""
    return Result({"marker": f"{run.job.job_id}/{run.job.attempts}/{uuid.uuid4()}"})


class JobHarness:
    """A worker function for essays as its entry point builds it, who submits to it, and the sweep."""

    def __init__(self, shared: Clients) -> None:
        self.dynamodb, self.clock = shared.get("dynamodb"), MovableClock()
        self.sqs = FakeSqs(self.clock)
        self.clients = Clients({"dynamodb": self.dynamodb, "s3": shared.get("s3"), "sqs": self.sqs})
        self.table, self.results_table, self.counters = (
            f"{name}-{uuid.uuid4()}" for name in ("jobs", "evaluations", "quotas")
        )
        create_jobs(self.dynamodb, self.table)
        create_results(self.dynamodb, self.results_table)
        create_quotas(self.dynamodb, self.counters)
        self.settings = EssaySettings(
            dynamodb_jobs=self.table,
            dynamodb_evaluations=self.results_table,
            dynamodb_quotas=self.counters,
            s3_bucket_documents=BUCKET,
            queue_url="https://sqs.us-east-1.amazonaws.com/000000000000/writing-queue",
            dlq_url="https://sqs.us-east-1.amazonaws.com/000000000000/writing-dlq",
        )
        self.queue, self.dlq = (self.sqs.queues[url] for url in (self.settings.queue_url, self.settings.dlq_url))
        self.store = JobStore(self.dynamodb, self.table, self.clock)
        self.results = ResultStore.build(EVALUATIONS, self.settings, self.clients)
        accounts = WorkQueue(self.clients.get("sqs"), "account-queue", "account-dlq")
        self.work_queue = WorkQueue(self.clients.get("sqs"), self.settings.queue_url, self.settings.dlq_url)
        queues = {Kind.WRITING: self.work_queue, Kind.DELETION: accounts}
        self.submitter = Submitter(self.store, queues)
        self.sweeper = Sweeper(self.store, queues)

    def function(self, work: Work = graded, checks: Mapping[str, Check] | None = None) -> LambdaWorker:
        """The handler of the function, with this work."""
        return LambdaWorker.build({Kind.WRITING: work}, self.settings, self.clients, checks or {}, clock=self.clock)

    def submit(self, **changes: Any) -> Job:
        given: dict[str, Any] = {
            "user_id": "owner",
            "kind": Kind.WRITING,
            "request": {"essay_content": "An essay."},
            "correlation_id": "request-1",
            "idempotency_key": None,
        }
        return self.submitter.submit(**{**given, **changes})

    def deliver(self, work: Work = graded, message: Message | None = None, seconds: float = 300) -> bool:
        """Hand one message to a worker, and acknowledge it if the worker says so."""
        message = message or self.queue.visible()[0]
        worker = self.function(work).worker
        deadline = Deadline.after(seconds, now=lambda: self.clock() / 1000)
        message.acknowledged = worker.handle(receive(message, self.work_queue, self.clock), deadline)
        return message.acknowledged

    def job(self, job: JobOutline) -> Job:
        found = self.store.get(job.job_id)
        assert found is not None
        return found

    def result(self, job: Job) -> dict[str, Any] | None:
        return self.results.get_owned(job.job_id, job.user_id)


@pytest.fixture(scope="session")
def clients(clients: Clients) -> Clients:
    """AWS in memory with the bucket of all harnesses."""
    clients.get("s3").create_bucket(Bucket=BUCKET)
    return clients


@pytest.fixture
def harness(clients: Clients) -> Iterator[JobHarness]:
    with own_tables(clients.get("dynamodb")):
        yield JobHarness(clients)
