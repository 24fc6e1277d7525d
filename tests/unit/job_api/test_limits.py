"""How fast one user may ask for jobs, exports and usage: 429 with `Retry-After`, and nobody else waits."""

from typing import Any

import pytest

from bandup.account.limits import Rate
from bandup.core.aws import Clients
from bandup.jobs.kinds import Kind
from support.events import Answer
from support.openapi import as_documented
from support.tokens import UserPool

from .account import interviewed
from .cards import large_set
from .conftest import ESSAY, OWNER, STRANGER, JobApiHarness

ONE_A_MINUTE = Rate(burst=2, per_hour=60)


@pytest.fixture
def harness(harness: JobApiHarness, clients: Clients, pool: UserPool, keys_url: str) -> JobApiHarness:
    limits = dict.fromkeys(("limit_exports", "limit_jobs", "limit_usage"), ONE_A_MINUTE)
    assert harness
    return JobApiHarness(clients, pool, keys_url, **limits)


def refused(answer: Answer) -> bool:
    """Whether the answer says that the user asks too often."""
    if answer.status != 429:
        return False
    assert answer.json["type"] == "urn:bandup:problem:too-many-requests"
    assert int(answer.headers["retry-after"]) == 60
    return True


def ask(harness: JobApiHarness, route: str, user: str = OWNER) -> Answer:
    if route == "POST /writing/evaluations":
        return harness.ask("POST", "/writing/evaluations", body=ESSAY, user=user)
    return harness.ask("GET", route, user=user)


ROUTES = ("POST /writing/evaluations", "/usage", "/me/export")


@pytest.mark.parametrize("route", ROUTES)
def test_a_burst_is_answered_and_then_one_a_minute(route: str, harness: JobApiHarness) -> None:
    answers = [ask(harness, route) for _ in range(3)]
    assert [refused(answer) for answer in answers] == [False, False, True]
    as_documented(answers[2], *(route.split() if " " in route else ("GET", route)))
    assert not refused(ask(harness, route, STRANGER))
    harness.clock.advance(60)
    assert [refused(ask(harness, route)) for _ in range(2)] == [False, True]


def test_every_export_takes_from_one_bucket(harness: JobApiHarness) -> None:
    set_id = harness.submit_pdf()
    harness.work_off(large_set, Kind.FLASHCARD)
    about = interviewed(harness, "An answer.")
    for _ in range(2):
        assert ask(harness, "/me/export").status == 200
    assert refused(ask(harness, f"/sessions/{about.session_id}/report"))
    answer = harness.ask("GET", f"/flashcard-sets/{set_id}/export", query={"format": "csv"})
    assert refused(answer)
    as_documented(answer, "GET", "/flashcard-sets/{set_id}/export")


def test_what_is_refused_for_another_reason_takes_nothing(harness: JobApiHarness) -> None:
    def buckets() -> list[Any]:
        items = harness.dynamodb.scan(TableName=harness.settings.dynamodb_quotas)["Items"]
        return [item for item in items if "full_at" in item]

    assert harness.ask("POST", "/writing/evaluations", body=ESSAY | {"essay_content": " "}).status == 422
    assert buckets() == []
    key = {"Idempotency-Key": "3f1c"}
    harness.submit(headers=key)
    before = buckets()
    harness.submit(headers=key)
    assert buckets() == before, "a repetition is no further job"
    harness.ask("DELETE", "/me")
    assert harness.ask("POST", "/writing/evaluations", body=ESSAY).status == 403
    assert harness.ask("GET", "/me/export").status == 403
    assert harness.ask("GET", "/usage").status == 200
    assert buckets() == before, "and nothing new is stored of a deleted account"
