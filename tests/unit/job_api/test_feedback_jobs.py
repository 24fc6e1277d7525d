"""Feedback on interviews is a kind of job as the others are, but its result lies with the interview."""

from typing import Any

from bandup.core.dynamo import Table
from bandup.interview.feedback_items import store_feedback
from bandup.jobs import transitions
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Status
from bandup.jobs.result import NEWEST, SUBJECT
from support.events import FakeContext
from support.interviews import put_interview, session

from .account import exported
from .conftest import OWNER, SETTLE_SECONDS, JobApiHarness

FEEDBACK = {"summary": "A strong first answer.", "answers": [{"turn": 2, "rating": 7, "missing": "", "better": "So."}]}


def give_feedback(harness: JobApiHarness) -> tuple[str, str]:
    """Store an interview with feedback, as its worker does: the ids of the session and the job."""
    table = harness.settings.dynamodb_interview_sessions
    header = put_interview(harness.dynamodb, table, session(OWNER), ["Why?", "Because."])
    job = harness.services.submitter.submit(
        user_id=OWNER,
        kind=Kind.FEEDBACK,
        request={"session_id": header.session_id},
        correlation_id="r",
        idempotency_key=None,
    )
    now = harness.clock()
    leased = harness.jobs.update(job, transitions.lease(job, now, now + 1_000))
    judged = header.add_judgement({"overall": 7}, [], now)
    cost: dict[str, Any] = {"usd": 1, "input_tokens": 2, "output_tokens": 3, "model": "m"}
    done = transitions.complete(leased, now, cost)
    writes = store_feedback(Table(harness.dynamodb, table), judged, FEEDBACK, subject=SUBJECT, newest=NEWEST)
    harness.jobs.complete(leased, done, writes)
    return header.session_id, job.job_id


def test_it_is_followed_counted_exported_and_deleted(harness: JobApiHarness) -> None:
    session_id, job_id = give_feedback(harness)
    shown = harness.ask("GET", f"/jobs/{job_id}").json
    assert (shown["kind"], shown["result_url"]) == ("feedback", f"/review?session_id={session_id}")
    assert [job["job_id"] for job in harness.ask("GET", "/jobs").json["items"]] == [job_id]
    spent = {each["kind"]: each for each in harness.ask("GET", "/usage").json["items"]}
    assert (spent["feedback"]["jobs"], spent["feedback"]["usd"]) == (1, 1)
    file = exported(harness)
    assert [job["job_id"] for job in file["jobs"]] == [job_id]
    assert [each["feedback"] for each in file["interviews"]] == [FEEDBACK]

    harness.ask("DELETE", "/me")
    harness.clock.advance(SETTLE_SECONDS)
    harness.work_off(harness.deletion, Kind.DELETION)
    assert harness.jobs.get(job_id) is None
    assert harness.dynamodb.scan(TableName=harness.settings.dynamodb_interview_sessions)["Items"] == []


def test_a_deleted_session_takes_it_along_and_its_job_stays_with_its_cost(harness: JobApiHarness) -> None:
    session_id, job_id = give_feedback(harness)
    assert harness.ask("DELETE", f"/sessions/{session_id}").status == 204
    items = harness.dynamodb.scan(TableName=harness.settings.dynamodb_interview_sessions)["Items"]
    assert "A strong first answer." not in str(items)
    assert len(items) == 1
    assert harness.ask("GET", f"/jobs/{job_id}").json["cost"]["usd"] == 1


def test_it_can_be_cancelled_until_it_starts(harness: JobApiHarness) -> None:
    job = harness.services.submitter.submit(
        user_id=OWNER, kind=Kind.FEEDBACK, request={"session_id": "s"}, correlation_id="r", idempotency_key=None
    )
    assert harness.ask("DELETE", f"/jobs/{job.job_id}").json["status"] == Status.CANCELLED


def test_the_sweep_sends_what_was_not_sent_and_closes_what_is_dead(harness: JobApiHarness) -> None:
    harness.queues[Kind.FEEDBACK].down = True
    job = harness.services.submitter.submit(
        user_id=OWNER, kind=Kind.FEEDBACK, request={"session_id": "s"}, correlation_id="r", idempotency_key=None
    )
    harness.queues[Kind.FEEDBACK].down = False
    harness.clock.advance(120)
    assert harness.handler({"sweep": True}, FakeContext()) == {"resent": 1, "exhausted": 0, "claims_returned": 0}
    (message,) = harness.queues[Kind.FEEDBACK].messages
    harness.dlqs[Kind.FEEDBACK].put(message.body)
    assert harness.handler({"sweep": True}, FakeContext()) == {"resent": 0, "exhausted": 1, "claims_returned": 0}
    assert harness.ask("GET", f"/jobs/{job.job_id}").json["error"]["code"] == "exhausted"
