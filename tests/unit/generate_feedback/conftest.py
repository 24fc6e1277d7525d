"""The function with a given model, and the interviews', jobs' and quotas' tables in moto's memory."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import boto3
import pytest

from bandup.account import tombstones
from bandup.account.quotas import Quotas
from bandup.auth.verifier import AccessTokenVerifier
from bandup.core.dynamo import Table
from bandup.http.api_function import ApiFunction, Authentication
from bandup.interview.item import session_to_item, turn_to_item
from bandup.interview.model import Route, Session, Turn
from bandup.interview.paid import PaidCalls
from bandup.interview.store import InterviewStore
from generate_feedback.coach import Coach
from generate_feedback.routes import build_api
from generate_feedback.services import Services
from support.clock import MovableClock
from support.events import Answer, FakeContext, api_event
from support.tables import create_interviews, create_jobs, create_quotas, own_tables
from support.tokens import CLIENT_ID, UserPool
from unit.generate_feedback.fakes import Saying
from unit.generate_feedback.samples import SAID, SESSION, turns_of

OWNER = "4a1b2c3d-owner"
STRANGER = "5b2c3d4e-stranger"
ORIGIN = "https://app.example.org"
LIMIT = 12


class World:
    """The function, and what a test looks at behind it."""

    def __init__(self, client: Any, pool: UserPool) -> None:
        self.client, self.pool = client, pool
        self.clock, self.model = MovableClock(), Saying()
        self.table, self.jobs, self.counters = (f"{name}-{uuid.uuid4()}" for name in ("interviews", "jobs", "quotas"))
        create_interviews(client, self.table)
        create_jobs(client, self.jobs)
        create_quotas(client, self.counters)
        self.store = InterviewStore(client, self.table)
        quotas = Quotas(client, self.counters, {Route.FEEDBACK: LIMIT}, self.clock)
        paid = PaidCalls(client, self.table, jobs_table=self.jobs, quotas=quotas, clock=self.clock)
        verifier = AccessTokenVerifier(pool, issuer=pool.issuer, client_id=CLIENT_ID)
        self.services = Services(
            authentication=Authentication(verifier.user_id, [ORIGIN], lambda: None),
            coach=Coach(self.store, paid, self.model),
            checks={"interviews": self.store.describe},
        )
        self.handler = ApiFunction(build_api(self.services), self.services.checks)

    def begun(self, said: Sequence[str] = SAID, user: str = OWNER) -> Session:
        """A stored interview."""
        session = replace(SESSION, session_id=str(uuid.uuid4()), user_id=user, turns=len(said))
        self.put(session_to_item(session), *(turn_to_item(session, turn) for turn in turns_of(said)))
        return session

    def goes_on(self, session: Session, *turns: Turn) -> None:
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
            self.client.put_item(TableName=self.table, Item=item)

    def items(self) -> list[Any]:
        """Every item of the interviews' table, in a fixed order."""
        found = self.client.scan(TableName=self.table)["Items"]
        return sorted(found, key=lambda item: (item["sessionId"]["S"], int(item["ts"]["N"])))

    def header(self, session: Session) -> Session:
        return self.store.get_owned(session.session_id, session.user_id)

    def used(self) -> int:
        """What is used up of the day's shares."""
        return sum(int(item["used"]["N"]) for item in self.client.scan(TableName=self.counters)["Items"])

    def delete_account(self, user: str = OWNER) -> None:
        table = Table(self.client, self.jobs)
        table.write(tombstones.place(table, user, self.clock(), "j"))

    def ask(self, method: str, path: str, *, user: str | None = OWNER, seconds: float = 29, **event: Any) -> Answer:
        """Send a request as `user`, or without a token."""
        headers = {"Authorization": self.pool.bearer(user)} if user else {}
        given = headers | event.pop("headers", {})
        return Answer(self.handler(api_event(method, path, headers=given, **event), FakeContext(seconds)))

    def feedback(self, session: Session, *, user: str = OWNER, key: str | None = None, seconds: float = 29) -> Answer:
        """Ask for feedback on a session."""
        headers = {"Idempotency-Key": key} if key else {}
        body = {"session_id": session.session_id}
        return self.ask("POST", "/feedback", user=user, seconds=seconds, headers=headers, body=body)


@pytest.fixture(scope="session")
def client(moto: boto3.Session) -> Any:
    return moto.client("dynamodb")


@pytest.fixture(scope="session")
def pool() -> UserPool:
    return UserPool()


@pytest.fixture
def world(client: Any, pool: UserPool) -> Iterator[World]:
    with own_tables(client):
        yield World(client, pool)
