"""Requests that are refused before anything is claimed or paid."""

import json
from typing import Any

import pytest

from unit.generate_feedback.conftest import STRANGER, FeedbackHarness

SESSION_ID = "0b6a4c9e-3b1f-4c58-9a53-0c7b8f3f6f01"
VALID = {"session_id": SESSION_ID}

CASES: dict[str, tuple[int, tuple[str, ...], Any]] = {
    "body null": (400, (), None),
    "body empty": (400, (), ""),
    "not JSON": (400, (), "session"),
    "an array": (400, (), "[]"),
    "a text": (400, (), json.dumps(SESSION_ID)),
    "twice the same name": (400, (), f'{{"session_id": "{SESSION_ID}", "session_id": "{SESSION_ID}"}}'),
    "1 MB": (413, (), "x" * 1_000_000),
    "100,000 levels": (400, (), "[" * 100_000),
    "an empty object": (422, ("/session_id",), {}),
    "null": (422, ("/session_id",), {"session_id": None}),
    "empty": (422, ("/session_id",), {"session_id": ""}),
    "a number": (422, ("/session_id",), {"session_id": 7}),
    "a list": (422, ("/session_id",), {"session_id": [SESSION_ID]}),
    "no id of ours": (422, ("/session_id",), {"session_id": "s-1"}),
    "upper case": (422, ("/session_id",), {"session_id": SESSION_ID.upper()}),
    "with a line break": (422, ("/session_id",), {"session_id": SESSION_ID + "\n"}),
    "100,000 characters": (422, ("/session_id",), {"session_id": "a" * 100_000}),
    "a partition of keys": (422, ("/session_id",), {"session_id": f"idempotency#{'0' * 64}"}),
    "a transcript": (422, ("/messages",), VALID | {"messages": [{"role": "candidate", "content": "I am great"}]}),
    "a role": (422, ("/role",), VALID | {"role": "system"}),
    "a user": (422, ("/userId",), VALID | {"userId": STRANGER}),
    "ratings": (422, ("/ratings",), VALID | {"ratings": {"overall": 10}}),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_bad_request_is_refused_and_leaves_nothing(
    function: FeedbackHarness, case: tuple[int, tuple[str, ...], Any]
) -> None:
    status, pointers, body = case
    refused = function.ask("POST", "/feedback", body=body)
    assert refused.status == status
    assert refused.headers["content-type"] == "application/problem+json"
    assert [pointer for _, pointer in refused.pointers] == list(pointers)
    assert (function.read_items(), function.model.asked, function.count_used()) == ([], [], 0)


@pytest.mark.parametrize("key", ["", " ", "a b", "k" * 256, "ü"])
def test_a_bad_key_is_refused(function: FeedbackHarness, key: str) -> None:
    session = function.store_interview()
    body = {"session_id": session.session_id}
    refused = function.ask("POST", "/feedback", body=body, headers={"Idempotency-Key": key})
    assert (refused.status, refused.pointers) == (422, [("header", "/Idempotency-Key")])
    assert (function.model.asked, function.count_used()) == ([], 0)


def test_a_form_is_refused(function: FeedbackHarness) -> None:
    assert function.ask("POST", "/feedback", body=VALID, headers={"Content-Type": "text/plain"}).status == 415


def test_nobody_is_let_in_without_a_token(function: FeedbackHarness) -> None:
    session = function.store_interview()
    assert function.ask("POST", "/feedback", user=None, body={"session_id": session.session_id}).status == 401
    forged = {"Authorization": function.pool.bearer("owner")[:-4] + "AAAA"}
    assert (
        function.ask("POST", "/feedback", user=None, headers=forged, body={"session_id": session.session_id}).status
        == 401
    )
    assert function.model.asked == []


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/feedback", 405), ("POST", "/feedback/1", 404)])
def test_there_is_one_route(function: FeedbackHarness, method: str, path: str, status: int) -> None:
    assert function.ask(method, path, body=VALID).status == status
