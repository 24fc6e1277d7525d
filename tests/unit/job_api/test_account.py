"""What belongs to a user as a whole: usage, export, single deletions, and the end of everything."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest

from bandup.account.usage import by_kind_and_month
from bandup.interview.model import Cost, Session
from bandup.interview.store import keys_partition
from bandup.jobs import moves
from bandup.jobs.model import Job, Kind, Status
from bandup.jobs.store import JobStore
from bandup.jobs.worker import Run
from bandup.storage.results import Result
from bandup.storage.uploads import UploadType
from support.events import Answer, FakeContext, api_event
from support.interviews import put_interview, session

from .cards import GAP, card, large_set, two_cards
from .conftest import BUCKET, ESSAY, OWNER, SETTLE_SECONDS, STRANGER, World
from .grading import graded, large


def job(world: World, job_id: str) -> Job:
    found = world.jobs.get(job_id)
    assert found is not None
    return found


# --- one evaluation


@pytest.mark.parametrize("work", [graded, large])
def test_a_deleted_evaluation_is_gone_with_what_was_submitted(work: Any, world: World) -> None:
    job_id, kept = world.submit(), world.submit()
    world.work_off(work)
    answer = world.ask("DELETE", f"/evaluations/{job_id}")
    assert answer.status == 204
    assert not answer.raw["body"]
    assert world.ask("GET", f"/evaluations/{job_id}").status == 404
    assert world.ask("DELETE", f"/evaluations/{job_id}").status == 404
    assert world.versions(job_id) == []
    assert [item["evaluation_id"] for item in world.ask("GET", "/evaluations").json["items"]] == [kept]
    assert world.ask("GET", f"/evaluations/{kept}").status == 200

    left = world.ask("GET", f"/jobs/{job_id}").json
    assert (left["status"], left["cost"]["usd"]) == ("COMPLETED", 0.0031)
    assert "result_url" not in left
    assert ESSAY["essay_content"] not in str(job(world, job_id))


def test_a_deleted_evaluation_does_not_come_back(world: World) -> None:
    key = {"Idempotency-Key": "3f1c"}
    job_id = world.submit(headers=key)
    world.work_off(graded)
    world.ask("DELETE", f"/evaluations/{job_id}")
    world.queue.put(world.queue.messages[0].body)
    world.work_off(graded)
    assert world.submit(headers=key) == job_id
    assert world.ask("GET", f"/evaluations/{job_id}").status == 404


def test_a_strangers_evaluation_is_not_deleted(world: World) -> None:
    job_id = world.submit()
    world.work_off(large)
    assert world.ask("DELETE", f"/evaluations/{job_id}", user=STRANGER).status == 404
    assert world.ask("GET", f"/evaluations/{job_id}").status == 200


# --- usage


def finished(month: str, kind: Kind, usd: str | None) -> Job:
    created = {"2026-10": 1_793_490_000_000, "2026-11": 1_793_500_000_000}[month]  # an hour around midnight UTC
    cost = {"usd": Decimal(usd), "input_tokens": 10, "output_tokens": 3, "model": "m"} if usd else None
    return Job("id", OWNER, kind, {}, "", "", created_at=created, updated_at=created, cost=cost)


def test_usage_is_summed_exactly_by_kind_and_utc_month() -> None:
    jobs = [
        *[finished("2026-11", Kind.WRITING, "0.1")] * 3,
        finished("2026-11", Kind.WRITING, None),
        finished("2026-11", Kind.SPEAKING, "0.0000000001"),
        finished("2026-10", Kind.WRITING, "0.7"),
        finished("2026-10", Kind.DELETION, None),
    ]
    october = session(OWNER, ts=1_793_490_000_000, cost=Cost(Decimal("0.004"), 900, 120))
    interviews = [october, replace(october, cost=Cost()), replace(october, ts=1_793_500_000_000)]
    found = by_kind_and_month(jobs, interviews)
    spent = [(each.month, each.kind, each.jobs, each.usd, each.input_tokens) for each in found]
    assert spent == [
        ("2026-11", "interview", 1, Decimal("0.004"), 900),
        ("2026-11", "speaking", 1, Decimal("0.0000000001"), 10),
        ("2026-11", "writing", 4, Decimal("0.3"), 30),
        ("2026-10", "interview", 2, Decimal("0.004"), 900),
        ("2026-10", "writing", 1, Decimal("0.7"), 10),
    ]


def test_usage_is_ones_own_over_all_pages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bandup.jobs.store.PAGE", 2)
    ids = [world.submit() for _ in range(5)]
    world.submit(user=STRANGER)
    world.work_off(graded)
    world.ask("DELETE", f"/evaluations/{ids[0]}")
    world.submit()
    (spent,) = world.ask("GET", "/usage").json["items"]
    assert spent == {
        "month": "2027-01",
        "kind": "writing",
        "jobs": 6,
        "usd": 0.0155,
        "input_tokens": 10_500,
        "output_tokens": 4_900,
    }
    assert world.ask("GET", "/usage", user="nobody").json == {"items": []}


# --- export


def exported(world: World, user: str = OWNER) -> Any:
    """The file behind the link that an export answers."""
    answer = world.ask("GET", "/me/export", user=user)
    assert answer.status == 200, answer.raw
    url = urlsplit(answer.json["get_url"])
    query = parse_qs(url.query)
    assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert int(query["X-Amz-Expires"][0]) == answer.json["expires_in"] <= 900
    key = url.path.removeprefix("/").removeprefix(f"{BUCKET}/")
    assert key.startswith(f"exports/{user}/")
    return json.loads(world.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())


def interviewed(world: World, said: str, user: str = OWNER) -> Session:
    """An interview with one answer, and the record of an Idempotency-Key."""
    header = session(user, ts=world.clock.now)
    world.dynamodb.put_item(
        TableName=world.interviews_table, Item={"sessionId": {"S": keys_partition(user)}, "ts": {"N": "-7"}}
    )
    return put_interview(world.dynamodb, world.interviews_table, header, ["Why?", said])


def test_an_export_holds_everything_and_nothing_of_others(world: World) -> None:
    done, big = world.submit(), None
    world.work_off(graded)
    big = world.submit()
    world.work_off(large)
    waiting = world.submit(body=ESSAY | {"question": "Waiting?"})
    set_id = world.submit_pdf()
    world.work_off(large_set, Kind.FLASHCARD)
    upload = world.upload(UploadType.SPEAKING_AUDIO, b"RIFF")
    world.submit(user=STRANGER, body=ESSAY | {"essay_content": "canary"})
    interview = interviewed(world, "It was slow.")
    interviewed(world, "canary", STRANGER)
    world.upload(UploadType.WRITING_ESSAY, b"canary", STRANGER)

    file = exported(world)
    assert (file["user_id"], file["exported_at"]) == (OWNER, world.clock.now)
    assert {each["job_id"] for each in file["jobs"]} == {done, big, waiting, set_id}
    essays = [each["request"]["tasks"][0] for each in file["jobs"] if each["kind"] == "writing"]
    assert {each["question"] for each in essays} == {ESSAY["question"], "Waiting?"}
    (cards,) = file["flashcard_sets"]
    assert (cards["set_id"], cards["flashcards"]) == (set_id, [card(1), GAP])
    evaluations = {each["evaluation_id"]: each for each in file["evaluations"]}
    assert evaluations.keys() == {done, big}
    assert evaluations[done]["essay_content"] == ESSAY["essay_content"]
    assert len(evaluations[big]["measures"]) == 400_000
    uploads = {each["upload_type"]: (each["upload_id"], each["size"]) for each in file["uploads"]}
    assert uploads.keys() == {"speaking_audio", "flashcard_pdf"}
    (talk,) = file["interviews"]
    assert (talk["session_id"], talk["category"]) == (interview.session_id, "technical")
    assert [message["content"] for message in talk["messages"]] == ["Why?", "It was slow."]
    assert uploads["speaking_audio"] == (upload.key.rpartition("/")[2], 4)
    assert "canary" not in json.dumps(file)


def test_an_export_of_nothing(world: World) -> None:
    file = exported(world, "nobody")
    sections = ("jobs", "evaluations", "flashcard_sets", "interviews", "uploads")
    assert [file[section] for section in sections] == [[], [], [], [], []]


def test_an_export_without_time_is_not_half_an_export(world: World) -> None:
    world.submit()
    event = api_event("GET", "/me/export", headers={"Authorization": world.pool.bearer(OWNER)})
    answer = Answer(world.handler(event, FakeContext(remaining_seconds=3)))
    assert (answer.status, answer.json["type"]) == (503, "urn:bandup:problem:unavailable")


# --- everything


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
    world.jobs.move(seen, moves.leased(seen, world.clock(), world.clock() + 1000 * (SETTLE_SECONDS + 100)))
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
    world.account.hide = lambda *_: None  # type: ignore[attr-defined]
    record = {"messageId": "m", "receiptHandle": "h", "body": world.account.messages[0].body, "attributes": {}}
    assert world.handler({"Records": [record]}, FakeContext()) == {"batchItemFailures": []}
    assert job(world, deletion).status is Status.COMPLETED
    assert traces(world) == []
