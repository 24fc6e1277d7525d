"""Cards in moto's memory."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from bandup.core.aws import Clients
from bandup.jobs.store import JobStore
from bandup.study.card import Review, StudyCard
from bandup.study.store import StudyStore
from study.recording import Recorder
from study.scheduling import CURRENT
from support.clock import MovableClock
from support.study_cards import make_card
from support.tables import create_jobs, create_study, own_tables

OWNER = "4a1b2c3d-owner"
STRANGER = "5b2c3d4e-stranger"


@dataclass
class Shelf:
    """The stores of one test, on a clock that it moves."""

    dynamodb: Any
    table: str
    store: StudyStore
    jobs: JobStore
    clock: MovableClock

    def recorder(self, store: Any = None) -> Recorder:
        return Recorder(store or self.store, self.clock)

    def card(self, place: str = "1-2", *, user: str = OWNER, **changes: Any) -> StudyCard:
        """A new card, not stored."""
        return make_card(user, self.clock.now, place, **changes)

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
