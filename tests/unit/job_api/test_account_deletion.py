"""The end of everything that belongs to a user."""

from dataclasses import replace
from typing import Any, cast

import pytest

from bandup.interview.store import keys_partition
from bandup.jobs import transitions
from bandup.jobs.model import Kind, Status
from bandup.jobs.results import Result
from bandup.jobs.store import JobStore
from bandup.jobs.worker import Run
from bandup.storage.uploads import UploadType
from support.events import FakeContext

from .account import exported, interviewed, job
from .cards import large_set, two_cards
from .conftest import BUCKET, ESSAY, OWNER, SETTLE_SECONDS, STRANGER, World
from .grading import graded, large


def delete_me(world: World, user: str = OWNER) -> str:
    answer = world.ask("DELETE", "/me", user=user)
    assert answer.status == 202, answer.raw
    assert answer.headers["location"] == f"jobs/{answer.json['job_id']}"
    return str(answer.json["job_id"])


def passes(world: World, count: int = 1) -> None:
    """Let time pass until the deletion is due, and work it off, so many times."""
    for _ in range(count):
        world.clock.now = max([world.clock.now, *(message.visible_at for message in world.account.pending())])
        world.work_off(world.deletion, Kind.DELETION)


def traces(world: World, user: str = OWNER) -> list[str]:
    """What is stored anywhere that holds the user's id."""
    return [str(item) for item in world.stored() if f"'{user}'" in str(item)] + world.versions(user)


def test_nothing_of_the_user_stays_and_all_of_others_does(world: World) -> None:
    world.submit()
    world.work_off(graded)
    big = world.submit()
    world.work_off(large)
    cards = world.submit_pdf()
    world.work_off(large_set, Kind.FLASHCARD)
    world.submit_pdf(STRANGER)
    world.work_off(two_cards, Kind.FLASHCARD)
    world.ask("GET", f"/flashcard-sets/{cards}/export", query={"format": "apkg"})
    world.submit_pdf()  # still waiting
    for user in (OWNER, STRANGER):
        for upload_type in UploadType:
            world.upload(upload_type, b"x", user)
        exported(world, user)
    world.s3.put_object(Bucket=BUCKET, Key=f"uploads/idempotency/{OWNER}/1", Body=b"hash")
    world.submit(user=STRANGER)
    world.work_off(graded)
    world.submit()  # still waiting
    mine = interviewed(world, "It was slow.")
    kept = interviewed(world, "It was fast.", STRANGER)
    theirs = traces(world, STRANGER)

    deletion = delete_me(world)
    passes(world)
    half = world.ask("GET", f"/jobs/{deletion}").json
    assert (half["kind"], half["status"]) == ("deletion", "QUEUED"), "uploads begun before may still arrive"
    world.upload(UploadType.WRITING_ESSAY, b"late")
    world.work_off(graded)
    world.work_off(two_cards, Kind.FLASHCARD)
    assert world.queue.pending() == world.flashcards.pending() == [], "a cancelled job's message is acknowledged"
    passes(world)

    assert traces(world) == []
    assert world.versions(big) == world.versions(cards) == []
    assert traces(world, STRANGER) == theirs
    partitions = {item["sessionId"]["S"] for item in world.stored() if "sessionId" in item}
    assert mine.session_id not in partitions, "a turn does not hold the user's id"
    assert partitions == {kept.session_id, keys_partition(STRANGER)}
    assert len(list(world.interviews.all_turns(kept))) == 2
    after = world.ask("GET", f"/jobs/{deletion}").json
    assert after["status"] == "COMPLETED"
    assert "result_url" not in after
    assert world.ask("GET", f"/jobs/{deletion}", user=STRANGER).status == 404
    assert after["updated_at"] - after["created_at"] >= 1000 * SETTLE_SECONDS
    assert world.account.pending() == []

    assert world.queue.graveyard == []


def test_a_message_that_comes_after_everything_brings_nothing_back(world: World) -> None:
    world.submit()
    delete_me(world)
    passes(world, 2)
    world.work_off(graded)
    assert len(world.queue.graveyard) == 1, "it names no job"
    assert traces(world) == []


def test_a_deleted_user_can_read_nothing_and_submit_nothing(world: World) -> None:
    job_id = world.submit()
    world.work_off(graded)
    deletion = delete_me(world)
    for method, path in (("POST", "/writing/evaluations"), ("GET", "/me/export")):
        answer = world.ask(method, path, body=ESSAY if method == "POST" else None)
        assert (answer.status, answer.json["type"]) == (403, "urn:bandup:problem:account-deleted")
    assert delete_me(world) == deletion
    passes(world, 2)
    assert world.ask("POST", "/writing/evaluations", body=ESSAY).status == 403
    assert delete_me(world) == deletion
    for path in (f"/jobs/{job_id}", f"/evaluations/{job_id}"):
        assert world.ask("GET", path).status == 404
    assert world.ask("GET", "/jobs").json == world.ask("GET", "/evaluations").json == {"items": []}


def test_a_deletion_is_not_taken_back(world: World) -> None:
    deletion = delete_me(world)
    passes(world)
    assert world.ask("DELETE", f"/jobs/{deletion}").status == 409
    passes(world)
    assert job(world, deletion).status is Status.COMPLETED


def test_a_job_in_flight_does_not_come_back(world: World) -> None:
    job_id = world.submit()

    def work(run: Run) -> Result:
        delete_me(world)
        passes(world)
        assert world.jobs.get(job_id) is not None, "its worker's lease is waited for"
        return large(run)

    world.work_off(work)
    assert world.versions(job_id), "the body was written before the transaction was refused"
    passes(world, 2)
    assert (traces(world), world.versions(job_id)) == ([], [])


def test_a_worker_that_was_killed_is_not_waited_for_longer_than_its_lease(world: World) -> None:
    seen = job(world, world.submit())
    world.jobs.move(seen, transitions.lease(seen, world.clock(), world.clock() + 1000 * (SETTLE_SECONDS + 100)))
    deletion = delete_me(world)
    passes(world, 2)
    assert job(world, deletion).status is Status.QUEUED
    passes(world, 2)
    assert job(world, deletion).status is Status.COMPLETED
    assert traces(world) == []


class StoppedError(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("after", range(12))
def test_a_deletion_that_is_interrupted_anywhere_is_finished_by_the_next(after: int, world: World) -> None:
    world.submit()
    world.work_off(large)
    world.upload(UploadType.WRITING_IMAGE, b"x")
    world.submit()
    delete_me(world)
    world.clock.advance(SETTLE_SECONDS)
    calls = iter(range(100))

    def interrupted(run: Run) -> None:
        class Stopping:
            def __getattr__(self, name: str) -> Any:
                if next(calls) >= after:
                    raise StoppedError
                return getattr(world.jobs, name)

        replace(world.deletion, jobs=cast("JobStore", Stopping()))(run)

    try:
        world.work_off(interrupted, Kind.DELETION)
    except StoppedError:
        world.clock.advance(400)
    passes(world, 3)
    assert traces(world) == []
    assert world.account.pending() == []


def test_a_large_account_is_deleted_in_several_passes(world: World) -> None:
    for _ in range(5):
        world.submit()
    world.work_off(graded)
    delete_me(world)
    world.clock.advance(SETTLE_SECONDS)

    def slow(run: Run) -> None:
        budget = iter([20.0, 20.0])
        deadline: Any = type("Deadline", (), {"budget": lambda _: next(budget, 0.0)})()
        world.deletion(replace(run, deadline=deadline))

    world.work_off(slow, Kind.DELETION)
    assert world.ask("GET", "/jobs").json["items"][0]["kind"] == "deletion"
    assert len(world.ask("GET", "/jobs").json["items"]) == 4
    passes(world)
    assert traces(world) == []


def test_messages_of_the_account_queue_reach_the_deletion(world: World) -> None:
    world.upload(UploadType.WRITING_ESSAY, b"x")
    deletion = delete_me(world)
    world.clock.advance(SETTLE_SECONDS)
    # The handler's own queue hides by receipt handle; here only its answer to SQS matters.
    world.account.set_visibility = lambda *_: None  # type: ignore[attr-defined]
    record = {"messageId": "m", "receiptHandle": "h", "body": world.account.messages[0].body, "attributes": {}}
    assert world.handler({"Records": [record]}, FakeContext()) == {"batchItemFailures": []}
    assert job(world, deletion).status is Status.COMPLETED
    assert traces(world) == []
