"""Submissions that name uploads, whole Writing tests, and Speaking."""

from typing import Any

import pytest

from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job
from bandup.storage.upload_rules import RULES, UploadRule
from bandup.storage.uploads import UploadType

from .conftest import ESSAY, STRANGER, JobApiHarness

CHART_TASK = {"task_type": "TASK_1", "question": "Describe the chart.", "essay_content": "The chart shows sales."}
SPOKEN = {"part": "PART_2", "questions": ["Describe a book.", " Why did you read it? "]}


def accepted(harness: JobApiHarness, body: Any, path: str = "/writing/evaluations", **event: Any) -> Job:
    answer = harness.ask("POST", path, body=body, **event)
    assert answer.status == 202, answer.raw
    job = harness.jobs.get(answer.json["job_id"])
    assert job is not None
    return job


def test_an_uploaded_essay_is_named_with_its_version(harness: JobApiHarness) -> None:
    essay = harness.upload(UploadType.WRITING_ESSAY, b"An essay.")
    job = accepted(harness, {"task_type": "TASK_2", "question": "Why?", "upload_id": essay.key.rpartition("/")[2]})
    assert job.request == {
        "tasks": [{"task_type": "TASK_2", "question": "Why?", "essay_upload": essay.as_request()}],
    }


def test_a_replaced_file_leaves_the_job_its_version(harness: JobApiHarness) -> None:
    first = harness.upload(UploadType.WRITING_ESSAY, b"The first.")
    job = accepted(harness, {"task_type": "TASK_2", "question": "Why?", "upload_id": first.key.rpartition("/")[2]})
    harness.s3.put_object(Bucket=first.bucket, Key=first.key, Body=b"The second.")
    assert job.request["tasks"][0]["essay_upload"]["version_id"] == first.version_id
    assert harness.services.uploads.read(first, 100) == b"The first."


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_a_whole_test_is_stored_in_order(order: slice, harness: JobApiHarness) -> None:
    chart = harness.upload(UploadType.WRITING_IMAGE, b"\x89PNG")
    task_1 = CHART_TASK | {"image_upload_id": chart.key.rpartition("/")[2]}
    job = accepted(harness, {"tasks": [task_1, ESSAY][order], "session_id": "mock-3"})
    assert job.kind is Kind.WRITING
    assert job.request == {"tasks": [CHART_TASK | {"image_upload": chart.as_request()}, ESSAY], "session_id": "mock-3"}


@pytest.mark.parametrize("by", ["upload_id", "audio_url"])
def test_a_recording_by_id_or_url(by: str, harness: JobApiHarness) -> None:
    audio = harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF")
    names = {"upload_id": audio.key.rpartition("/")[2], "audio_url": f"s3://{audio.bucket}/{audio.key}"}
    job = accepted(harness, SPOKEN | {by: names[by], "session_id": "s"}, "/speaking/evaluations")
    assert job.kind is Kind.SPEAKING
    assert job.request == {
        "part": "PART_2",
        "questions": ["Describe a book.", "Why did you read it?"],
        "audio": audio.as_request(),
        "session_id": "s",
    }
    assert [job.job_id in message.body for message in harness.queues[Kind.SPEAKING].messages] == [True]
    assert harness.queue.messages == []


def test_limits_of_speaking_are_allowed(harness: JobApiHarness) -> None:
    audio = harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF")
    body = {"part": "PART_3", "questions": ["x" * 500] * 20, "upload_id": audio.key.rpartition("/")[2]}
    accepted(harness, body, "/speaking/evaluations")


def refusal(harness: JobApiHarness, upload_type: UploadType, body: bytes, *, user: str) -> tuple[int, list[str]]:
    """What a submission is answered that names such an upload of `user`."""
    upload_id = harness.upload(upload_type, body, user).key.rpartition("/")[2]
    answer = harness.ask("POST", "/speaking/evaluations", body=SPOKEN | {"upload_id": upload_id})
    assert harness.stored() == []
    return answer.status, [error["code"] for error in answer.json["errors"]]


def test_files_that_no_job_is_made_of(harness: JobApiHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    audio = UploadType.SPEAKING_AUDIO
    monkeypatch.setitem(RULES, audio, UploadRule(8, frozenset()))
    assert refusal(harness, audio, b"x" * 9, user="4a1b2c3d-owner") == (422, ["upload_too_large"])
    assert refusal(harness, audio, b"", user="4a1b2c3d-owner") == (422, ["empty_upload"])
    assert refusal(harness, audio, b"x", user=STRANGER) == (422, ["unknown_upload"])
    assert refusal(harness, UploadType.WRITING_ESSAY, b"x", user="4a1b2c3d-owner") == (422, ["unknown_upload"])


def test_a_repeated_key_is_the_same_job_though_the_file_changed_or_went(harness: JobApiHarness) -> None:
    audio = harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF")
    body = SPOKEN | {"upload_id": audio.key.rpartition("/")[2]}
    key = {"Idempotency-Key": "3f1c"}
    first = accepted(harness, body, "/speaking/evaluations", headers=key)
    harness.s3.put_object(Bucket=audio.bucket, Key=audio.key, Body=b"another")
    assert accepted(harness, body, "/speaking/evaluations", headers=key) == first
    harness.s3.delete_object(Bucket=audio.bucket, Key=audio.key)
    assert accepted(harness, body, "/speaking/evaluations", headers=key) == first
    other = harness.ask("POST", "/speaking/evaluations", body=body | {"part": "PART_1"}, headers=key)
    assert (other.status, other.json["type"]) == (409, "urn:bandup:problem:conflict")


def test_one_key_may_name_a_writing_and_a_speaking_job(harness: JobApiHarness) -> None:
    audio = harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF")
    key = {"Idempotency-Key": "3f1c"}
    spoken = SPOKEN | {"upload_id": audio.key.rpartition("/")[2]}
    assert accepted(harness, ESSAY, headers=key) != accepted(harness, spoken, "/speaking/evaluations", headers=key)
