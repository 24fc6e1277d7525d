"""Every id that one user has, asked for by another one on every route that takes an id."""

import re
import uuid
from typing import Any

import pytest

from bandup.jobs.kinds import Kind
from bandup.storage.uploads import UploadType
from support.openapi import operations

from .account import interviewed
from .cards import two_cards
from .conftest import OWNER, STRANGER, JobApiHarness
from .grading import graded
from .spoken import MADE

CARD = "c1"

ROUTES = [(method, path) for method, path, _ in operations("job_api") if "{" in path]


@pytest.fixture
def theirs(harness: JobApiHarness) -> list[str]:
    """Ids of everything that a user can have: waiting, graded, cards, an interview, a transcript, a text."""
    evaluation = harness.submit()
    harness.work_off(graded)
    cards = harness.submit_pdf()
    harness.work_off(two_cards, Kind.FLASHCARD)
    told = [submit_material(harness, kind) for kind in MADE]
    for kind, work in MADE.items():
        harness.work_off(work, kind)
    return [evaluation, cards, harness.submit(), interviewed(harness, "It was slow.").session_id, *told]


def submit_material(harness: JobApiHarness, kind: Kind) -> str:
    """A recording to be written down, or a file to be read; its id is the job's."""
    path, upload_type = {
        Kind.TRANSCRIPT: ("/transcripts", UploadType.SPEAKING_AUDIO),
        Kind.TEXT: ("/texts", UploadType.RESUME),
    }[kind]
    upload_id = harness.upload(upload_type, b"of this type").key.rpartition("/")[2]
    answer = harness.ask("POST", path, body={"upload_id": upload_id})
    assert answer.status == 202, answer.raw
    return str(answer.json["job_id"])


def ask(harness: JobApiHarness, method: str, path: str, identifier: str, user: str) -> tuple[int, Any]:
    event: dict[str, Any] = {"body": {"version": 1, "answer": "Mine."}} if method == "PATCH" else {}
    place = re.sub(r"{\w+}", identifier, path.replace("{card_id}", CARD))
    answer = harness.ask(method, place, user=user, query={"format": "json"}, **event)
    body = answer.json if answer.raw["body"] else {}
    return answer.status, {name: value for name, value in body.items() if name != "request_id"}


def test_whatever_is_anothers_is_not_there_on_any_route(harness: JobApiHarness, theirs: list[str]) -> None:
    before = harness.stored()
    for method, path in ROUTES:
        unknown = ask(harness, method, path, str(uuid.uuid4()), STRANGER)
        assert unknown[0] == 404, (method, path)
        for identifier in theirs:
            assert ask(harness, method, path, identifier, STRANGER) == unknown, (method, path)
    assert [item for item in harness.stored() if STRANGER not in str(item)] == before


def test_each_of_these_routes_gives_its_owner_something(harness: JobApiHarness, theirs: list[str]) -> None:
    for method, path in sorted(ROUTES, key=lambda route: (route[0] == "DELETE", -len(route[1]))):
        statuses = [ask(harness, method, path, identifier, OWNER)[0] for identifier in theirs]
        assert any(status < 400 for status in statuses), (method, path)
