import base64
import json

import pytest

from bandup.jobs.model import Kind, Status
from support.events import Answer, FakeContext

from .conftest import ESSAY, OWNER, STRANGER, World


def test_an_essay_becomes_a_queued_job(world: World) -> None:
    answer = world.ask("POST", "/writing/evaluations", body=ESSAY | {"session_id": "monday:1"})
    job_id = answer.json["job_id"]
    assert answer.status == 202
    assert answer.json == {"job_id": job_id, "status_url": f"/jobs/{job_id}"}
    assert answer.headers["location"] == f"../jobs/{job_id}"
    assert int(answer.headers["retry-after"]) > 0

    job = world.jobs.get(job_id)
    assert job is not None
    assert (job.user_id, job.kind, job.status) == (OWNER, Kind.WRITING, Status.QUEUED)
    assert job.request == ESSAY | {"session_id": "monday:1"}
    assert job.correlation_id == answer.headers["x-request-id"]
    assert [json.loads(message.body) for message in world.queue.messages] == [{"schema_version": 1, "job_id": job_id}]


def test_blanks_around_the_question_are_dropped_and_the_essay_is_kept(world: World) -> None:
    essay = "  \n A line.\r\n\tAnother line with é, e\u0301, \u200f and \U0001f468\u200d\U0001f469.  "
    job = world.jobs.get(world.submit(body=ESSAY | {"question": "\n Why? ", "essay_content": essay}))
    assert job is not None
    assert job.request == {"task_type": "TASK_2", "question": "Why?", "essay_content": essay}


def test_no_session_is_the_same_as_none(world: World) -> None:
    job = world.jobs.get(world.submit(body=ESSAY | {"session_id": None}))
    assert job is not None
    assert job.request == ESSAY


@pytest.mark.parametrize(
    "changes",
    [
        {"task_type": "TASK_1"},
        {"question": "x"},
        {"question": "x" * 4000},
        {"question": " " * 5000 + "x" * 4000},
        {"essay_content": "x"},
        {"essay_content": "x" * 20_000},
        {"essay_content": "\U0001f600" * 20_000},
        {"session_id": "A-z.0_9:" * 16},
    ],
)
def test_the_limits_themselves_are_allowed(changes: dict[str, str], world: World) -> None:
    world.submit(body=ESSAY | changes)


def test_base64_and_a_charset_are_understood(world: World) -> None:
    body = base64.b64encode(json.dumps(ESSAY).encode()).decode()
    world.submit(body=body, isBase64Encoded=True, headers={"Content-Type": "application/json; charset=utf-8"})


def test_the_same_key_and_request_is_the_same_job(world: World) -> None:
    key = {"Idempotency-Key": "3f1c"}
    first = world.submit(headers=key)
    assert world.submit(headers=key) == first
    assert len(world.stored()) == 1
    assert len(world.queue.messages) == 1


def test_the_same_key_with_another_request_is_a_conflict(world: World) -> None:
    key = {"Idempotency-Key": "3f1c"}
    world.submit(headers=key)
    answer = world.ask("POST", "/writing/evaluations", body=ESSAY | {"question": "Why?"}, headers=key)
    assert (answer.status, answer.json["type"]) == (409, "urn:bandup:problem:conflict")
    assert len(world.stored()) == 1


def test_a_key_is_the_users_own(world: World) -> None:
    key = {"Idempotency-Key": "3f1c"}
    assert world.submit(headers=key) != world.submit(headers=key, user=STRANGER)


def test_without_a_key_every_request_is_a_job(world: World) -> None:
    assert world.submit() != world.submit()


def test_a_queue_that_is_down_is_not_the_callers_problem(world: World) -> None:
    world.queue.down = True
    job_id = world.submit()
    assert world.queue.messages == []

    world.queue.down = False
    world.clock.advance(120)
    assert world.handler({"sweep": True}, FakeContext()) == {"resent": 1, "exhausted": 0}
    assert [json.loads(message.body)["job_id"] for message in world.queue.messages] == [job_id]
    assert world.handler({"sweep": True}, FakeContext()) == {"resent": 0, "exhausted": 0}


def test_claims_of_the_gateway_are_not_believed(world: World) -> None:
    forged = {"requestContext": {"requestId": "r-1", "authorizer": {"claims": {"sub": OWNER, "token_use": "access"}}}}
    assert world.ask("POST", "/writing/evaluations", user=None, body=ESSAY, **forged).status == 401
    assert world.stored() == []


def test_health(world: World) -> None:
    assert world.handler({"health": True}, FakeContext()) == {
        "ok": True,
        "checks": {"jobs": "ok", "evaluations": "ok"},
    }
    world.dynamodb.delete_table(TableName=world.evaluations_table)
    assert world.handler({"health": True}, FakeContext()) == {
        "ok": False,
        "checks": {"jobs": "ok", "evaluations": "storage_denied"},
    }


@pytest.mark.parametrize("event", [{"sweep": 0}, {"sweep": "true"}, {"health": True, "sweep": True}, [], None, {}])
def test_other_events_are_requests_without_a_token(event: object, world: World) -> None:
    assert Answer(world.handler(event, FakeContext())).status == 401
