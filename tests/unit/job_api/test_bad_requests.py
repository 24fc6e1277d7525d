"""Requests without a good token, query, method or path: each has its answer, and leaves nothing behind."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bandup.core.aws import Clients
from support.tokens import UserPool

from .cases import UNKNOWN
from .conftest import ESSAY, OWNER, JobApiHarness


@pytest.fixture(scope="module")
def harness(clients: Clients, pool: UserPool, keys_url: str) -> JobApiHarness:
    """One for all: nothing here may change anything in it."""
    return JobApiHarness(clients, pool, keys_url)


def untouched(harness: JobApiHarness) -> bool:
    return harness.stored() == [] and not any(queue.messages for queue in harness.queues.values())


TOKENS: dict[str, Callable[[JobApiHarness], dict[str, Any]]] = {
    "none": lambda _: {},
    "empty": lambda _: {"Authorization": ""},
    "no scheme": lambda harness: {"Authorization": harness.pool.token(OWNER)},
    "other scheme": lambda harness: {"Authorization": f"Basic {harness.pool.token(OWNER)}"},
    "garbage": lambda _: {"Authorization": "Bearer a.b.c"},
    "expired": lambda harness: {"Authorization": f"Bearer {harness.pool.token(OWNER, exp=1)}"},
    "ID token": lambda harness: {"Authorization": f"Bearer {harness.pool.token(OWNER, token_use='id')}"},
    "foreign pool": lambda harness: {
        "Authorization": f"Bearer {harness.pool.token(OWNER, iss='https://cognito-idp.us-east-1.amazonaws.com/other')}"
    },
    "foreign client": lambda harness: {"Authorization": f"Bearer {harness.pool.token(OWNER, client_id='other')}"},
    "twice": lambda harness: {
        "Authorization": f"{harness.pool.bearer(OWNER)}, {harness.pool.bearer(OWNER)}",
    },
    "user id header": lambda _: {"X-User-Id": OWNER},
}
ROUTES = [
    ("POST", "/writing/evaluations"),
    ("GET", "/jobs"),
    ("GET", "/jobs/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"),
    ("DELETE", "/jobs/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"),
    ("GET", "/evaluations"),
    ("GET", "/evaluations/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"),
    ("DELETE", "/evaluations/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"),
    ("POST", "/speaking/evaluations"),
    ("POST", "/flashcards"),
    ("GET", "/flashcard-sets"),
    ("GET", "/flashcard-sets/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"),
    ("DELETE", "/flashcard-sets/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"),
    ("GET", "/flashcard-sets/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4/export"),
    ("GET", "/flashcard-sets/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4/cards"),
    ("PATCH", "/flashcard-sets/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4/cards/card-1"),
    ("DELETE", "/flashcard-sets/0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4/cards/card-1"),
    ("GET", "/usage"),
    ("GET", "/me/export"),
    ("DELETE", "/me"),
]


@pytest.mark.parametrize("headers", TOKENS.values(), ids=TOKENS.keys())
@pytest.mark.parametrize("body", [json.dumps(ESSAY), "[" * 1000, None])
def test_without_a_valid_token_nothing_is_looked_at(
    headers: Callable[[JobApiHarness], dict[str, Any]], body: str | None, harness: JobApiHarness
) -> None:
    for method, path in ROUTES:
        answer = harness.ask(method, path, user=None, body=body, headers=headers(harness))
        assert (answer.status, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert answer.json["type"] == "urn:bandup:problem:unauthenticated"
    assert untouched(harness)


QUERIES: dict[str, tuple[str, dict[str, str], str]] = {
    "limit 0": ("/jobs", {"limit": "0"}, "/limit"),
    "limit -1": ("/jobs", {"limit": "-1"}, "/limit"),
    "limit 101": ("/evaluations", {"limit": "101"}, "/limit"),
    "limit 1e9": ("/jobs", {"limit": "1e9"}, "/limit"),
    "limit abc": ("/evaluations", {"limit": "abc"}, "/limit"),
    "limit empty": ("/jobs", {"limit": ""}, "/limit"),
    "type": ("/evaluations", {"type": "flashcards"}, "/type"),
    "type in upper case": ("/evaluations", {"type": "WRITING"}, "/type"),
    "type empty": ("/evaluations", {"type": ""}, "/type"),
    "token": ("/jobs", {"next_token": "forged"}, "/next_token"),
    "token empty": ("/evaluations", {"next_token": ""}, "/next_token"),
    "token of 10 KB": ("/jobs", {"next_token": "A" * 10_240}, "/next_token"),
    "limit of sets": ("/flashcard-sets", {"limit": "0"}, "/limit"),
    "token of sets": ("/flashcard-sets", {"next_token": "forged"}, "/next_token"),
    "no format": (f"/flashcard-sets/{UNKNOWN}/export", {}, "/format"),
    "format": (f"/flashcard-sets/{UNKNOWN}/export", {"format": "pdf"}, "/format"),
    "format in upper case": (f"/flashcard-sets/{UNKNOWN}/export", {"format": "CSV"}, "/format"),
    "format empty": (f"/flashcard-sets/{UNKNOWN}/export", {"format": ""}, "/format"),
    "token of surrogates": ("/jobs", {"next_token": "\ud800"}, "/next_token"),
}


@pytest.mark.parametrize(("path", "query", "pointer"), QUERIES.values(), ids=QUERIES.keys())
def test_refused_parameters(path: str, query: dict[str, str], pointer: str, harness: JobApiHarness) -> None:
    answer = harness.ask("GET", path, query=query)
    assert (answer.status, answer.pointers) == (422, [("query", pointer)])


def test_parameters_that_nobody_reads_are_ignored(harness: JobApiHarness) -> None:
    assert harness.ask("GET", "/jobs", query={"user_id": "5b2c3d4e-stranger", "Limit": "-1"}).json == {"items": []}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "HEAD", "TRACE"])
@pytest.mark.parametrize(
    "path",
    [
        "/writing/evaluations",
        "/speaking/evaluations",
        "/flashcards",
        "/jobs",
        "/evaluations",
        "/flashcard-sets",
        f"/flashcard-sets/{UNKNOWN}/export",
        "/usage",
        "/me",
        "/me/export",
    ],
)
def test_other_methods(method: str, path: str, harness: JobApiHarness) -> None:
    answer = harness.ask(method, path, body=ESSAY)
    assert answer.status == 405
    assert answer.headers["allow"] in {"DELETE", "GET", "POST"}
    assert untouched(harness)


@pytest.mark.parametrize("path", ["/", "/writing", "/writing/evaluations/x", "/jobs/a/b", "/admin", "/../jobs"])
def test_other_paths(path: str, harness: JobApiHarness) -> None:
    assert harness.ask("POST", path, body=ESSAY).status == 404
    assert untouched(harness)
