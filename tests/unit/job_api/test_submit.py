import base64
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import pytest
from botocore.exceptions import ClientError

from bandup.auth.exceptions import KeysUnavailableError
from bandup.jobs.model import Kind, Status
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter
from job_api.app import JobApi
from support.events import Answer, FakeContext, api_event
from support.logs import lines

from .conftest import ESSAY, OWNER, STRANGER, World
from .grading import graded


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
    assert job.request == {"tasks": [ESSAY], "session_id": "monday:1"}
    assert job.correlation_id == answer.headers["x-request-id"]
    assert [json.loads(message.body) for message in world.queue.messages] == [{"schema_version": 1, "job_id": job_id}]


def test_blanks_around_the_question_are_dropped_and_the_essay_is_kept(world: World) -> None:
    essay = "  \n A line.\r\n\tAnother line with é, e\u0301, \u200f and \U0001f468\u200d\U0001f469.  "
    job = world.jobs.get(world.submit(body=ESSAY | {"question": "\n Why? ", "essay_content": essay}))
    assert job is not None
    assert job.request == {"tasks": [{"task_type": "TASK_2", "question": "Why?", "essay_content": essay}]}


def test_no_session_is_the_same_as_none(world: World) -> None:
    job = world.jobs.get(world.submit(body=ESSAY | {"session_id": None}))
    assert job is not None
    assert job.request == {"tasks": [ESSAY]}


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
    assert world.jobs_stored() == 1
    assert len(world.queue.messages) == 1


def test_the_same_key_with_another_request_is_a_conflict(world: World) -> None:
    key = {"Idempotency-Key": "3f1c"}
    world.submit(headers=key)
    answer = world.ask("POST", "/writing/evaluations", body=ESSAY | {"question": "Why?"}, headers=key)
    assert (answer.status, answer.json["type"]) == (409, "urn:bandup:problem:conflict")
    assert world.jobs_stored() == 1


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


class Throttled:
    """A DynamoDB client whose writes are throttled."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def transact_write_items(self, **_: Any) -> None:
        raise ClientError(
            {"Error": {"Code": "ProvisionedThroughputExceededException", "Message": "canary"}}, "TransactWriteItems"
        )


def test_a_throttled_table_is_not_a_lost_essay(world: World) -> None:
    queues: Any = {Kind.WRITING: world.queue}
    submitter = Submitter(JobStore(cast("Any", Throttled(world.dynamodb)), world.jobs_table, world.clock), queues)
    handler = JobApi(replace(world.services, submitter=submitter))
    event = api_event("POST", "/writing/evaluations", body=ESSAY, headers={"Authorization": world.pool.bearer(OWNER)})
    answer = Answer(handler(event, FakeContext()))
    assert (answer.status, answer.json["type"]) == (503, "urn:bandup:problem:unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert "canary" not in json.dumps(answer.raw)
    assert world.stored() == []
    assert world.queue.messages == []


def test_keys_that_cannot_be_read_are_not_a_bad_token(world: World) -> None:
    def unavailable(_: Sequence[str]) -> str:
        raise KeysUnavailableError

    handler = JobApi(replace(world.services, authenticate=unavailable))
    answer = Answer(handler(api_event("GET", "/jobs", headers={"Authorization": "Bearer x"}), FakeContext()))
    assert answer.status == 503
    assert int(answer.headers["retry-after"]) > 0


def test_nothing_of_a_person_is_logged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    secrets = {name: f"canary-{name}" for name in ("question", "essay_content", "session_id")}
    token = world.pool.bearer("canary-user")
    headers = {"Authorization": token, "Idempotency-Key": "canary-key"}
    job_id = world.submit(body=ESSAY | secrets, headers=headers)
    world.submit(body=ESSAY | secrets, headers=headers)
    world.ask("POST", "/writing/evaluations", body=ESSAY | {"question": "canary"}, headers=headers)
    world.ask("POST", "/writing/evaluations", body=secrets | {"canary": "canary"}, headers=headers)
    world.ask("POST", "/writing/evaluations", body='{"canary', headers=headers)
    world.ask("GET", "/canary", headers=headers, query={"canary": "canary"})
    world.ask("GET", f"/jobs/{job_id}", headers=headers)
    world.ask("GET", "/jobs", headers=headers, query={"next_token": "canary"})
    world.ask("GET", "/jobs", user=None, headers={"Authorization": "Bearer canary.canary.canary"})
    world.work_off(graded)
    world.dynamodb.delete_table(TableName=world.jobs_table)
    assert world.ask("GET", f"/jobs/{job_id}", headers=headers).status == 500

    written = lines(caplog.records)
    assert len(written) > 10
    for line in written:
        assert "canary" not in line
        assert token.removeprefix("Bearer ") not in line
        assert json.loads(line)["correlation_id"]


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
