"""The interviews' table, the jobs' and the quotas', in moto's memory."""

import threading
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import boto3
import pytest

from bandup.account import tombstones
from bandup.account.limits import Limited, Limits, Rate
from bandup.account.quotas import Quotas
from bandup.core.clock import Deadline
from bandup.core.dynamo import Table, from_attributes
from bandup.interview.idempotency_records import PaidRequest
from bandup.interview.items import turn_from_item
from bandup.interview.model import Cost, Exchange, Move, PaidRoute, Session, Turn
from bandup.interview.paid_calls import PaidCalls
from bandup.interview.store import InterviewStore
from bandup.models.usage import Ledger, Usage
from support.clock import MovableClock
from support.tables import create_interviews, create_jobs, create_quotas

OWNER = "4a1b2c3d-owner"
STRANGER = "5b2c3d4e-stranger"
LIMIT = 25

BURST = 100
COST = Cost(Decimal("0.0021"), 700, 70, "offline-claude")


class IsolatedClient:
    """A client whose calls exclude each other: transactions of DynamoDB are isolated, and moto has no locks at all."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._client, name)
        if name not in {"get_item", "query", "update_item", "put_item", "delete_item"}:
            return found

        def alone(**request: Any) -> Any:
            with self._lock:
                return found(**request)

        return alone

    def transact_write_items(self, **request: Any) -> Any:
        with self._lock:
            return self._client.transact_write_items(**request)


@dataclass
class InterviewBackend:
    """Paid calls on tables of their own, and what a test looks at in those tables."""

    client: Any
    clock: MovableClock = field(default_factory=MovableClock)
    suffix: str = field(default_factory=lambda: str(uuid.uuid4()))

    def __post_init__(self) -> None:
        self.table, self.jobs, self.counters = (f"{name}-{self.suffix}" for name in ("interviews", "jobs", "quotas"))
        create_interviews(self.client, self.table)
        create_jobs(self.client, self.jobs)
        create_quotas(self.client, self.counters)
        self.store = InterviewStore(self.client, self.table)
        quotas = Quotas(self.client, self.counters, dict.fromkeys(PaidRoute, LIMIT), self.clock)
        self.limits = Limits(self.client, self.counters, {Limited.TURNS: Rate(BURST, BURST)}, self.clock)
        self.paid_calls = PaidCalls(
            self.client, self.table, jobs_table=self.jobs, quotas=quotas, limits=self.limits, clock=self.clock
        )

    def close(self) -> None:
        """Drop the tables: moto copies every table that there is in each transaction."""
        for table in (self.table, self.jobs, self.counters):
            self.client.delete_table(TableName=table)

    def make_session(self, user: str = OWNER) -> Session:
        """A session that is not stored yet."""
        return Session(str(uuid.uuid4()), user, self.clock(), "technical", "MEDIUM", resume_text="Ten years of Go.")

    def begin_session(self, user: str = OWNER) -> Session:
        """A session with its first question."""
        new = self.make_session(user)
        self.take_turn(None, new, said=None, move=Move.OPENING, user=user)
        return self.store.get_owned(new.session_id, user)

    def take_turn(
        self,
        session: Session | None,
        into: Session,
        *,
        said: str | None = "I would use a queue.",
        move: Move = Move.FOLLOW_UP,
        key: str | None = None,
        body: str = "a",
        user: str = OWNER,
        model: Any = None,
    ) -> Mapping[str, Any]:
        """One request: `model` is called where the real one would be."""
        with self.paid_calls.begin(PaidRequest(user, PaidRoute.INTERVIEW, body, key), session) as call:
            if not call.is_answered:
                (model or pay)(call.ledger)
                exchange = Exchange(said, f"Why? {said}", move, "queues")
                call.store_exchange(into, exchange, build_answer, Deadline.after(20))
        return call.answer

    def delete_account(self, user: str = OWNER) -> None:
        """Place the mark of a deleted account."""
        table = Table(self.client, self.jobs)
        table.execute(tombstones.place(table, user, self.clock(), "j"))

    def read_turns(self, session: Session) -> list[Turn]:
        """All turns."""
        return list(self.store.all_turns(session))

    def read_items(self) -> list[Any]:
        """Every item of the interviews' table."""
        return list(self.client.scan(TableName=self.table)["Items"])

    def read_all_turns(self) -> list[Turn]:
        """The turns of all sessions."""
        return [turn_from_item(from_attributes(item)) for item in self.read_items() if "turn" in item]

    def count_used(self, user: str = OWNER) -> int:
        """What is used up of the day's share of turns."""
        found = self.client.scan(TableName=self.counters)["Items"]
        return sum(int(item["used"]["N"]) for item in found if item["user_id"]["S"] == user and "used" in item)


def pay(ledger: Ledger) -> None:
    """One call that the provider charges for."""
    ledger.add(Usage(COST.model, COST.input_tokens, COST.output_tokens, COST.usd))


def build_answer(session: Session, turn: Turn) -> Mapping[str, Any]:
    """An answer that tells the turns apart."""
    return {"session_id": session.session_id, "turn": turn.turn, "message": turn.content, "status": session.status}


@pytest.fixture(scope="session")
def client(moto: boto3.Session) -> IsolatedClient:
    return IsolatedClient(moto.client("dynamodb"))


@pytest.fixture
def backend(client: Any) -> Iterator[InterviewBackend]:
    made = InterviewBackend(client)
    yield made
    made.close()
