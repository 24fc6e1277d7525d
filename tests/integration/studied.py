"""Cards that a stage's users study."""

import time
import uuid
from http import HTTPStatus
from typing import Any

from playwright.sync_api import Request

from bandup.jobs.store import JobStore
from bandup.study.card import StudyCard
from bandup.study.store import StudyStore
from integration.conftest import Stage, User
from ops.client.api import expect
from support.study_cards import make_card

DAY_MS = 24 * 3600 * 1000


def cards_of(stage: Stage) -> StudyStore:
    client = stage.deployed.client("dynamodb")
    return StudyStore(client, stage.table("study"), JobStore(client, stage.table("jobs")).write_owned)


def put_card(stage: Stage, user: User, place: str = "1-2", **changes: Any) -> StudyCard:
    """A card of ten days ago."""
    card = make_card(user.sub, int(time.time() * 1000) - 10 * DAY_MS, place, **changes)
    cards_of(stage).add(card)
    return card


def review(card: StudyCard, rating: int = 3, *, days: float = 0) -> dict[str, Any]:
    at = card.created_at + round(days * DAY_MS)
    return {"id": str(uuid.uuid4()), "card_id": card.id, "rating": rating, "time": at}


def send_reviews(user: User, *reviews: dict[str, Any]) -> list[str]:
    """What became of each review of a batch."""
    answer = expect(user.api.post("/reviews", {"reviews": [*reviews]}), HTTPStatus.OK)
    assert [item["id"] for item in answer["items"]] == [each["id"] for each in reviews]
    return [item["outcome"] for item in answer["items"]]


def brings_reviews(request: Request) -> bool:
    return request.method == "POST" and request.url.endswith("/reviews")


def outcomes(request: Request) -> list[tuple[str, str]]:
    """The id of each review that a request brought, and what became of it."""
    response = request.response()
    assert response
    answer: Any = response.json()
    return [(each["id"], each["outcome"]) for each in answer.get("items", [answer])]
