"""The end of everything that belongs to a user."""

from dataclasses import replace
from typing import Any, cast

import pytest

from bandup.interview.idempotency_records import idempotency_partition
from bandup.jobs import transitions
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Status
from bandup.jobs.results import Result
from bandup.jobs.store import JobStore
from bandup.jobs.worker import Run
from bandup.storage.uploads import UploadType
from support.events import FakeContext
from support.queue import batch

from .account import exported, interviewed, job, reviewed
from .cards import pictured_set, two_cards
from .conftest import BUCKET, ESSAY, OWNER, SETTLE_SECONDS, STRANGER, JobApiHarness
from .grading import graded, large


def delete_me(harness: JobApiHarness, user: str = OWNER) -> str:
    answer = harness.ask("DELETE", "/me", user=user)
    assert answer.status == 202, answer.raw
    assert answer.headers["location"] == f"jobs/{answer.json['job_id']}"
    return str(answer.json["job_id"])


def passes(harness: JobApiHarness, count: int = 1) -> None:
    """Let time pass until the deletion is due, and work it off, so many times."""
    for _ in range(count):
        harness.clock.now = max([harness.clock.now, *(message.visible_at for message in harness.account.pending)])
        harness.work_off(harness.deletion, Kind.DELETION)


def traces(harness: JobApiHarness, user: str = OWNER) -> list[str]:
    """What is stored anywhere that holds the user's id."""
    return [str(item) for item in harness.stored() if f"'{user}'" in str(item)] + harness.versions(user)


def test_nothing_of_the_user_stays_and_all_of_others_does(harness: JobApiHarness) -> None:
    harness.submit()
    harness.work_off(graded)
    big = harness.submit()
    harness.work_off(large)
    cards = harness.submit_pdf()
    harness.work_off(pictured_set, Kind.FLASHCARD)
    harness.submit_pdf(STRANGER)
    harness.work_off(two_cards, Kind.FLASHCARD)
    harness.ask("GET", f"/flashcard-sets/{cards}/export", query={"format": "apkg"})
    harness.submit_pdf()  # still waiting
    for user in (OWNER, STRANGER):
        for upload_type in UploadType:
            harness.upload(upload_type, b"x", user)
        exported(harness, user)
    harness.s3.put_object(Bucket=BUCKET, Key=f"uploads/idempotency/{OWNER}/1", Body=b"hash")
    harness.submit(user=STRANGER)
    harness.work_off(graded)
    harness.submit()  # still waiting
    mine = interviewed(harness, "It was slow.")
    kept = interviewed(harness, "It was fast.", STRANGER)
    for user in (OWNER, STRANGER):
        reviewed(harness, "People ____ cars.", user)
    theirs = traces(harness, STRANGER)
    harness.cognito.users = {OWNER, STRANGER}

    deletion = delete_me(harness)
    passes(harness)
    half = harness.ask("GET", f"/jobs/{deletion}").json
    assert (half["kind"], half["status"]) == ("deletion", "QUEUED"), "uploads begun before may still arrive"
    assert harness.cognito.users == {OWNER, STRANGER}, "the sign-in is the last to go"
    harness.upload(UploadType.WRITING_ESSAY, b"late")
    harness.work_off(graded)
    harness.work_off(two_cards, Kind.FLASHCARD)
    for queue in (harness.queue, harness.queues[Kind.FLASHCARD]):
        assert queue.pending == [], "a cancelled job's message is acknowledged"
    passes(harness)

    assert traces(harness) == []
    assert harness.versions(big) == harness.versions(cards) == []
    assert traces(harness, STRANGER) == theirs
    assert harness.cognito.users == {STRANGER}
    partitions = {item["sessionId"]["S"] for item in harness.stored() if "sessionId" in item}
    assert mine.session_id not in partitions, "a turn does not hold the user's id"
    assert partitions == {kept.session_id, idempotency_partition(STRANGER)}
    assert len(list(harness.interviews.all_turns(kept))) == 2
    after = harness.ask("GET", f"/jobs/{deletion}").json
    assert after["status"] == "COMPLETED"
    assert "result_url" not in after
    assert harness.ask("GET", f"/jobs/{deletion}", user=STRANGER).status == 404
    assert after["updated_at"] - after["created_at"] >= 1000 * SETTLE_SECONDS
    assert harness.account.pending == []

    assert harness.dlq.messages == []


@pytest.mark.parametrize(
    "fault",
    ["TooManyRequestsException", "InternalErrorException", "AccessDeniedException", "ResourceNotFoundException"],
)
def test_a_sign_in_that_cognito_keeps_is_asked_for_again(harness: JobApiHarness, fault: str) -> None:
    harness.cognito.users, harness.cognito.faults = {OWNER, STRANGER}, [fault]
    deletion = delete_me(harness)
    passes(harness, 2)
    assert job(harness, deletion).status is Status.QUEUED
    assert harness.cognito.users == {OWNER, STRANGER}
    passes(harness)
    assert job(harness, deletion).status is Status.COMPLETED
    assert harness.cognito.users == {STRANGER}


def test_a_sign_in_that_is_gone_already_holds_nothing_up(harness: JobApiHarness) -> None:
    harness.cognito.users = {STRANGER}
    deletion = delete_me(harness)
    passes(harness, 2)
    assert job(harness, deletion).status is Status.COMPLETED
    assert harness.cognito.users == {STRANGER}


def test_a_message_that_comes_after_everything_brings_nothing_back(harness: JobApiHarness) -> None:
    harness.submit()
    delete_me(harness)
    passes(harness, 2)
    harness.work_off(graded)
    assert len(harness.dlq.messages) == 1, "it names no job"
    assert traces(harness) == []


def test_a_deleted_user_can_read_nothing_and_submit_nothing(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    harness.work_off(graded)
    deletion = delete_me(harness)
    for method, path in (("POST", "/writing/evaluations"), ("GET", "/me/export")):
        answer = harness.ask(method, path, body=ESSAY if method == "POST" else None)
        assert (answer.status, answer.json["type"]) == (403, "urn:bandup:problem:account-deleted")
    assert delete_me(harness) == deletion
    passes(harness, 2)
    assert harness.ask("POST", "/writing/evaluations", body=ESSAY).status == 403
    assert delete_me(harness) == deletion
    for path in (f"/jobs/{job_id}", f"/evaluations/{job_id}"):
        assert harness.ask("GET", path).status == 404
    assert harness.ask("GET", "/jobs").json == harness.ask("GET", "/evaluations").json == {"items": []}


def test_a_deletion_is_not_taken_back(harness: JobApiHarness) -> None:
    deletion = delete_me(harness)
    passes(harness)
    assert harness.ask("DELETE", f"/jobs/{deletion}").status == 409
    passes(harness)
    assert job(harness, deletion).status is Status.COMPLETED


def test_a_job_in_flight_does_not_come_back(harness: JobApiHarness) -> None:
    job_id = harness.submit()

    def work(run: Run) -> Result:
        delete_me(harness)
        passes(harness)
        assert harness.jobs.get(job_id) is not None, "its worker's lease is waited for"
        return large(run)

    harness.work_off(work)
    assert harness.versions(job_id), "the body was written before the transaction was refused"
    passes(harness, 2)
    assert (traces(harness), harness.versions(job_id)) == ([], [])


def test_a_worker_that_was_killed_is_not_waited_for_longer_than_its_lease(harness: JobApiHarness) -> None:
    seen = job(harness, harness.submit())
    harness.jobs.update(seen, transitions.lease(seen, harness.clock(), harness.clock() + 1000 * (SETTLE_SECONDS + 100)))
    deletion = delete_me(harness)
    passes(harness, 2)
    assert job(harness, deletion).status is Status.QUEUED
    passes(harness, 2)
    assert job(harness, deletion).status is Status.COMPLETED
    assert traces(harness) == []


class StoppedError(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("after", range(12))
def test_a_deletion_that_is_interrupted_anywhere_is_finished_by_the_next(after: int, harness: JobApiHarness) -> None:
    harness.submit()
    harness.work_off(large)
    harness.upload(UploadType.WRITING_IMAGE, b"x")
    harness.submit()
    delete_me(harness)
    harness.clock.advance(SETTLE_SECONDS)
    calls = iter(range(100))

    def interrupted(run: Run) -> None:
        class Stopping:
            def __getattr__(self, name: str) -> Any:
                if next(calls) >= after:
                    raise StoppedError
                return getattr(harness.jobs, name)

        replace(harness.deletion, jobs=cast("JobStore", Stopping()))(run)

    try:
        harness.work_off(interrupted, Kind.DELETION)
    except StoppedError:
        harness.clock.advance(400)
    passes(harness, 3)
    assert traces(harness) == []
    assert harness.account.pending == []


def test_a_large_account_is_deleted_in_several_passes(harness: JobApiHarness) -> None:
    for _ in range(5):
        harness.submit()
    harness.work_off(graded)
    delete_me(harness)
    harness.clock.advance(SETTLE_SECONDS)

    def slow(run: Run) -> None:
        budget = iter([20.0, 20.0])
        deadline: Any = type("Deadline", (), {"budget": lambda _: next(budget, 0.0)})()
        harness.deletion(replace(run, deadline=deadline))

    harness.work_off(slow, Kind.DELETION)
    assert harness.ask("GET", "/jobs").json["items"][0]["kind"] == "deletion"
    assert len(harness.ask("GET", "/jobs").json["items"]) == 4
    passes(harness)
    assert traces(harness) == []


def test_messages_of_the_account_queue_reach_the_deletion(harness: JobApiHarness) -> None:
    harness.upload(UploadType.WRITING_ESSAY, b"x")
    deletion = delete_me(harness)
    harness.clock.advance(SETTLE_SECONDS)
    event = batch(*harness.account.visible())
    assert harness.handler(event, FakeContext()) == {"batchItemFailures": []}
    assert job(harness, deletion).status is Status.COMPLETED
    assert traces(harness) == []
