"""Cards in moto's memory, and the function over them."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bandup.account import tombstones
from bandup.account.limits import Rate
from bandup.core.aws import Clients
from bandup.core.dynamo import Table
from bandup.http.api_function import ApiFunction
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job
from bandup.jobs.store import JobStore
from bandup.study.card import Review, StudyCard
from bandup.study.store import StudyStore
from study.recording import Recorder
from study.routes import build_api
from study.scheduling import CURRENT
from study.services import Services
from study.settings import Settings
from support.clock import MovableClock
from support.events import Answer, FakeContext, api_event
from support.study_cards import make_card
from support.tables import create_jobs, create_quotas, create_study, own_tables
from support.tokens import CLIENT_ID, OPERATOR_CLIENT_ID, UserPool
from unit.study.practice import Practice

OWNER = "4a1b2c3d-owner"
STRANGER = "5b2c3d4e-stranger"


@dataclass
class Shelf:
    """The stores of one test, on a clock that it moves."""

    dynamodb: Any
    table: str
    store: StudyStore
    jobs_table: str
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

    def submit_set(self, kind: Kind = Kind.FLASHCARD) -> str:
        """Submit a job, which no worker takes."""
        job_id, now = str(uuid.uuid4()), self.clock.now
        described: dict[str, Any] = {"request": {}, "request_hash": "", "correlation_id": "c"}
        self.jobs.create(Job(job_id=job_id, kind=kind, user_id=OWNER, created_at=now, updated_at=now, **described))
        return job_id

    def delete_account(self, user: str = OWNER) -> None:
        """Leave the mark of a deleted account."""
        jobs = Table(self.dynamodb, self.jobs_table)
        jobs.execute(tombstones.place(jobs, user, self.clock.now, "a-job"))

    def entries(self, user: str = OWNER) -> list[str]:
        """What the table has of a user but for the days of reviews, which name no card."""
        items = self.dynamodb.scan(TableName=self.table)["Items"]
        entries = (item["entry"]["S"] for item in items if item["user_id"]["S"] == user)
        return sorted(entry for entry in entries if not entry.startswith("day#"))


@pytest.fixture
def shelf(clients: Clients) -> Iterator[Shelf]:
    dynamodb, clock = clients.get("dynamodb"), MovableClock()
    table, jobs_table = f"study-{uuid.uuid4()}", f"jobs-{uuid.uuid4()}"
    with own_tables(dynamodb):
        create_study(dynamodb, table)
        create_jobs(dynamodb, jobs_table)
        jobs = JobStore(dynamodb, jobs_table, clock)
        yield Shelf(dynamodb, table, StudyStore(dynamodb, table, jobs.write_owned), jobs_table, jobs, clock)


@pytest.fixture
def practice(shelf: Shelf) -> Practice:
    return Practice(shelf.dynamodb, shelf.clock, shelf.jobs)


RATE = Rate(burst=50, per_hour=3600)
"""One more review each second."""


@dataclass
class StudyFunction:
    """The function as its entry point builds it, over a shelf."""

    shelf: Shelf
    practice: Practice
    pool: UserPool
    s3: Any
    bucket: str
    services: Services
    handler: ApiFunction = field(init=False)

    def __post_init__(self) -> None:
        self.api = build_api(self.services)
        self.handler = ApiFunction(self.api, self.services.checks)

    def ask(self, method: str, path: str, *, user: str | None = OWNER, **event: Any) -> Answer:
        """Send a request as `user`, or without a token."""
        headers = {"Authorization": self.pool.bearer(user)} if user else {}
        given = headers | event.pop("headers", {})
        return Answer(self.handler(api_event(method, path, headers=given, **event), FakeContext()))

    def send(self, *reviews: Review, user: str = OWNER) -> Answer:
        """Send reviews as a batch."""
        return self.ask("POST", "/reviews", user=user, body={"reviews": [as_sent(each) for each in reviews]})


def as_sent(review: Review) -> dict[str, Any]:
    """A review as a device sends it."""
    return {"id": review.id, "card_id": review.card_id, "rating": review.rating, "time": review.time}


@pytest.fixture
def function(shelf: Shelf, practice: Practice, clients: Clients, pool: UserPool, keys_url: str) -> StudyFunction:
    quotas, secrets, s3 = f"quotas-{uuid.uuid4()}", clients.get("secretsmanager"), clients.get("s3")
    create_quotas(shelf.dynamodb, quotas)
    s3.create_bucket(Bucket=quotas)
    settings = Settings(
        dynamodb_study=shelf.table,
        dynamodb_jobs=shelf.jobs_table,
        dynamodb_quotas=quotas,
        dynamodb_evaluations=practice.evaluations_table,
        dynamodb_flashcard_sets=practice.sets_table,
        dynamodb_interview_sessions=practice.interviews_table,
        s3_bucket_documents=quotas,
        limit_exports=RATE,
        limit_reviews=RATE,
        page_token_secret_arn=secrets.create_secret(Name=str(uuid.uuid4()), SecretString="signs page tokens")["ARN"],
        cognito_issuer=pool.issuer,
        cognito_client_ids=(CLIENT_ID, OPERATOR_CLIENT_ID),
        cognito_jwks_url=keys_url,
    )
    given = Clients({"dynamodb": shelf.dynamodb, "secretsmanager": secrets, "s3": s3})
    return StudyFunction(shelf, practice, pool, s3, quotas, Services.build(settings, given, shelf.clock))
