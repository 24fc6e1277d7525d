"""Bodies that must not get through: each has its answer, and leaves nothing behind."""

import json

import pytest

from bandup.core.aws import Clients
from support.tokens import UserPool

from .bad_bodies import CASES
from .cases import Case
from .conftest import ESSAY, OWNER, JobApiHarness

TITLES = {
    400: "malformed-request",
    413: "body-too-large",
    415: "unsupported-media-type",
    422: "invalid-fields",
}


@pytest.fixture(scope="module")
def harness(clients: Clients, pool: UserPool, keys_url: str) -> JobApiHarness:
    """One for all: nothing here may change anything in it."""
    return JobApiHarness(clients, pool, keys_url)


def untouched(harness: JobApiHarness) -> bool:
    return harness.stored() == [] and not any(queue.messages for queue in harness.queues.values())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_refused(case: Case, harness: JobApiHarness) -> None:
    headers = {"Authorization": harness.pool.bearer(OWNER)} | case.headers
    answer = harness.ask("POST", case.path, body=case.body, headers=headers, **case.event)
    assert answer.status == case.status, answer.raw
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["type"] == f"urn:bandup:problem:{TITLES[case.status]}"
    assert answer.json["status"] == case.status
    assert answer.json["request_id"] == answer.headers["x-request-id"]
    assert tuple(pointer for _, pointer in answer.pointers) == case.pointers
    assert len(answer.raw["body"]) < 2000
    assert untouched(harness)


def test_no_answer_quotes_the_request(harness: JobApiHarness) -> None:
    canary = "canary-of-the-essay"
    for body in (
        {"task_type": canary, "question": [canary], "essay_content": {canary: canary}, "session_id": f"{canary}!"},
        ESSAY | {"essay_content": f"{canary}\x00"},
        f'{{"question": "{canary}"',
        f'"{canary}"',
    ):
        answer = harness.ask("POST", "/writing/evaluations", body=body, headers={"Idempotency-Key": f"{canary} "})
        assert 400 <= answer.status < 500
        assert canary not in json.dumps(answer.raw)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 80
