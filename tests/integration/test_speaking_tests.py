"""A whole Speaking test goes in by the public API as one job: judged side by side, and no part of it paid twice."""

import json
from collections.abc import Mapping
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest

from integration.attempts import ended_at_once
from integration.conftest import Stage, User
from integration.essays import SAMPLES, marker
from integration.test_speaking_jobs import BANDS, TALK, uploaded
from ops.client.api import expect
from support import sounds

pytestmark = pytest.mark.integration

PARTS = ("PART_1", "PART_2", "PART_3")
SILENT = {"kind": "members", "members": {"speech_heard": False, "transcript": ""}}


def submit(user: User, parts: list[dict[str, Any]], **changes: Any) -> str:
    request = {"parts": parts, "session_id": "mock-7"} | changes
    return str(expect(user.api.post("/speaking/evaluations", request), HTTPStatus.ACCEPTED)["job_id"])


def recorded(user: User, words: Mapping[str, str]) -> list[dict[str, Any]]:
    """The parts of a test, each with a recording of its own and a word in its question by which the model knows it."""
    return [
        {"part": part, "questions": [f"Why? {words[part]}"], "upload_id": uploaded(user, sounds.wav(TALK))["upload_id"]}
        for part in PARTS
    ]


def markers(stage: Stage, **faults: dict[str, Any]) -> dict[str, str]:
    """A word for each part, whose calls are counted and meet this fault."""
    words = {part: marker() for part in PARTS}
    for part, word in words.items():
        stage.model.fail(word, *([faults[part]] if part in faults else []))
    return words


def calls(stage: Stage, words: Mapping[str, str]) -> dict[str, int]:
    return {part: stage.model.calls(word) for part, word in words.items()}


def test_a_test_in_one_recording_comes_back_graded(user: User) -> None:
    sample = SAMPLES / "speaking_test"
    form = uploaded(user, (sample / "test.mp3").read_bytes(), "audio/mpeg")
    parts = [{**part, "upload_id": form["upload_id"]} for part in json.loads((sample / "parts.json").read_text())]
    job = ended_at_once(user, lambda: submit(user, parts, regrade=True))
    assert job["status"] == "COMPLETED", job

    evaluation = user.get(job["result_url"])
    assert (evaluation["basis"], evaluation["session_id"]) == ("WHOLE_TEST", "mock-7")
    assert [part["part"] for part in evaluation["parts"]] == list(PARTS)
    starts = [part["question_times"][0] for part in parts]
    assert [part["offset_seconds"] for part in evaluation["parts"]] == starts
    ends = [*starts[1:], 130.2]
    for part, start, end in zip(evaluation["parts"], starts, ends, strict=True):
        assert part["duration"] == pytest.approx(end - start, abs=0.2)
        assert [answer["question"] for answer in part["answers"]] == part["questions"]
        assert all(answer["feedback"] for answer in part["answers"])
    total = sum(Decimal(str(part["duration"])) for part in evaluation["parts"])
    for place, criterion in enumerate(evaluation["criteria"]):
        bands = [part["feedback"]["criteria"][place]["band"] for part in evaluation["parts"]]
        weighed = sum(band * part["duration"] for band, part in zip(bands, evaluation["parts"], strict=True))
        assert criterion["raw_mean"] == pytest.approx(weighed / float(total), abs=0.001)
        assert abs(criterion["band"] - criterion["raw_mean"]) <= 0.25
    assert evaluation["raw_mean"] == sum(evaluation[band] for band in BANDS) / 4
    assert evaluation["estimated_cost"] == job["cost"]["usd"] > 0
    listed = user.get("/evaluations?type=speaking")["items"][0]
    assert (listed["evaluation_id"], listed["basis"]) == (job["job_id"], "WHOLE_TEST")
    assert "part" not in listed
    [used] = user.get("/usage")["items"]
    assert (used["kind"], used["jobs"], used["usd"]) == ("speaking", 1, job["cost"]["usd"])


def test_an_outage_of_one_part_pays_no_other_part_again(stage: Stage, user: User) -> None:
    busy = {"kind": "status", "status": 429, "retry_delay_seconds": 2, "times": 1_000}
    words = markers(stage, PART_2=busy)
    job_id = submit(user, recorded(user, words))

    def deferred() -> bool:
        job = user.job(job_id)
        return bool(job["status"] == "QUEUED" and job["attempts"] >= 2)

    stage.until(deferred, "a job that was deferred twice")
    paid = user.job(job_id)["cost"]["usd"]
    assert paid > 0
    stage.model.recover(words["PART_2"])
    job = user.finished(job_id)
    assert job["status"] == "COMPLETED"
    assert [stage.model.calls(words[part]) for part in ("PART_1", "PART_3")] == [1, 1]
    assert job["cost"]["usd"] > paid


def test_a_refused_part_is_named_and_recorded_again_it_alone_is_paid(stage: Stage, user: User) -> None:
    words = markers(stage, PART_2=SILENT)
    parts = recorded(user, words)
    failed = user.finished(submit(user, parts))
    assert (failed["status"], failed["error"]["code"], failed["error"]["part"]) == ("FAILED", "no_speech", "PART_2")
    assert failed["error"]["message"].startswith("Part 2: ")
    assert "kept" not in failed
    before = calls(stage, words)
    parts[1]["upload_id"] = uploaded(user, sounds.wav(TALK))["upload_id"]
    job = user.finished(submit(user, parts))
    assert job["status"] == "COMPLETED"
    after = calls(stage, words)
    assert {part: after[part] - before[part] for part in PARTS} == {"PART_1": 0, "PART_2": 1, "PART_3": 0}
    assert len(user.get(job["result_url"])["parts"]) == 3


def test_what_cannot_be_graded_is_named_before_anything_is_paid(stage: Stage, user: User) -> None:
    long = sounds.mp3_seconds(800, speaks=True)
    bad: dict[str, tuple[dict[int, bytes], str, str | None]] = {
        "a part of 0 s": ({2: sounds.wav(b"")}, "empty_audio", "PART_3"),
        "a silent part": ({0: sounds.wav(bytes(320_000))}, "no_speech", "PART_1"),
        "40 minutes in all": ({0: long, 1: long, 2: long}, "too_long", None),
    }
    for name, (contents, code, part) in bad.items():
        words = markers(stage)
        parts = recorded(user, words)
        for place, content in contents.items():
            parts[place]["upload_id"] = uploaded(user, content, "audio/mpeg")["upload_id"]
        job = user.finished(submit(user, parts))
        assert (job["status"], job["error"]["code"], job["error"].get("part")) == ("FAILED", code, part), name
        assert set(calls(stage, words).values()) == {0}, name
    words = markers(stage)
    parts = recorded(user, words)
    parts[1]["question_times"] = [25]
    job = user.finished(submit(user, parts))
    assert (job["error"]["code"], job["error"]["part"]) == ("question_times_beyond_end", "PART_2")
    assert set(calls(stage, words).values()) == {0}


def test_a_test_with_an_upload_of_someone_else_is_refused(stage: Stage, user: User) -> None:
    parts = recorded(user, markers(stage))
    parts[1]["upload_id"] = uploaded(stage.new_user(), sounds.wav(TALK))["upload_id"]
    answer = expect(user.api.post("/speaking/evaluations", {"parts": parts}), HTTPStatus.UNPROCESSABLE_ENTITY)
    assert answer["errors"][0]["pointer"] == "/parts/1/upload_id"
