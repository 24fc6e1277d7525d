"""What a browser page of another origin may do, on every route and with every answer."""

import re

import pytest

from bandup.core.aws import Clients
from support.openapi import operations
from support.tokens import UserPool

from .conftest import ESSAY, LIMIT, ORIGIN, OWNER, STRANGER, JobApiHarness

ROUTES = [
    (method, re.sub(r"{\w+}", "0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4", path))
    for method, path, _ in operations("job_api")
]
FOREIGN = ["https://app.example.org.evil.example", "http://app.example.org", "null", "https://APP.example.org", ""]


def test_there_are_routes() -> None:
    assert len(ROUTES) >= 11


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_every_route_answers_a_preflight_without_a_token(method: str, path: str, harness: JobApiHarness) -> None:
    asked = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization,content-type,idempotency-key",
    }
    answer = harness.ask("OPTIONS", path, user=None, headers=asked)
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert method in answer.headers["access-control-allow-methods"].split(",")
    allowed = {name.strip().lower() for name in answer.headers["access-control-allow-headers"].split(",")}
    assert {"authorization", "content-type", "idempotency-key"} <= allowed
    assert int(answer.headers["access-control-max-age"]) > 0
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("origin", FOREIGN)
def test_another_origin_is_told_nothing(origin: str, harness: JobApiHarness) -> None:
    for method, user in (("OPTIONS", None), ("GET", OWNER)):
        answer = harness.ask(method, "/jobs", user=user, headers={"Origin": origin})
        assert "access-control-allow-origin" not in answer.headers
        assert answer.headers["vary"] == "Origin"


def test_every_answer_can_be_read_by_the_page(harness: JobApiHarness) -> None:
    def status(method: str, path: str, *, user: str | None = OWNER, body: object = None) -> int:
        answer = harness.ask(method, path, user=user, body=body, headers={"Origin": ORIGIN})
        assert answer.headers["access-control-allow-origin"] == ORIGIN, answer.status
        exposed = {name.strip() for name in answer.headers["access-control-expose-headers"].split(",")}
        assert {"Location", "Retry-After", "X-Request-Id"} <= exposed
        return answer.status

    for _ in range(LIMIT):
        assert status("POST", "/writing/evaluations", body=ESSAY) == 202
    assert status("POST", "/writing/evaluations", body=ESSAY) == 429
    assert status("GET", "/jobs") == 200
    assert status("GET", "/jobs", user=None) == 401
    assert status("GET", "/nothing") == 404
    assert status("PUT", "/jobs") == 405
    assert status("POST", "/speaking/evaluations", body="[") == 400
    assert status("POST", "/speaking/evaluations", body="x" * 300_000) == 413
    assert status("POST", "/speaking/evaluations", body={}) == 422
    assert status("DELETE", "/me", user=STRANGER) == 202
    assert status("POST", "/writing/evaluations", user=STRANGER, body=ESSAY) == 403
    harness.dynamodb.delete_table(TableName=harness.settings.dynamodb_jobs)
    assert status("GET", "/jobs") == 500


def test_without_origins_no_page_may_read_anything(clients: Clients, pool: UserPool, keys_url: str) -> None:
    harness = JobApiHarness(clients, pool, keys_url, cors_origins=())
    answer = harness.ask("OPTIONS", "/jobs", user=None, headers={"Origin": ORIGIN})
    assert "access-control-allow-origin" not in answer.headers
