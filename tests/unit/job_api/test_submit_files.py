"""Submissions that name uploads, whole tests, and Speaking."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bandup.jobs import transitions
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job, JobFailure
from bandup.storage.upload_rules import RULES, UploadRule
from bandup.storage.uploads import StoredUpload, UploadType

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
    assert job.request["tasks"] == [{"task_type": "TASK_2", "question": "Why?", "essay_upload": essay.as_request()}]


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
    assert job.request["tasks"] == [CHART_TASK | {"image_upload": chart.as_request()}, ESSAY]
    assert job.request["session_id"] == "mock-3"


def test_a_letter_with_a_picture_is_refused_though_the_picture_is_there(harness: JobApiHarness) -> None:
    chart = harness.upload(UploadType.WRITING_IMAGE, b"\x89PNG")
    body = CHART_TASK | {"image_upload_id": chart.key.rpartition("/")[2], "exam": "GENERAL_TRAINING"}
    answer = harness.ask("POST", "/writing/evaluations", body=body)
    assert answer.status == 422
    assert [(error["pointer"], error["code"]) for error in answer.json["errors"]] == [
        ("/image_upload_id", "academic_only")
    ]
    assert harness.stored() == []


@pytest.mark.parametrize("by", ["upload_id", "audio_url"])
def test_a_recording_by_id_or_url(by: str, harness: JobApiHarness) -> None:
    audio = harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF")
    names = {"upload_id": audio.key.rpartition("/")[2], "audio_url": f"s3://{audio.bucket}/{audio.key}"}
    about_job = {"session_id": "s", "exam": "GENERAL_TRAINING", "feedback_language": "de"}
    job = accepted(harness, SPOKEN | {by: names[by]} | about_job, "/speaking/evaluations")
    assert job.kind is Kind.SPEAKING
    assert job.request == {
        "part": "PART_2",
        "questions": ["Describe a book.", "Why did you read it?"],
        "audio": audio.as_request(),
        **about_job,
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


def spoken_parts(*audio: StoredUpload, times: tuple[Any, ...] = (None, None, None)) -> list[dict[str, Any]]:
    """The three parts of a test, with their recordings and the times of their two questions."""
    return [
        {"part": part, "questions": ["First?", "Second?"], "upload_id": upload.key.rpartition("/")[2]}
        | ({"question_times": at} if at else {})
        for part, upload, at in zip(("PART_1", "PART_2", "PART_3"), audio, times, strict=True)
    ]


def three_recordings(harness: JobApiHarness) -> list[StoredUpload]:
    return [harness.upload(UploadType.SPEAKING_AUDIO, f"RIFF {number}".encode()) for number in range(3)]


SPEAKING = "/speaking/evaluations"


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_a_whole_speaking_test_is_stored_in_order(order: slice, harness: JobApiHarness) -> None:
    audio = three_recordings(harness)
    parts = spoken_parts(*audio, times=(None, [0.1, 70], None))[order]
    job = accepted(harness, {"parts": parts, "session_id": "mock-3"}, SPEAKING)
    assert (job.kind, job.request["session_id"], job.kept) == (Kind.SPEAKING, "mock-3", {})
    assert [part["part"] for part in job.request["parts"]] == ["PART_1", "PART_2", "PART_3"]
    assert [part["audio"] for part in job.request["parts"]] == [each.as_request() for each in audio]
    assert [part.get("question_times") for part in job.request["parts"]] == [None, [Decimal("0.1"), 70], None]
    assert not any("piece" in part for part in job.request["parts"])


def test_parts_that_share_a_recording_end_where_the_next_begins(harness: JobApiHarness) -> None:
    one, other = harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF"), harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF!")
    parts = spoken_parts(one, one, one, times=([3, 40.5], [200, 210], [400, 450]))
    job = accepted(harness, {"parts": parts}, SPEAKING)
    pieces = [{"start": 3, "end": 200}, {"start": 200, "end": 400}, {"start": 400}]
    assert [part.get("piece") for part in job.request["parts"]] == pieces
    parts = spoken_parts(one, other, one, times=([3, 40.5], None, [400, 450]))
    job = accepted(harness, {"parts": parts}, SPEAKING)
    assert [part.get("piece") for part in job.request["parts"]] == [{"start": 3, "end": 400}, None, {"start": 400}]


@pytest.mark.parametrize(
    ("times", "pointers", "code"),
    [
        (([3, 40], None, [400, 450]), ["/parts/1/question_times"], "missing"),
        ((None, None, None), [f"/parts/{n}/question_times" for n in range(3)], "missing"),
        (([3, 40], [30, 50], [400, 450]), ["/parts/1/question_times"], "out_of_order"),
        (([3, 40], [40, 50], [400, 450]), ["/parts/1/question_times"], "out_of_order"),
        (([3, 40], [60, 70], [1, 2]), ["/parts/2/question_times"], "out_of_order"),
    ],
)
def test_parts_that_share_a_recording_must_tell_it_apart(
    times: tuple[Any, ...], pointers: list[str], code: str, harness: JobApiHarness
) -> None:
    one = harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF")
    answer = harness.ask("POST", SPEAKING, body={"parts": spoken_parts(one, one, one, times=times)})
    assert answer.status == 422
    assert [(error["pointer"], error["code"]) for error in answer.json["errors"]] == [(each, code) for each in pointers]
    assert harness.stored() == []


def test_a_test_with_a_recording_of_another_user_is_refused(harness: JobApiHarness) -> None:
    own = harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF")
    strangers = harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF", STRANGER)
    answer = harness.ask("POST", SPEAKING, body={"parts": spoken_parts(own, strangers, own)})
    assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, "/parts/1/upload_id")
    assert harness.stored() == []


def fail_second_part(harness: JobApiHarness, job: Job) -> Job:
    """End a test as its worker does that has paid for the first and last part when the second one is refused."""
    leased = harness.jobs.update(job, transitions.lease(job, harness.jobs.now(), harness.jobs.now() + 1000))
    for name in ("PART_1", "PART_3"):
        leased = harness.jobs.update(leased, transitions.keep(leased, harness.jobs.now(), name, {"of": name}, None))
    failure = JobFailure("no_speech", "Nobody speaks.", retryable=False, part="PART_2")
    return harness.jobs.update(leased, transitions.fail(leased, harness.jobs.now(), failure, None))


def test_a_new_recording_of_the_refused_part_pays_the_others_no_second_time(harness: JobApiHarness) -> None:
    first, second, third = three_recordings(harness)
    body = {"parts": spoken_parts(first, second, third, times=([0.3, 12.25], None, [1, 2]))}
    failed = fail_second_part(harness, accepted(harness, body, SPEAKING))
    again = harness.upload(UploadType.SPEAKING_AUDIO, b"RIFF again")
    parts = spoken_parts(first, again, third, times=([0.3, 12.25], None, [1, 2]))
    job = accepted(harness, {"parts": parts}, SPEAKING)
    assert job.kept == {"PART_1": {"of": "PART_1"}, "PART_3": {"of": "PART_3"}}
    assert job.cost is None
    left = harness.jobs.get(failed.job_id)
    assert left == replace(failed, kept={}), "what is deleted with the new result is nowhere else"


def test_what_was_changed_or_is_another_users_is_paid_anew(harness: JobApiHarness) -> None:
    first, second, third = three_recordings(harness)
    fail_second_part(harness, accepted(harness, {"parts": spoken_parts(first, second, third)}, SPEAKING))
    parts = spoken_parts(first, second, third)
    parts[0]["questions"] = ["Another?"]
    assert accepted(harness, {"parts": parts}, SPEAKING).kept.keys() == {"PART_3"}
    harness.s3.put_object(Bucket=third.bucket, Key=third.key, Body=b"RIFF, another version")
    again = accepted(harness, {"parts": spoken_parts(first, second, third)}, SPEAKING)
    assert again.kept.keys() == {"PART_1"}
    assert harness.ask("DELETE", f"/jobs/{again.job_id}").status == 200
    assert accepted(harness, {"parts": spoken_parts(first, second, third)}, SPEAKING).kept.keys() == {"PART_1"}
    theirs = [harness.upload(UploadType.SPEAKING_AUDIO, f"RIFF {n}".encode(), STRANGER) for n in range(3)]
    assert accepted(harness, {"parts": spoken_parts(*theirs)}, SPEAKING, user=STRANGER).kept == {}


def fail_second_task(harness: JobApiHarness, job: Job) -> Job:
    """End a Writing test whose second task was never judged."""
    leased = harness.jobs.update(job, transitions.lease(job, harness.jobs.now(), harness.jobs.now() + 1000))
    leased = harness.jobs.update(leased, transitions.keep(leased, harness.jobs.now(), "TASK_1", {"of": "TASK_1"}, None))
    return harness.jobs.update(leased, transitions.fail(leased, harness.jobs.now(), transitions.REFUSED, None))


def test_a_task_of_a_failed_writing_test_is_not_paid_again(harness: JobApiHarness) -> None:
    body = {"tasks": [CHART_TASK, ESSAY]}
    failed = fail_second_task(harness, accepted(harness, body))
    others = [
        body | {"exam": "GENERAL_TRAINING"},
        body | {"feedback_language": "de"},
        body | {"regrade": True},
        {"tasks": [CHART_TASK | {"essay_content": "The chart shows costs."}, ESSAY]},
        CHART_TASK,
    ]
    assert [accepted(harness, other).kept for other in others] == [{}] * len(others)
    again = accepted(harness, {"tasks": [CHART_TASK, ESSAY | {"essay_content": "Another essay about the same."}]})
    assert again.kept == {"TASK_1": {"of": "TASK_1"}}
    assert harness.jobs.get(failed.job_id) == replace(failed, kept={})


def test_feedback_in_another_language_is_paid_anew(harness: JobApiHarness) -> None:
    audio = three_recordings(harness)
    body = {"parts": spoken_parts(*audio)}
    fail_second_part(harness, accepted(harness, body, SPEAKING))
    assert accepted(harness, body | {"feedback_language": "de"}, SPEAKING).kept == {}
    assert accepted(harness, body | {"exam": "GENERAL_TRAINING"}, SPEAKING).kept.keys() == {"PART_1", "PART_3"}


def test_a_part_of_before_there_were_languages_is_english(harness: JobApiHarness) -> None:
    audio = three_recordings(harness)
    body = {"parts": spoken_parts(*audio)}
    failed = fail_second_part(harness, accepted(harness, body, SPEAKING))
    harness.jobs.update(failed, replace(failed, request={"parts": failed.request["parts"]}))
    assert accepted(harness, body | {"feedback_language": "en"}, SPEAKING).kept.keys() == {"PART_1", "PART_3"}


def test_open_jobs_share_nothing(harness: JobApiHarness) -> None:
    audio = three_recordings(harness)
    job = accepted(harness, {"parts": spoken_parts(*audio)}, SPEAKING)
    leased = harness.jobs.update(job, transitions.lease(job, harness.jobs.now(), harness.jobs.now() + 1000))
    harness.jobs.update(leased, transitions.keep(leased, harness.jobs.now(), "PART_1", {"of": "PART_1"}, None))
    assert accepted(harness, {"parts": spoken_parts(*audio)}, SPEAKING).kept == {}
