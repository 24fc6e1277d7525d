"""The function with a given model, and the interviews', jobs' and quotas' tables in moto's memory."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import boto3
import pytest

from bandup.account import tombstones
from bandup.account.limits import Rate
from bandup.core.aws import Clients
from bandup.core.dynamo import Table, from_attributes, to_attributes
from bandup.http.api_function import ApiFunction
from bandup.interview.items import session_to_item, turn_to_item
from bandup.interview.model import Session, Turn
from bandup.interview.store import InterviewStore
from bandup.jobs.model import Job
from bandup.jobs.store import JobStore
from generate_feedback.function import FeedbackFunction
from generate_feedback.routes import build_api
from generate_feedback.services import Services
from generate_feedback.settings import Settings
from support.clock import MovableClock
from support.events import Answer, FakeContext, api_event
from support.queue import FakeQueue, FakeSqs, batch
from support.tables import create_interviews, create_jobs, create_quotas, own_tables
from support.tokens import CLIENT_ID, OPERATOR_CLIENT_ID, UserPool
from unit.generate_feedback.fakes import ScriptedModel
from unit.generate_feedback.samples import SAID, SESSION, turns_of

OWNER = "4a1b2c3d-owner"
STRANGER = "5b2c3d4e-stranger"
ORIGIN = "https://app.example.org"
LIMIT = 12
QUEUE, DLQ = (
    "https://sqs.us-east-1.amazonaws.com/000000000000/feedback-queue",
    "https://sqs.us-east-1.amazonaws.com/000000000000/feedback-dlq",
)


class FeedbackHarness:
    """The function as its entry point builds it, but with a scripted model, and what a test looks at behind it.

    Whoever waits for a job has it worked on meanwhile: each pause of the route delivers what is visible in the queue.

    Args:
        client: a DynamoDB client of moto.
        pool: signs tokens.
        keys_url: where the function reads the pool's keys.
    """

    def __init__(self, client: Any, pool: UserPool, keys_url: str) -> None:
        self.client, self.pool = client, pool
        self.clock, self.model = MovableClock(), ScriptedModel()
        self.sqs = FakeSqs(self.clock)
        self.table, self.jobs_table, self.counters = (
            f"{name}-{uuid.uuid4()}" for name in ("interviews", "jobs", "quotas")
        )
        create_interviews(client, self.table)
        create_jobs(client, self.jobs_table)
        create_quotas(client, self.counters)
        self.store, self.jobs = InterviewStore(client, self.table), JobStore(client, self.jobs_table, self.clock)
        settings = Settings(
            table_name=self.table,
            region="us-east-1",
            model_id="global.anthropic.claude-sonnet-5-5",
            dynamodb_jobs=self.jobs_table,
            dynamodb_quotas=self.counters,
            quota_feedback_per_day=LIMIT,
            limit_jobs=Rate(200, 200),
            queue_url=QUEUE,
            dlq_url=DLQ,
            cognito_issuer=pool.issuer,
            cognito_client_ids=(CLIENT_ID, OPERATOR_CLIENT_ID),
            cognito_jwks_url=keys_url,
            cors_origins=(ORIGIN,),
        )
        clients = Clients({"dynamodb": client, "sqs": self.sqs})
        services = Services.build(settings, clients, self.clock, self.model)
        self.services = replace(
            services, feedback=replace(services.feedback, pause=self._work_and_wait, now=lambda: self.clock() / 1000)
        )
        self.api = build_api(self.services)
        self.handler = FeedbackFunction(ApiFunction(self.api, services.checks), services.worker)

    @property
    def queue(self) -> FakeQueue:
        return self.sqs.queues[QUEUE]

    def deliver(self, seconds: float = 300) -> None:
        """Hand what is visible in the queue to the function, as Lambda's poller does."""
        for message in self.queue.visible():
            message.receive_count += 1
            message.visible_at = self.clock() + 1_800_000
            failed = self.handler(batch(message), FakeContext(seconds))["batchItemFailures"]
            message.acknowledged = not failed

    def _work_and_wait(self, seconds: float) -> None:
        self.deliver()
        self.clock.advance(seconds)

    def get_job(self, answer: Answer) -> Job:
        """The job that a request became."""
        found = self.jobs.get(answer.json["job_id"])
        assert found is not None
        return found

    def list_jobs(self, user: str = OWNER) -> list[Job]:
        return [self.jobs.get_owned(job.job_id, user) for job in self.jobs.all_owned(user)]

    def store_interview(self, said: Sequence[str] = SAID, user: str = OWNER) -> Session:
        """A stored interview."""
        session = replace(SESSION, session_id=str(uuid.uuid4()), user_id=user, turns=len(said), answers=len(said) // 2)
        self.put(session_to_item(session), *(turn_to_item(session, turn) for turn in turns_of(said)))
        return session

    def add_turns(self, session: Session, *turns: Turn) -> None:
        """Store turns behind the others, as `POST /interview` does."""
        self.put(*(turn_to_item(session, turn) for turn in turns))
        self.client.update_item(
            TableName=self.table,
            Key={"sessionId": {"S": session.session_id}, "ts": {"N": str(session.ts)}},
            UpdateExpression="SET turns = :turns",
            ExpressionAttributeValues={":turns": {"N": str(turns[-1].turn)}},
        )

    def put(self, *items: dict[str, Any]) -> None:
        for item in items:
            self.client.put_item(TableName=self.table, Item=to_attributes(item))

    def read_items(self) -> list[Any]:
        """Every item of the interviews' table, in a fixed order."""
        found = [from_attributes(item) for item in self.client.scan(TableName=self.table)["Items"]]
        return sorted(found, key=lambda item: (item["sessionId"], item["ts"]))

    def read_header(self, session: Session) -> Session:
        return self.store.get_owned(session.session_id, session.user_id)

    def read_whole(self, session: Session) -> Session:
        """The session with its feedback in full."""
        return self.store.load_feedback(self.read_header(session))

    def count_used(self) -> int:
        """What is used up of the day's shares."""
        found = self.client.scan(TableName=self.counters)["Items"]
        return sum(int(item["used"]["N"]) for item in found if "used" in item)

    def delete_account(self, user: str = OWNER) -> None:
        table = Table(self.client, self.jobs_table)
        table.execute(tombstones.place(table, user, self.clock(), "j"))

    def ask(self, method: str, path: str, *, user: str | None = OWNER, **event: Any) -> Answer:
        """Send a request as `user`, or without a token."""
        headers = {"Authorization": self.pool.bearer(user)} if user else {}
        given = headers | event.pop("headers", {})
        return Answer(self.handler(api_event(method, path, headers=given, **event), FakeContext(300)))

    def request_feedback(
        self, session: Session, *, user: str = OWNER, key: str | None = None, wait: int | None = 25
    ) -> Answer:
        """Ask for feedback on a session, and wait for it."""
        headers = {"Idempotency-Key": key} if key else {}
        query = None if wait is None else {"wait": str(wait)}
        body = {"session_id": session.session_id}
        return self.ask("POST", "/feedback", user=user, headers=headers, query=query, body=body)


@pytest.fixture(scope="session")
def client(moto: boto3.Session) -> Any:
    return moto.client("dynamodb")


@pytest.fixture
def function(client: Any, pool: UserPool, keys_url: str) -> Iterator[FeedbackHarness]:
    with own_tables(client):
        yield FeedbackHarness(client, pool, keys_url)
