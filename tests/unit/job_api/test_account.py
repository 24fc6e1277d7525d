"""What belongs to a user as a whole: usage, export, and single deletions."""

import base64
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bandup.account_data.usage import sum_by_kind_and_month
from bandup.interview.model import Cost
from bandup.jobs import transitions
from bandup.jobs.kinds import Kind
from bandup.jobs.model import JobOutline
from bandup.storage.uploads import UploadType
from support.events import Answer, FakeContext, api_event
from support.interviews import session

from .account import exported, interviewed, job, reviewed
from .cards import AS_MADE, GAP, PICTURE, card, large_set, pictured_set
from .conftest import ESSAY, OWNER, STRANGER, JobApiHarness
from .grading import graded, large

# --- one evaluation


@pytest.mark.parametrize("work", [graded, large])
def test_a_deleted_evaluation_is_gone_with_what_was_submitted(work: Any, harness: JobApiHarness) -> None:
    job_id, kept = harness.submit(), harness.submit()
    harness.work_off(work)
    answer = harness.ask("DELETE", f"/evaluations/{job_id}")
    assert answer.status == 204
    assert not answer.raw["body"]
    assert harness.ask("GET", f"/evaluations/{job_id}").status == 404
    assert harness.ask("DELETE", f"/evaluations/{job_id}").status == 404
    assert harness.versions(job_id) == []
    assert [item["evaluation_id"] for item in harness.ask("GET", "/evaluations").json["items"]] == [kept]
    assert harness.ask("GET", f"/evaluations/{kept}").status == 200

    left = harness.ask("GET", f"/jobs/{job_id}").json
    assert (left["status"], left["cost"]["usd"]) == ("COMPLETED", 0.0031)
    assert "result_url" not in left
    assert ESSAY["essay_content"] not in str(job(harness, job_id))


def test_a_deleted_evaluation_does_not_come_back(harness: JobApiHarness) -> None:
    key = {"Idempotency-Key": "3f1c"}
    job_id = harness.submit(headers=key)
    harness.work_off(graded)
    harness.ask("DELETE", f"/evaluations/{job_id}")
    harness.queue.put(harness.queue.messages[0].body)
    harness.work_off(graded)
    assert harness.submit(headers=key) == job_id
    assert harness.ask("GET", f"/evaluations/{job_id}").status == 404


def test_a_strangers_evaluation_is_not_deleted(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    harness.work_off(large)
    assert harness.ask("DELETE", f"/evaluations/{job_id}", user=STRANGER).status == 404
    assert harness.ask("GET", f"/evaluations/{job_id}").status == 200


# --- usage


def finished(month: str, kind: Kind, usd: str | None) -> JobOutline:
    created = {"2026-10": 1_793_490_000_000, "2026-11": 1_793_500_000_000}[month]  # an hour around midnight UTC
    cost = {"usd": Decimal(usd), "input_tokens": 10, "output_tokens": 3, "model": "m"} if usd else None
    return JobOutline(job_id="id", user_id=OWNER, kind=kind, created_at=created, updated_at=created, cost=cost)


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
    found = sum_by_kind_and_month(jobs, interviews)
    spent = [(each.month, each.kind, each.jobs, each.usd, each.input_tokens) for each in found]
    assert spent == [
        ("2026-11", "interview", 1, Decimal("0.004"), 900),
        ("2026-11", "speaking", 1, Decimal("0.0000000001"), 10),
        ("2026-11", "writing", 4, Decimal("0.3"), 30),
        ("2026-10", "interview", 2, Decimal("0.004"), 900),
        ("2026-10", "writing", 1, Decimal("0.7"), 10),
    ]


def test_usage_is_ones_own_over_all_pages(harness: JobApiHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bandup.jobs.store.PAGE", 2)
    ids = [harness.submit() for _ in range(5)]
    harness.submit(user=STRANGER)
    harness.work_off(graded)
    harness.ask("DELETE", f"/evaluations/{ids[0]}")
    harness.submit()
    (spent,) = harness.ask("GET", "/usage").json["items"]
    assert spent == {
        "month": "2027-01",
        "kind": "writing",
        "jobs": 6,
        "usd": 0.0155,
        "input_tokens": 10_500,
        "output_tokens": 4_900,
    }
    assert harness.ask("GET", "/usage", user="nobody").json == {"items": []}


# --- export


def test_an_export_holds_everything_and_nothing_of_others(harness: JobApiHarness) -> None:
    done, big = harness.submit(), None
    harness.work_off(graded)
    big = harness.submit()
    harness.work_off(large)
    waiting = harness.submit(body=ESSAY | {"question": "Waiting?"})
    set_id = harness.submit_pdf()
    harness.work_off(large_set, Kind.FLASHCARD)
    pictured_id = harness.submit_pdf()
    harness.work_off(pictured_set, Kind.FLASHCARD)
    upload = harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF")
    harness.submit(user=STRANGER, body=ESSAY | {"essay_content": "canary"})
    interview = interviewed(harness, "It was slow.")
    interviewed(harness, "canary", STRANGER)
    studied = reviewed(harness, "People ____ cars.")
    reviewed(harness, "canary", STRANGER)
    harness.upload(UploadType.WRITING_ESSAY, b"canary", STRANGER)

    file = exported(harness)
    assert (file["user_id"], file["exported_at"]) == (OWNER, harness.clock.now)
    assert {each["job_id"] for each in file["jobs"]} == {done, big, waiting, set_id, pictured_id}
    essays = [each["request"]["tasks"][0] for each in file["jobs"] if each["kind"] == "writing"]
    assert {each["question"] for each in essays} == {ESSAY["question"], "Waiting?"}
    cards, pictured = file["flashcard_sets"]
    assert pictured["page_images"] == {PICTURE: base64.b64encode(b"\xff\xd8 of the first card").decode()}
    assert "page_images" not in cards
    assert (cards["set_id"], cards["flashcards"]) == (set_id, [card(1) | AS_MADE, GAP | AS_MADE])
    evaluations = {each["evaluation_id"]: each for each in file["evaluations"]}
    assert evaluations.keys() == {done, big}
    assert evaluations[done]["essay_content"] == ESSAY["essay_content"]
    assert len(evaluations[big]["measures"]) == 400_000
    uploads = {each["upload_type"]: (each["upload_id"], each["size"]) for each in file["uploads"]}
    assert uploads.keys() == {"speaking_audio", "flashcard_pdf"}
    (talk,) = file["interviews"]
    assert (talk["session_id"], talk["category"]) == (interview.session_id, "technical")
    assert [message["content"] for message in talk["messages"]] == ["Why?", "It was slow."]
    (study_card,) = file["study_cards"]
    assert (study_card["id"], study_card["front"]) == (studied.id, "People ____ cars.")
    assert [each["rating"] for each in study_card["reviews"]] == [3]
    assert uploads["speaking_audio"] == (upload.key.rpartition("/")[2], 4)
    assert "canary" not in json.dumps(file)


def test_an_export_holds_what_an_open_or_failed_job_keeps(harness: JobApiHarness) -> None:
    job_id = harness.submit()
    job = harness.jobs.get(job_id)
    assert job is not None
    leased = harness.jobs.update(job, transitions.lease(job, harness.jobs.now(), harness.jobs.now() + 1000))
    kept = {"fields": {"overall_band": Decimal("6.5")}, "body": {"transcript": "I like it."}}
    harness.jobs.update(leased, transitions.keep(leased, harness.jobs.now(), "PART_1", kept, None))
    [exported_job] = exported(harness)["jobs"]
    assert exported_job["kept"]["PART_1"]["body"]["transcript"] == "I like it."
    assert "kept" not in harness.ask("GET", f"/jobs/{job_id}").json


def test_an_export_of_nothing(harness: JobApiHarness) -> None:
    file = exported(harness, "nobody")
    sections = ("jobs", "evaluations", "flashcard_sets", "interviews", "study_cards", "uploads")
    assert [file[section] for section in sections] == [[]] * 6


def test_an_export_without_time_is_not_half_an_export(harness: JobApiHarness) -> None:
    harness.submit()
    event = api_event("GET", "/me/export", headers={"Authorization": harness.pool.bearer(OWNER)})
    answer = Answer(harness.handler(event, FakeContext(remaining_seconds=3)))
    assert (answer.status, answer.json["type"]) == (503, "urn:bandup:problem:unavailable")
