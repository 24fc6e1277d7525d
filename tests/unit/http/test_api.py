import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from aws_lambda_powertools.event_handler import Response
from hypothesis import given
from hypothesis import strategies as st

from bandup.auth.exceptions import InvalidTokenError, KeysUnavailableError
from bandup.core.errors import ConfigurationError, RetryLaterError
from bandup.core.idempotency import IdempotencyConflictError
from bandup.http.api import RestApi
from bandup.http.body import parse_body
from bandup.http.exceptions import FieldError, InvalidFieldsError
from bandup.http.responses import json_response
from bandup.jobs.exceptions import (
    JobChangedError,
    JobNotCancellableError,
    JobNotFoundError,
)
from support.events import Answer, FakeContext, api_event
from support.logs import lines

ORIGIN = "https://app.example.org"
OTHER_ORIGIN = "http://localhost:5173"
CANARY = "canary-of-the-essay"


def authenticate(authorization: Sequence[str]) -> str:
    if list(authorization) != ["Bearer good"]:
        raise InvalidTokenError("test")
    return "user-1"


def build(error: Exception | None = None, origins: Sequence[str] = (ORIGIN, OTHER_ORIGIN)) -> RestApi:
    api = RestApi(authenticate=authenticate, cors_origins=origins)

    @api.get("/things/<thing_id>")
    def get_thing(thing_id: str) -> Response[str]:
        if error is not None:
            raise error
        return json_response(200, {"thing": thing_id, "user": api.user_id, "usd": Decimal("0.10"), "n": Decimal(3)})

    @api.post("/things")
    def post_thing() -> Response[str]:
        return json_response(201, parse_body(api.received), {"Location": "things/1"})

    return api


def ask(api: RestApi, method: str, path: str, *, bearer: str | None = "good", **event: Any) -> Answer:
    headers = event.pop("headers", {})
    if bearer is not None:
        headers |= {"Authorization": f"Bearer {bearer}"}
    return Answer(api.resolve(api_event(method, path, headers=headers, **event), FakeContext()))


def test_answers_with_json() -> None:
    answer = ask(build(), "GET", "/things/1")
    assert answer.status == 200
    assert answer.json == {"thing": "1", "user": "user-1", "usd": 0.1, "n": 3}
    assert answer.headers["content-type"] == "application/json"


def test_every_answer_has_the_same_headers() -> None:
    api = build()
    for answer in (
        ask(api, "GET", "/things/1"),
        ask(api, "GET", "/nothing"),
        ask(api, "GET", "/things/1", bearer=None),
        ask(api, "POST", "/things", body="["),
        ask(api, "OPTIONS", "/things"),
    ):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["vary"] == "Origin"
        assert answer.headers["x-request-id"]


def test_a_problem_carries_the_gateways_request_id() -> None:
    event = api_event("GET", "/nothing", headers={"Authorization": "Bearer good"})
    answer = Answer(build().resolve(event, FakeContext()))
    assert answer.json["request_id"] == answer.headers["x-request-id"] == event["requestContext"]["requestId"]


def test_the_token_comes_before_everything_else() -> None:
    api = build()
    for method, path, body in (("POST", "/things", "["), ("GET", "/nothing", None), ("PATCH", "/things", None)):
        answer = ask(api, method, path, bearer="bad", body=body)
        assert answer.status == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json["type"] == "urn:bandup:problem:unauthenticated"


def test_unknown_routes_and_methods() -> None:
    api = build()
    assert ask(api, "GET", "/nothing").status == 404
    assert ask(api, "GET", "/things/a/b").status == 404
    for method in ("PATCH", "HEAD", "PUT", ""):
        answer = ask(api, method, "/things/1")
        assert (answer.status, answer.headers["allow"]) == (405, "GET")


PROBLEMS: list[tuple[Exception, int, str]] = [
    (JobNotFoundError(CANARY), 404, "not-found"),
    (JobNotCancellableError(CANARY), 409, "conflict"),
    (JobChangedError(CANARY), 409, "conflict"),
    (IdempotencyConflictError(CANARY), 409, "conflict"),
    (InvalidFieldsError([FieldError("/a", "missing", "Field required")]), 422, "invalid-fields"),
    (RetryLaterError("storage_unavailable", CANARY), 503, "unavailable"),
    (KeysUnavailableError(), 503, "unavailable"),
    (ConfigurationError("storage_denied", CANARY), 500, "internal"),
    (ValueError(CANARY), 500, "internal"),
    (RecursionError(CANARY), 500, "internal"),
]


@pytest.mark.parametrize(("error", "status", "kind"), PROBLEMS, ids=lambda value: type(value).__name__)
def test_each_exception_has_its_problem(
    error: Exception, status: int, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = ask(build(error), "GET", "/things/1", headers={"Origin": ORIGIN})
    assert answer.status == answer.json["status"] == status
    assert answer.json["type"] == f"urn:bandup:problem:{kind}"
    assert answer.json["title"]
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert CANARY not in json.dumps(answer.raw)
    assert caplog.records
    assert CANARY not in str(lines(caplog.records))


def test_a_delay_that_the_failing_service_named_is_passed_on() -> None:
    error = RetryLaterError("storage_unavailable", "Throttled.", retry_after=17.4)
    assert ask(build(error), "GET", "/things/1").headers["retry-after"] == "17"
    assert int(ask(build(KeysUnavailableError()), "GET", "/things/1").headers["retry-after"]) > 0


def test_a_fault_of_ours_is_logged_by_type_and_place(caplog: pytest.LogCaptureFixture) -> None:
    answer = ask(build(KeyError(CANARY)), "GET", "/things/1")
    (failure,) = [json.loads(line) for line in lines(caplog.records) if '"ERROR"' in line]
    assert failure["exception"] == "KeyError"
    assert failure["stack"][-1].startswith("test_api.py:")
    assert failure["correlation_id"] == answer.json["request_id"]


def test_an_operator_learns_the_code_of_what_failed(caplog: pytest.LogCaptureFixture) -> None:
    ask(build(ConfigurationError("storage_denied", CANARY)), "GET", "/things/1")
    (failure,) = [json.loads(line) for line in lines(caplog.records) if '"ERROR"' in line]
    assert failure["code"] == "storage_denied"


def test_why_a_token_was_refused_is_logged_and_not_told(caplog: pytest.LogCaptureFixture) -> None:
    answer = ask(build(), "GET", "/things/1", bearer="bad")
    assert "test" not in answer.raw["body"]
    assert any('"reason":"test"' in line for line in lines(caplog.records))


def test_a_fault_of_the_caller_is_no_error_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    ask(build(), "GET", "/nothing")
    assert {record.levelname for record in caplog.records} == {"INFO"}


def test_preflight_needs_no_token() -> None:
    answer = ask(build(), "OPTIONS", "/things", bearer=None, headers={"Origin": OTHER_ORIGIN})
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == OTHER_ORIGIN
    assert {"GET", "POST"} <= set(answer.headers["access-control-allow-methods"].split(","))
    assert {"Authorization", "Content-Type", "Idempotency-Key"} <= set(
        answer.headers["access-control-allow-headers"].split(",")
    )


def test_scripts_of_an_allowed_origin_can_read_our_headers() -> None:
    answer = ask(build(), "GET", "/things/1", headers={"Origin": ORIGIN})
    assert {"Location", "Retry-After", "X-Request-Id"} <= set(
        answer.headers["access-control-expose-headers"].split(",")
    )


@pytest.mark.parametrize("origin", ["https://evil.example.org", f"{ORIGIN}.evil.org", f"{ORIGIN}/", "null", "*", ""])
def test_other_origins_get_no_permission(origin: str) -> None:
    for answer in (
        ask(build(), "OPTIONS", "/things", bearer=None, headers={"Origin": origin}),
        ask(build(), "GET", "/things/1", headers={"Origin": origin}),
        ask(build(origins=()), "GET", "/things/1", headers={"Origin": origin}),
    ):
        assert "access-control-allow-origin" not in answer.headers


def test_no_state_is_left_behind() -> None:
    api = build()
    ask(api, "GET", "/things/1")
    assert api.context == {}
    assert ask(api, "GET", "/things/1", bearer="bad").status == 401


EVENT_FIELDS = (
    "httpMethod",
    "path",
    "headers",
    "multiValueHeaders",
    "queryStringParameters",
    "multiValueQueryStringParameters",
    "pathParameters",
    "requestContext",
    "body",
    "isBase64Encoded",
)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
HEADERS = st.sampled_from([{"Authorization": "Bearer good"}, {"authorization": "Bearer good", "origin": ORIGIN}, None])


@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys(EVENT_FIELDS, ANYTHING)) | ANYTHING,
    HEADERS,
    st.sampled_from([None, "/things", "/things/1", "/things/\ud800", "//", "/things/%00"]),
    st.sampled_from([None, "GET", "POST", "OPTIONS", "HEAD"]),
)
def test_no_event_is_a_fault_of_ours(event: Any, headers: Any, path: str | None, method: str | None) -> None:
    if isinstance(event, dict):
        event |= {"headers": headers} if headers else {}
        event |= {"path": path} if path else {}
        event |= {"httpMethod": method} if method else {}
    answer = Answer(build().resolve(event, FakeContext()))
    assert answer.status < 500
    json.dumps(answer.raw).encode()
    assert not answer.raw["body"] or answer.json
