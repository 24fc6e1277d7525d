"""Bad requests over the wire: each gets its 4xx, and nothing is stored, queued or paid."""

from typing import Any

import pytest

from integration.conftest import Stage, User
from integration.essays import marker, submission

pytestmark = pytest.mark.integration

JSON = {"Content-Type": "application/json"}
VALID = submission("x")

BODIES: dict[str, tuple[bytes, int]] = {
    "nothing": (b"", 400),
    "null": (b"null", 400),
    "an empty string": (b'""', 400),
    "not JSON": (b"essay=hello", 400),
    "an array": (b"[]", 400),
    "base64": (b"eyJ0YXNrX3R5cGUiOiAiVEFTS18yIn0=", 400),
    "NaN": (b'{"task_type": NaN}', 400),
    "duplicate keys": (b'{"task_type": "TASK_1", "task_type": "TASK_2"}', 400),
    "5,000 digits": (b'{"task_type": ' + b"9" * 5000 + b"}", 400),
    "200,000 levels": (b"[" * 200_000, 400),
    "200,000 closed levels": (b"[" * 100_000 + b"]" * 100_000, 400),
    "1 MB essay": (b'{"essay_content": "' + b"a" * 1_000_000 + b'"}', 413),
    "an empty object": (b"{}", 422),
}

FIELDS: dict[str, tuple[dict[str, Any], str]] = {
    "unknown task": ({"task_type": "TASK_3"}, "/task_type"),
    "task as number": ({"task_type": 2}, "/task_type"),
    "no question": ({"question": None}, "/question"),
    "blank question": ({"question": " \n "}, "/question"),
    "long question": ({"question": "a" * 4001}, "/question"),
    "empty essay": ({"essay_content": ""}, "/essay_content"),
    "blank essay": ({"essay_content": " \t\n"}, "/essay_content"),
    "essay of 100,000 characters": ({"essay_content": "a" * 100_000}, "/essay_content"),
    "essay as list": ({"essay_content": ["a"]}, "/essay_content"),
    "half a surrogate pair": ({"essay_content": "a \ud800 b"}, "/essay_content"),
    "NUL": ({"essay_content": "a\x00b"}, "/essay_content"),
    "session with blanks": ({"session_id": "a b"}, "/session_id"),
    "unknown exam": ({"exam": "TOEFL"}, "/exam"),
    "feedback in no language": ({"feedback_language": "x" * 500}, "/feedback_language"),
    "feedback language as number": ({"feedback_language": 7}, "/feedback_language"),
    "user id in the body": ({"user_id": "someone"}, "/user_id"),
    "unknown field with a slash": ({"a/b~c": 1}, "/a~1b~0c"),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_bad_body_is_refused(user: User, name: str) -> None:
    body, status = BODIES[name]
    answer = user.api.call("POST", "/writing/evaluations", data=body, headers=JSON)
    assert answer.status == status, answer.body
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "request_id"} <= set(answer.body)
    assert user.get("/jobs")["items"] == []


@pytest.mark.parametrize("name", FIELDS)
def test_a_bad_field_is_pointed_at(user: User, name: str) -> None:
    changes, pointer = FIELDS[name]
    request = {field: value for field, value in (VALID | changes).items() if value is not None}
    answer = user.api.post("/writing/evaluations", request)
    assert answer.status == 422, answer.body
    assert [error["pointer"] for error in answer.body["errors"]] == [pointer]
    assert user.get("/jobs")["items"] == []


@pytest.mark.parametrize("limit", ["0", "-1", "1000000000", "abc", "1.5", ""])
def test_a_bad_limit_is_refused(user: User, limit: str) -> None:
    assert user.api.get("/jobs", limit=limit).status == 422


@pytest.mark.parametrize("token", ["x", "a.b.c", "x" * 10_000])
def test_a_bad_page_token_is_refused(user: User, token: str) -> None:
    assert user.api.get("/jobs", next_token=token).status == 422


@pytest.mark.parametrize("job_id", ["x", "..", "%00", "a" * 2000, "00000000-0000-4000-8000-00000000000G"])
def test_an_id_that_cannot_be_one_is_unknown(user: User, job_id: str) -> None:
    answer = user.api.get(f"/jobs/{job_id}")
    assert answer.status in {403, 404}, "403 is the gateway's own word for a path it does not know"


def test_a_page_token_is_good_for_its_user_and_list_only(stage: Stage, user: User) -> None:
    other = stage.new_user()
    for owner in (user, other):
        for _ in range(2):
            owner.submit(submission(marker(), essay_content="Too short to be paid for."))
    first = user.get("/jobs?limit=1")
    assert len(first["items"]) == 1
    second = user.get(f"/jobs?limit=1&next_token={first['next_token']}")
    assert second["items"][0]["job_id"] != first["items"][0]["job_id"]
    assert other.api.get("/jobs", limit="1", next_token=first["next_token"]).status == 422
    assert user.api.get("/evaluations", limit="1", next_token=first["next_token"]).status == 422
    altered = first["next_token"][:-2] + ("AA" if first["next_token"][-2:] != "AA" else "BB")
    assert user.api.get("/jobs", next_token=altered).status == 422
