"""The function with everything that it uses in memory: DynamoDB and S3 in moto, a queue and user pools of our own."""

import uuid
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from bandup.auth.verifier import AccessTokenVerifier
from bandup.deadline import Deadline
from bandup.http.paging import PageTokens
from bandup.jobs.model import Kind
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter
from bandup.jobs.sweep import Sweeper
from bandup.jobs.worker import Work, Worker
from bandup.storage.results import ResultStore
from job_api.app import JobApi
from job_api.services import Services
from support.clock import MovableClock
from support.events import Answer, FakeContext, api_event
from support.queue import FakeQueue
from support.tables import create_jobs, create_results
from support.tokens import CLIENT_ID, UserPool

BUCKET = "documents"
OWNER = "4a1b2c3d-owner"
STRANGER = "5b2c3d4e-stranger"
ORIGIN = "https://app.example.org"
ESSAY = {
    "task_type": "TASK_2",
    "question": "Some people think that students should choose what they study. Discuss.",
    "essay_content": "People hold different views about choice. In my opinion, students learn best what they love.",
}


class World:
    """The function, and what a test looks at behind it."""

    def __init__(self, dynamodb: Any, s3: Any, pool: UserPool) -> None:
        self.dynamodb = dynamodb
        self.pool = pool
        self.clock = MovableClock()
        self.jobs_table, self.evaluations_table = f"jobs-{uuid.uuid4()}", f"evaluations-{uuid.uuid4()}"
        create_jobs(dynamodb, self.jobs_table)
        create_results(dynamodb, self.evaluations_table)
        self.queue = FakeQueue(self.clock)
        self.jobs = JobStore(dynamodb, self.jobs_table, self.clock)
        self.evaluations = ResultStore(
            dynamodb, s3, table=self.evaluations_table, key="evaluation_id", bucket=BUCKET, clock=self.clock
        )
        queues: Any = {Kind.WRITING: self.queue}
        verifier = AccessTokenVerifier(pool, issuer=pool.issuer, client_id=CLIENT_ID)
        self.services = Services(
            authenticate=verifier.user_id,
            cors_origins=[ORIGIN],
            jobs=self.jobs,
            evaluations=self.evaluations,
            submitter=Submitter(self.jobs, queues),
            sweeper=Sweeper(self.jobs, queues),
            tokens=PageTokens(lambda: "the signing key of these tests"),
            checks={"jobs": self.jobs.describe, "evaluations": self.evaluations.describe},
        )
        self.handler = JobApi(self.services)

    def ask(self, method: str, path: str, *, user: str | None = OWNER, **event: Any) -> Answer:
        """Send a request as `user`, or without a token."""
        headers = {"Authorization": self.pool.bearer(user)} if user else {}
        given = headers | event.pop("headers", {})
        return Answer(self.handler(api_event(method, path, headers=given, **event), FakeContext()))

    def submit(self, **event: Any) -> str:
        """Submit an essay, and give its job id."""
        answer = self.ask("POST", "/writing/evaluations", **({"body": ESSAY} | event))
        assert answer.status == 202, answer.raw
        self.clock.advance(1)
        return str(answer.json["job_id"])

    def work_off(self, work: Work) -> None:
        """Deliver every waiting message to a worker that does `work`."""
        worker = Worker(Kind.WRITING, self.jobs, self.evaluations, work)
        for message in self.queue.visible():
            deadline = Deadline.after(300, now=lambda: self.clock() / 1000)
            message.acknowledged = worker.handle(self.queue.receive(message), deadline)

    def stored(self) -> list[Any]:
        """Every item of both tables."""
        tables = (self.jobs_table, self.evaluations_table)
        return [item for table in tables for item in self.dynamodb.scan(TableName=table)["Items"]]


@pytest.fixture(scope="session")
def clients() -> Iterator[tuple[Any, Any]]:
    with mock_aws():
        s3 = boto3.client("s3", region_name="us-east-1")
        s3.create_bucket(Bucket=BUCKET)
        yield boto3.client("dynamodb", region_name="us-east-1"), s3


@pytest.fixture(scope="session")
def pool() -> UserPool:
    return UserPool()


@pytest.fixture
def world(clients: tuple[Any, Any], pool: UserPool) -> World:
    return World(*clients, pool)
