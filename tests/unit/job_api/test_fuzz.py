"""Whatever reaches the function, it answers, and no fault of a caller becomes one of ours."""

import json
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.aws import Clients
from support.events import Answer, FakeContext
from support.tokens import UserPool

from .conftest import AUDIO, BUCKET, CARDS, ESSAY, OWNER, JobApiHarness

ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
IDS = st.sampled_from([str(uuid.UUID(int=1)), "x", "..", "%2e%2e", "\ud800", "é", "a" * 3000]) | st.text()
PATHS = (
    st.sampled_from(
        [
            "/writing/evaluations",
            "/speaking/evaluations",
            "/flashcards",
            "/jobs",
            "/evaluations",
            "/flashcard-sets",
            "/usage",
            "/me/export",
            "/",
        ]
    )
    | st.builds("/jobs/{}".format, IDS)
    | st.builds("/evaluations/{}".format, IDS)
    | st.builds("/flashcard-sets/{}".format, IDS)
    | st.builds("/flashcard-sets/{}/export".format, IDS)
    | st.builds("/flashcard-sets/{}/cards".format, IDS)
    | st.builds("/flashcard-sets/{}/cards/{}".format, IDS, IDS)
    | st.text()
)
METHODS = st.sampled_from(["GET", "POST", "PATCH", "DELETE", "OPTIONS", "HEAD", "get", ""])
BODIES = (
    st.dictionaries(st.sampled_from([*ESSAY, "session_id", "user_id", "\x00"]), ANYTHING).map(json.dumps)
    | st.fixed_dictionaries({name: st.just(value) | st.text() for name, value in ESSAY.items()}).map(json.dumps)
    | st.fixed_dictionaries({"tasks": st.lists(st.just(ESSAY) | ANYTHING, max_size=3)}).map(json.dumps)
    | st.fixed_dictionaries(
        {
            "part": st.just("PART_1") | ANYTHING,
            "questions": st.lists(st.text(), max_size=3) | ANYTHING,
            "audio_url": st.builds("s3://{}/{}".format, st.just(AUDIO) | st.text(), st.text()) | ANYTHING,
        }
    ).map(json.dumps)
    | st.fixed_dictionaries(
        {name: st.just(value) | ANYTHING for name, value in CARDS.items()},
        optional={
            "pdf_url": st.builds("s3://{}/{}".format, st.just(BUCKET) | st.text(), st.text()) | ANYTHING,
            "upload_id": IDS | ANYTHING,
            "replaces": IDS | ANYTHING,
        },
    ).map(json.dumps)
    | ANYTHING
)
HEADERS = st.dictionaries(st.sampled_from(["Content-Type", "Idempotency-Key", "Origin", "\ud800"]), ANYTHING)
QUERY = st.dictionaries(st.sampled_from(["limit", "next_token", "type", "format", "\ud800"]), ANYTHING)
EVENTS = st.fixed_dictionaries(
    {"httpMethod": METHODS, "path": PATHS, "headers": HEADERS},
    optional={
        "body": BODIES,
        "queryStringParameters": QUERY | ANYTHING,
        "multiValueHeaders": ANYTHING,
        "multiValueQueryStringParameters": ANYTHING,
        "pathParameters": ANYTHING,
        "requestContext": ANYTHING | st.fixed_dictionaries({"requestId": ANYTHING}),
        "isBase64Encoded": ANYTHING,
        "version": ANYTHING,
        "Records": ANYTHING,
    },
)


@pytest.fixture(scope="module")
def harness(clients: Clients, pool: UserPool, keys_url: str) -> JobApiHarness:
    """One for all: what is stored does not matter here."""
    return JobApiHarness(clients, pool, keys_url)


@given(EVENTS, st.booleans())
def test_no_request_is_a_fault_of_ours(harness: JobApiHarness, event: dict[str, Any], signed_in: bool) -> None:
    if signed_in:
        event["headers"] = event["headers"] | {"Authorization": harness.pool.bearer(OWNER)}
    answer = Answer(harness.handler(event, FakeContext()))
    assert answer.status < 500
    json.dumps(answer.raw).encode()
    if answer.status >= 400:
        assert answer.json["status"] == answer.status


@given(ANYTHING)
def test_no_event_is_a_fault_of_ours(harness: JobApiHarness, event: Any) -> None:
    assert Answer(harness.handler(event, FakeContext())).status == 401
