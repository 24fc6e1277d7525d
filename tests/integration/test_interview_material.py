"""An interview that is answered aloud, about a CV that was sent as a file; and what becomes of both."""

import uuid
from http import HTTPStatus
from typing import Any

import pytest

from integration.conftest import Stage, User
from ops.client.api import expect
from ops.client.uploads import upload
from ops.journeys.material import SAMPLES

pytestmark = pytest.mark.integration

CV = SAMPLES / "interview" / "cv.pdf"
ANSWER = SAMPLES / "speaking_part_2" / "answer.mp3"
NEW = {"category": "technical", "difficulty": "EASY"}


def made(user: User, path: str, **request: Any) -> str:
    """The id of a finished transcript or text."""
    accepted = expect(user.api.post(path, request), HTTPStatus.ACCEPTED)
    job = user.finished(accepted["job_id"])
    assert job["status"] == "COMPLETED", job
    assert job["result_url"] == f"{path}/{accepted['job_id']}"
    return str(accepted["job_id"])


def test_a_cv_begins_an_interview_and_a_recording_answers_in_it(stage: Stage, user: User) -> None:
    resume = upload(user.api, "resume", CV)
    assert user.get(f"/uploads/{resume}")["expires_in"] > 0
    text_id = made(user, "/texts", upload_id=resume)
    text = user.get(f"/texts/{text_id}")
    assert "Harbour Foods" in text["text"]
    assert (text["page_count"], text["truncated"]) == (1, False)
    begun = expect(user.api.post("/interview", NEW | {"resume_text_id": text_id}), HTTPStatus.OK)

    spoken = made(user, "/transcripts", upload_id=upload(user.api, "speaking_audio", ANSWER), language="en")
    transcript = user.get(f"/transcripts/{spoken}")
    assert transcript["measured"]["speech_rate_wpm"] > 0
    assert transcript["measured"]["pause_count"] > 0
    answer = {"session_id": begun["session_id"], "transcript_id": spoken}
    for _ in range(2):  # a transcript may be used again
        expect(user.api.post("/interview", answer), HTTPStatus.OK)
    said = user.get(f"/review?session_id={begun['session_id']}")["messages"][1]
    assert said["content"] == transcript["text"].strip()
    assert said["spoken"] == {"transcript_id": spoken, "measured": transcript["measured"]}

    stranger = stage.new_user()
    theirs = expect(stranger.api.post("/interview", NEW), HTTPStatus.OK)["session_id"]
    for body in ({"session_id": theirs, "transcript_id": spoken}, NEW | {"resume_text_id": text_id}):
        expect(stranger.api.post("/interview", body), HTTPStatus.NOT_FOUND)
    for path in (f"/transcripts/{spoken}", f"/texts/{text_id}"):
        unknown = f"{path.rpartition('/')[0]}/{uuid.uuid4()}"
        assert stranger.missing(path) == stranger.missing(unknown)
        expect(stranger.api.call("DELETE", path), HTTPStatus.NOT_FOUND)
        expect(user.api.call("DELETE", path), HTTPStatus.NO_CONTENT)
    assert [user.get(path)["items"] for path in ("/transcripts", "/texts")] == [[], []]
    expect(user.api.post("/interview", NEW | {"job_description_id": text_id}), HTTPStatus.NOT_FOUND)
    kinds = {each["kind"]: each["usd"] for each in user.get("/usage")["items"]}
    assert kinds["text"] == 0 < kinds["transcript"]


def test_what_cannot_be_read_fails_with_its_code_and_unpaid(user: User, tmp_path: Any) -> None:
    renamed = tmp_path / "cv.pdf"
    renamed.write_bytes(b"PK\x03\x04 a damaged archive")
    upload_id = upload(user.api, "job_description", renamed)
    assert user.get(f"/uploads/{upload_id}")["expires_in"] > 0
    accepted = expect(user.api.post("/texts", {"upload_id": upload_id}), HTTPStatus.ACCEPTED)
    job = user.finished(accepted["job_id"])
    assert (job["status"], job["error"]["code"]) == ("FAILED", "corrupt_document")
    assert "cost" not in job
    refused = user.api.post("/interview", NEW | {"job_description_id": accepted["job_id"]})
    assert [each["code"] for each in expect(refused, HTTPStatus.CONFLICT)["errors"]] == ["no_result"]
