import base64
import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from bandup.core.aws import Clients
from bandup.core.idempotency import request_hash
from bandup.jobs.kinds import EVALUATIONS, Kind
from bandup.jobs.model import Status
from support.events import Answer, FakeContext
from support.logs import lines
from support.tokens import UserPool

from .conftest import ESSAY, OWNER, STRANGER, JobApiHarness
from .grading import graded

AS_USUAL = {"exam": "ACADEMIC", "feedback_language": "en"}


def test_an_essay_becomes_a_queued_job(harness: JobApiHarness) -> None:
    answer = harness.ask("POST", "/writing/evaluations", body=ESSAY | {"session_id": "monday:1"})
    job_id = answer.json["job_id"]
    assert answer.status == 202
    assert answer.json == {"job_id": job_id, "status_url": f"/jobs/{job_id}"}
    assert answer.headers["location"] == f"../jobs/{job_id}"
    assert int(answer.headers["retry-after"]) > 0

    job = harness.jobs.get(job_id)
    assert job is not None
    assert (job.user_id, job.kind, job.status) == (OWNER, Kind.WRITING, Status.QUEUED)
    assert job.request == {"tasks": [ESSAY], "session_id": "monday:1", **AS_USUAL}
    assert job.correlation_id == answer.headers["x-request-id"]
    assert [json.loads(message.body) for message in harness.queue.messages] == [{"schema_version": 1, "job_id": job_id}]


def test_blanks_around_the_question_are_dropped_and_the_essay_is_kept(harness: JobApiHarness) -> None:
    essay = "  \n A line.\r\n\tAnother line with é, e\u0301, \u200f and \U0001f468\u200d\U0001f469.  "
    job = harness.jobs.get(harness.submit(body=ESSAY | {"question": "\n Why? ", "essay_content": essay}))
    assert job is not None
    assert job.request["tasks"] == [{"task_type": "TASK_2", "question": "Why?", "essay_content": essay}]


def test_no_session_is_the_same_as_none(harness: JobApiHarness) -> None:
    job = harness.jobs.get(harness.submit(body=ESSAY | {"session_id": None}))
    assert job is not None
    assert job.request == {"tasks": [ESSAY], **AS_USUAL}


def test_exam_and_language_are_stored_with_the_job(harness: JobApiHarness) -> None:
    chosen = {"exam": "GENERAL_TRAINING", "feedback_language": "zh-Hant"}
    job = harness.jobs.get(harness.submit(body=ESSAY | {"task_type": "TASK_1"} | chosen))
    assert job is not None
    assert job.request == {"tasks": [ESSAY | {"task_type": "TASK_1"}], **chosen}


def test_what_is_the_default_is_no_other_request(harness: JobApiHarness) -> None:
    """So a repetition is known again by the version that learnt of the field."""
    key = {"Idempotency-Key": "3f1c"}
    first = harness.submit(body=ESSAY, headers=key)
    assert harness.submit(body=ESSAY | AS_USUAL, headers=key) == first
    job = harness.jobs.get(first)
    assert job is not None
    assert job.request_hash == request_hash(ESSAY)


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
def test_the_limits_themselves_are_allowed(changes: dict[str, str], harness: JobApiHarness) -> None:
    harness.submit(body=ESSAY | changes)


def test_base64_and_a_charset_are_understood(harness: JobApiHarness) -> None:
    body = base64.b64encode(json.dumps(ESSAY).encode()).decode()
    harness.submit(body=body, isBase64Encoded=True, headers={"Content-Type": "application/json; charset=utf-8"})


def test_the_same_key_and_request_is_the_same_job(harness: JobApiHarness) -> None:
    key = {"Idempotency-Key": "3f1c"}
    first = harness.submit(headers=key)
    assert harness.submit(headers=key) == first
    assert harness.jobs_stored() == 1
    assert len(harness.queue.messages) == 1


def test_the_same_key_with_another_request_is_a_conflict(harness: JobApiHarness) -> None:
    key = {"Idempotency-Key": "3f1c"}
    harness.submit(headers=key)
    answer = harness.ask("POST", "/writing/evaluations", body=ESSAY | {"question": "Why?"}, headers=key)
    assert (answer.status, answer.json["type"]) == (409, "urn:bandup:problem:conflict")
    assert harness.jobs_stored() == 1


def test_a_key_is_the_users_own(harness: JobApiHarness) -> None:
    key = {"Idempotency-Key": "3f1c"}
    assert harness.submit(headers=key) != harness.submit(headers=key, user=STRANGER)


def test_without_a_key_every_request_is_a_job(harness: JobApiHarness) -> None:
    assert harness.submit() != harness.submit()


def test_a_queue_that_is_down_is_not_the_callers_problem(harness: JobApiHarness) -> None:
    harness.queue.down = True
    job_id = harness.submit()
    assert harness.queue.messages == []

    harness.queue.down = False
    harness.clock.advance(120)
    assert harness.handler({"sweep": True}, FakeContext()) == {"resent": 1, "exhausted": 0, "claims_returned": 0}
    assert [json.loads(message.body)["job_id"] for message in harness.queue.messages] == [job_id]
    assert harness.handler({"sweep": True}, FakeContext()) == {"resent": 0, "exhausted": 0, "claims_returned": 0}


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


def test_a_throttled_table_is_not_a_lost_essay(clients: Clients, pool: UserPool, keys_url: str) -> None:
    harness = JobApiHarness(clients, pool, keys_url, dynamodb=Throttled(clients.get("dynamodb")))
    answer = harness.ask("POST", "/writing/evaluations", body=ESSAY)
    assert (answer.status, answer.json["type"]) == (503, "urn:bandup:problem:unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert "canary" not in json.dumps(answer.raw)
    assert harness.stored() == []
    assert harness.queue.messages == []


def test_keys_that_cannot_be_read_are_not_a_bad_token(clients: Clients, pool: UserPool) -> None:
    answer = JobApiHarness(clients, pool, "http://127.0.0.1:1/jwks.json").ask("GET", "/jobs")
    assert answer.status == 503
    assert int(answer.headers["retry-after"]) > 0


def test_nothing_of_a_person_is_logged(harness: JobApiHarness, caplog: pytest.LogCaptureFixture) -> None:
    secrets = {name: f"canary-{name}" for name in ("question", "essay_content", "session_id")}
    token = harness.pool.bearer("canary-user")
    headers = {"Authorization": token, "Idempotency-Key": "canary-key"}
    job_id = harness.submit(body=ESSAY | secrets, headers=headers)
    harness.submit(body=ESSAY | secrets, headers=headers)
    harness.ask("POST", "/writing/evaluations", body=ESSAY | {"question": "canary"}, headers=headers)
    harness.ask("POST", "/writing/evaluations", body=secrets | {"canary": "canary"}, headers=headers)
    harness.ask("POST", "/writing/evaluations", body='{"canary', headers=headers)
    harness.ask("GET", "/canary", headers=headers, query={"canary": "canary"})
    harness.ask("GET", f"/jobs/{job_id}", headers=headers)
    harness.ask("GET", "/jobs", headers=headers, query={"next_token": "canary"})
    harness.ask("GET", "/jobs", user=None, headers={"Authorization": "Bearer canary.canary.canary"})
    harness.work_off(graded)
    harness.dynamodb.delete_table(TableName=harness.settings.dynamodb_jobs)
    assert harness.ask("GET", f"/jobs/{job_id}", headers=headers).status == 500

    written = lines(caplog.records)
    assert len(written) > 10
    for line in written:
        assert "canary" not in line
        assert token.removeprefix("Bearer ") not in line
        assert json.loads(line)["correlation_id"]


def test_claims_of_the_gateway_are_not_believed(harness: JobApiHarness) -> None:
    forged = {"requestContext": {"requestId": "r-1", "authorizer": {"claims": {"sub": OWNER, "token_use": "access"}}}}
    assert harness.ask("POST", "/writing/evaluations", user=None, body=ESSAY, **forged).status == 401
    assert harness.stored() == []


def test_health(harness: JobApiHarness) -> None:
    tables = ("jobs", "evaluations", "flashcard_sets", "transcripts", "texts", "interviews", "quotas", "study")
    usable = dict.fromkeys((*tables, "page_token_key", "public_keys"), "ok")
    assert harness.handler({"health": True}, FakeContext()) == {"ok": True, "checks": usable}
    harness.dynamodb.delete_table(TableName=EVALUATIONS.table_in(harness.settings))
    assert harness.handler({"health": True}, FakeContext()) == {
        "ok": False,
        "checks": usable | {"evaluations": "storage_denied"},
    }


@pytest.mark.parametrize("event", [{"sweep": 0}, {"sweep": "true"}, {"health": True, "sweep": True}, [], None, {}])
def test_other_events_are_requests_without_a_token(event: object, harness: JobApiHarness) -> None:
    assert Answer(harness.handler(event, FakeContext())).status == 401
