"""Cards in moto's memory."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from bandup.core.aws import Clients
from bandup.jobs.store import JobStore
from bandup.study.card import CardState, Review, Source, SourceKind, StudyCard
from bandup.study.recording import Recorder
from bandup.study.scheduling import CURRENT
from bandup.study.store import StudyStore
from support.clock import MovableClock
from support.tables import create_jobs, create_study, own_tables

OWNER = "4a1b2c3d-owner"
STRANGER = "5b2c3d4e-stranger"
AHEAD_MS = 60_000


@dataclass
class Shelf:
    """The stores of one test, on a clock that it moves."""

    dynamodb: Any
    table: str
    store: StudyStore
    jobs: JobStore
    clock: MovableClock

    def recorder(self, store: Any = None) -> Recorder:
        return Recorder(store or self.store, self.clock, AHEAD_MS)

    def card(self, place: str = "1-2", *, source: str = "an-essay", user: str = OWNER, **changes: Any) -> StudyCard:
        """A new card, not stored."""
        values: dict[str, Any] = {
            "user_id": user,
            "source": Source(SourceKind.WRITING, source, place),
            "kind": "cloze",
            "front": "People ____ cars.",
            "back": "have",
            "note": "",
            "error_type": "agreement",
            "state": CardState.ACTIVE,
            "created_at": self.clock.now,
            "updated_at": self.clock.now,
        }
        return StudyCard(**values | changes)

    def add(self, place: str = "1-2", **changes: Any) -> StudyCard:
        card = self.card(place, **changes)
        self.store.add(card)
        return card

    def review(self, card: StudyCard, rating: int = 3, *, seconds: float = 0) -> Review:
        """A review so many seconds after the card was made."""
        return Review(str(uuid.uuid4()), card.id, rating, card.created_at + round(seconds * 1000), CURRENT)

    def entries(self, user: str = OWNER) -> list[str]:
        items = self.dynamodb.scan(TableName=self.table)["Items"]
        return sorted(item["entry"]["S"] for item in items if item["user_id"]["S"] == user)


@pytest.fixture
def shelf(clients: Clients) -> Iterator[Shelf]:
    dynamodb, clock = clients.get("dynamodb"), MovableClock()
    table, jobs_table = f"study-{uuid.uuid4()}", f"jobs-{uuid.uuid4()}"
    with own_tables(dynamodb):
        create_study(dynamodb, table)
        create_jobs(dynamodb, jobs_table)
        jobs = JobStore(dynamodb, jobs_table, clock)
        yield Shelf(dynamodb, table, StudyStore(dynamodb, table, jobs.write_owned), jobs, clock)
