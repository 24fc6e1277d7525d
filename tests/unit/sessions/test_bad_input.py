import re
import time
from typing import Any

import pytest
from itsdangerous import TimestampSigner

from support.events import FakeContext
from support.interviews import put_interview, put_sessions, session
from support.openapi import as_documented, operations, routes_of

from .conftest import ORIGIN, OWNER, STRANGER, SessionFunctions

PATHS = ("/review", "/sessions", "/skills")
FUNCTIONS = {"/review": "fetch_session", "/sessions": "list_sessions", "/skills": "aggregate_skills"}


def test_routes_are_as_documented(functions: SessionFunctions) -> None:
    for path, function in FUNCTIONS.items():
        assert {(method, where) for method, where, _ in operations(function)} == routes_of(functions.apis[path])


@pytest.mark.parametrize("path", PATHS)
def test_every_route_needs_a_token(functions: SessionFunctions, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer x.y.z"}, {"Authorization": functions.pool.bearer(OWNER)[:-9]}):
        answer = functions.ask(path, user=None, headers=headers, multiValueHeaders=None)
        assert answer.status == 401
        as_documented(answer, "GET", path)


@pytest.mark.parametrize(
    ("single", "several"),
    [
        (None, None),
        ({}, {}),
        ({"session_id": None}, {"session_id": None}),
        ({"session_id": ""}, {"session_id": [""]}),
        ({"session_id": "a"}, {"session_id": ["a", "b"]}),
        ({"sessionId": "a"}, None),
        ("session_id=a", ["session_id"]),
    ],
)
def test_a_missing_session_id(functions: SessionFunctions, single: Any, several: Any) -> None:
    answer = functions.ask("/review", queryStringParameters=single, multiValueQueryStringParameters=several)
    assert (answer.status, answer.pointers) == (422, [("query", "/session_id")])
    as_documented(answer, "GET", "/review")


@pytest.mark.parametrize("limit", ["0", "-1", "1e9", "1000000000", "abc", "", "1.5", "1001", " 5", "\u0665"])
def test_a_limit_that_is_none(functions: SessionFunctions, limit: str) -> None:
    mine = put_interview(functions.client, functions.table, session(OWNER), ["Why?"])
    for path, query in (("/sessions", {}), ("/review", {"session_id": mine.session_id})):
        answer = functions.ask(path, query={**query, "limit": limit})
        assert (answer.status, answer.pointers) == (422, [("query", "/limit")])
        as_documented(answer, "GET", path)


def bad_tokens(good: str, foreign: str) -> dict[str, str]:
    middle = len(good) // 2
    return {
        "edited": good[:middle] + ("A" if good[middle] != "A" else "B") + good[middle + 1 :],
        "cut": good[:-1],
        "foreign": foreign,
        "10 KB": "A" * 10_240,
        "empty": "",
        "no token": "null",
        "another alphabet": "\u00e9" * 40,
    }


@pytest.mark.parametrize("kind", bad_tokens("abc", ""))
def test_a_page_token_that_is_not_ours(functions: SessionFunctions, kind: str) -> None:
    put_sessions(
        functions.client, functions.table, [session(user, number) for user in (OWNER, STRANGER) for number in range(2)]
    )
    mine = put_interview(functions.client, functions.table, session(OWNER), ["Why?", "So."])
    theirs = functions.get("/sessions", user=STRANGER, limit="1")["next_token"]
    good = functions.get("/sessions", limit="1")["next_token"]
    answer = functions.ask("/sessions", query={"next_token": bad_tokens(good, theirs)[kind]})
    assert (answer.status, answer.pointers) == (422, [("query", "/next_token")])
    good = functions.get("/review", session_id=mine.session_id, limit="1")["next_token"]
    answer = functions.ask(
        "/review", query={"session_id": mine.session_id, "next_token": bad_tokens(good, theirs)[kind]}
    )
    assert (answer.status, answer.pointers) == (422, [("query", "/next_token")])


def test_a_page_token_runs_out(functions: SessionFunctions, monkeypatch: pytest.MonkeyPatch) -> None:
    put_sessions(functions.client, functions.table, [session(OWNER, number) for number in range(2)])
    an_hour_ago = int(time.time()) - 3_601
    with monkeypatch.context() as patched:
        patched.setattr(TimestampSigner, "get_timestamp", lambda _: an_hour_ago)
        token = functions.get("/sessions", limit="1")["next_token"]
    answer = functions.ask("/sessions", query={"next_token": token})
    assert (answer.status, answer.pointers) == (422, [("query", "/next_token")])


@pytest.mark.parametrize("path", PATHS)
def test_other_methods_and_paths(functions: SessionFunctions, path: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert functions.ask(path, httpMethod=method).status == 405
    answer = functions.ask(
        path, httpMethod="OPTIONS", headers={"Origin": ORIGIN}, multiValueHeaders={"Origin": [ORIGIN]}
    )
    assert answer.headers["access-control-allow-origin"] == ORIGIN


@pytest.mark.parametrize("path", PATHS)
def test_a_body_and_further_parameters_change_nothing(functions: SessionFunctions, path: str) -> None:
    mine = put_interview(functions.client, functions.table, session(OWNER), ["Why?"])
    theirs = put_interview(functions.client, functions.table, session(STRANGER), ["Secret?"])
    query = {"session_id": mine.session_id, "userId": STRANGER, "user_id": STRANGER}
    answer = functions.ask(path, query=query, body='{"user_id": "x"}')
    assert answer.status == 200
    assert theirs.session_id not in answer.raw["body"]
    assert not re.search(rf"{STRANGER}|Secret", answer.raw["body"])


@pytest.mark.parametrize("path", PATHS)
def test_without_its_table_it_is_our_fault(functions: SessionFunctions, path: str) -> None:
    functions.client.delete_table(TableName=functions.table)
    answer = functions.ask(path, query={"session_id": session(OWNER).session_id})
    assert answer.status == 500
    as_documented(answer, "GET", path)


def test_health(functions: SessionFunctions) -> None:
    names = {"interviews", "public_keys"}
    for path, checked in (("/review", names | {"page_token_key"}), ("/skills", names)):
        health = functions.handlers[path]({"health": True}, FakeContext())
        assert health == {"ok": True, "checks": dict.fromkeys(checked, "ok")}
