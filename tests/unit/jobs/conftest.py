"""A job store on moto, a fake queue and a worker whose work each test chooses."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest

from bandup.core.deadline import Deadline
from bandup.jobs.model import Job, Kind
from bandup.jobs.results import Result, ResultStore
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter
from bandup.jobs.sweep import Sweeper
from bandup.jobs.worker import Run, Work, Worker
from support.clock import MovableClock
from support.queue import FakeQueue, Message
from support.tables import create_jobs, create_results, own_tables

BUCKET = "jobs-documents"


def graded(run: Run) -> Result:
    """Work that succeeds, with a result that no other attempt gives."""
    return Result({"marker": f"{run.job.job_id}/{run.job.attempts}/{uuid.uuid4()}"})


@dataclass
class World:
    """Everything one worker lives in."""

    dynamodb: Any
    s3: Any
    clock: MovableClock = field(default_factory=MovableClock)

    def __post_init__(self) -> None:
        self.table, self.results_table = f"jobs-{uuid.uuid4()}", f"evaluations-{uuid.uuid4()}"
        create_jobs(self.dynamodb, self.table)
        create_results(self.dynamodb, self.results_table)
        self.queue = FakeQueue(self.clock)
        self.store = JobStore(self.dynamodb, self.table, self.clock)
        self.results = ResultStore(
            self.dynamodb, self.s3, table=self.results_table, key="evaluation_id", bucket=BUCKET, clock=self.clock
        )
        queues: Any = {Kind.WRITING: self.queue}
        self.submitter = Submitter(self.store, queues)
        self.sweeper = Sweeper(self.store, queues)

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
        worker = Worker(Kind.WRITING, self.store, self.results, work)
        deadline = Deadline.after(seconds, now=lambda: self.clock() / 1000)
        acknowledged = worker.handle(self.queue.receive(message), deadline)
        message.acknowledged = acknowledged
        return acknowledged

    def job(self, job: Job) -> Job:
        found = self.store.get(job.job_id)
        assert found is not None
        return found

    def result(self, job: Job) -> dict[str, Any] | None:
        return self.results.get_owned(job.job_id, job.user_id)


@pytest.fixture(scope="session")
def clients(moto: boto3.Session) -> tuple[Any, Any]:
    s3 = moto.client("s3")
    s3.create_bucket(Bucket=BUCKET)
    return moto.client("dynamodb"), s3


@pytest.fixture
def world(clients: tuple[Any, Any]) -> Iterator[World]:
    with own_tables(clients[0]):
        yield World(*clients)
