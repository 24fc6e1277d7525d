"""What is deleted takes the study cards along that quote it, first."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from bandup.core.aws import Clients
from bandup.jobs.kinds import Kind
from bandup.study.card import Review, Source, SourceKind, StudyCard
from bandup.study.exceptions import SourceGoneError
from support.study_cards import make_card
from support.tables import own_tables
from support.tokens import UserPool

from .account import interviewed
from .cards import DOCUMENT, two_cards
from .conftest import OWNER, STRANGER, JobApiHarness
from .grading import graded

pytestmark = pytest.mark.slow

KINDS = pytest.mark.parametrize("kind", [SourceKind.WRITING, SourceKind.FLASHCARDS, SourceKind.INTERVIEW])


class Interrupted:
    """DynamoDB, which is gone as soon as the deletion of a result begins."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.armed = False

    def __getattr__(self, name: str) -> Any:
        if self.armed and name in {"transact_write_items", "update_item"}:
            raise EndpointConnectionError(endpoint_url="https://dynamodb")
        return getattr(self._client, name)


@pytest.fixture
def line(clients: Clients) -> Interrupted:
    return Interrupted(clients.get("dynamodb"))


@pytest.fixture
def interrupted(line: Interrupted, clients: Clients, pool: UserPool, keys_url: str) -> Iterator[JobApiHarness]:
    with own_tables(clients.get("dynamodb")):
        yield JobApiHarness(clients, pool, keys_url, dynamodb=line)


def make_source(harness: JobApiHarness, kind: SourceKind) -> tuple[str, StudyCard]:
    """Something that can be deleted: its path, and a reviewed card of it."""
    now = harness.clock.now
    match kind:
        case SourceKind.WRITING:
            path, source_id = "/evaluations", harness.submit()
            harness.work_off(graded)
        case SourceKind.FLASHCARDS:
            path, source_id = "/flashcard-sets", harness.submit_pdf()
            harness.work_off(two_cards, Kind.FLASHCARD)
        case _:
            path, source_id = "/sessions", interviewed(harness, "It was slow.").session_id
    document = DOCUMENT if kind is SourceKind.FLASHCARDS else None
    card = replace(make_card(OWNER, now), source=Source(kind, source_id, "1", document))
    harness.study.add(card)
    review = Review("3f6a1f5e-0c2b-4d7e-9a55-1b2c3d4e5f60", card.id, 3, now, "fsrs-6.2025")
    harness.study.store_review(review, card, card.change(now), None)
    return f"{path}/{source_id}", card


def entries(harness: JobApiHarness) -> list[str]:
    items = harness.dynamodb.scan(TableName=harness.settings.dynamodb_study)["Items"]
    # Days of reviews name no card.
    return sorted(entry for item in items if not (entry := item["entry"]["S"]).startswith("day#"))


@KINDS
def test_cards_and_reviews_go_and_none_is_made_again(harness: JobApiHarness, kind: SourceKind) -> None:
    path, card = make_source(harness, kind)
    other = make_card(OWNER, harness.clock.now, source="another")
    harness.study.add(other)
    before = harness.stored()
    assert harness.ask("DELETE", path, user=STRANGER).status == 404
    assert harness.stored() == before
    assert harness.ask("DELETE", path).status == 204
    assert entries(harness) == [f"card#{other.id}", f"gone#{card.source.id}"]
    with pytest.raises(SourceGoneError):
        harness.study.add(card)


@KINDS
def test_an_interrupted_deletion_leaves_no_card(
    interrupted: JobApiHarness, line: Interrupted, kind: SourceKind
) -> None:
    path, card = make_source(interrupted, kind)
    line.armed = True
    assert interrupted.ask("DELETE", path).status == 503
    line.armed = False
    assert entries(interrupted) == [f"gone#{card.source.id}"]
    shown = f"{path}/report" if kind is SourceKind.INTERVIEW else path
    assert interrupted.ask("GET", shown).status == 200, "what it was made of is still there"
    assert interrupted.ask("DELETE", path).status == 204
