"""A spoken answer and texts from files: whose they may be, when they may be used, and what is kept of them."""

import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bandup.core.dynamo import Table
from bandup.interview.model import Role
from bandup.jobs.kinds import TRANSCRIPTS, Kind
from bandup.jobs.model import Job, JobFailure, Status
from generate_interview_question.request import MAX_DESCRIPTION_LENGTH, MAX_MESSAGE_LENGTH, MAX_RESUME_LENGTH, trim_text
from support.openapi import as_documented

from .conftest import NEW, OWNER, STRANGER, InterviewFunction

SAID = "We moved the slow report into a background job, so that nobody waits for it."
MEASURED = {
    "duration_seconds": Decimal("12.5"),
    "talk_seconds": Decimal("12.1"),
    "speech_seconds": Decimal("10.2"),
    "silence_share": Decimal("0.18"),
    "pause_count": 2,
    "pauses_per_minute": Decimal("9.9"),
    "mean_pause_seconds": Decimal("0.95"),
    "longest_pause_seconds": Decimal("1.2"),
    "words": 15,
    "speech_rate_wpm": Decimal("74.4"),
    "articulation_rate_wpm": Decimal("88.2"),
}


def give(
    function: InterviewFunction, kind: Kind, text: str | None, *, user: str = OWNER, status: Status = Status.COMPLETED
) -> str:
    """A job of this kind and status with its result, if it has a text; its id."""
    job = Job(
        job_id=str(uuid.uuid4()),
        user_id=user,
        kind=kind,
        status=status,
        created_at=function.clock(),
        updated_at=function.clock(),
        request={},
        request_hash="",
        correlation_id="r",
    )
    if status is Status.FAILED:
        job = replace(job, error=JobFailure("no_speech", "Nobody can be heard.", retryable=False))
    jobs = Table(function.dynamodb, function.jobs)
    jobs.execute(jobs.prepare_put(job.as_item(), "attribute_not_exists(#job_id)"))
    if text is not None:
        assert kind.results is not None
        results = Table(function.dynamodb, function.results[kind.results])
        item = {kind.results.key: job.job_id, "user_id": user, "text": text, "measured": MEASURED}
        results.execute(results.prepare_put(item, f"attribute_not_exists(#{kind.results.key})"))
    return job.job_id


def test_a_spoken_answer_is_the_message_and_keeps_what_was_measured(function: InterviewFunction) -> None:
    session_id = function.begin()["session_id"]
    spoken = give(function, Kind.TRANSCRIPT, SAID)
    answer = function.ask(body={"session_id": session_id, "transcript_id": spoken})
    assert answer.status == 200, answer.raw
    as_documented(answer, "POST", "/interview")
    assert "truncated" not in answer.json
    assert SAID in function.claude.last
    assert "74.4" not in function.claude.last, "the interviewer gets the words only"
    said = function.read_turns(session_id)[answer.json["answered_turn"] - 1]
    assert (said.role, said.content) == (Role.CANDIDATE, SAID)
    assert said.spoken == {"transcript_id": spoken, "measured": MEASURED}


def test_a_transcript_may_be_used_again(function: InterviewFunction) -> None:
    spoken = give(function, Kind.TRANSCRIPT, SAID)
    for _ in range(2):
        session_id = function.begin()["session_id"]
        assert function.ask(body={"session_id": session_id, "transcript_id": spoken}).status == 200


def test_a_key_gives_the_same_answer_after_the_transcript_is_gone(function: InterviewFunction) -> None:
    session_id, spoken = function.begin()["session_id"], give(function, Kind.TRANSCRIPT, SAID)
    asked: dict[str, Any] = {
        "body": {"session_id": session_id, "transcript_id": spoken},
        "headers": {"Idempotency-Key": "once"},
    }
    first = function.ask(**asked)
    transcripts = Table(function.dynamodb, function.results[TRANSCRIPTS])
    transcripts.execute(transcripts.prepare_delete({TRANSCRIPTS.key: spoken, "user_id": OWNER}))
    again = function.ask(**asked)
    assert (again.status, again.raw["body"]) == (200, first.raw["body"])


def test_files_are_the_resume_and_the_job_of_an_interview(function: InterviewFunction) -> None:
    resume, job = give(function, Kind.TEXT, "Ten years of Go."), give(function, Kind.TEXT, "We need SQL.")
    begun = function.begin(resume_text_id=resume, job_description_id=job)
    session = function.store.get_owned(begun["session_id"], OWNER)
    assert (session.resume_text, session.job_description) == ("Ten years of Go.", "We need SQL.")
    assert (session.resume_text_id, session.job_description_id) == (resume, job)
    assert "Ten years of Go." in function.claude.last
    assert "We need SQL." in function.claude.last
    going_on = {"session_id": begun["session_id"], "message": SAID}
    assert function.ask(body=going_on | {"resume_text_id": resume}).status == 200
    other = function.ask(body=going_on | {"resume_text_id": job})
    assert [(each["pointer"], each["code"]) for each in other.json["errors"]] == [("/resume_text_id", "differs")]


def bodies(function: InterviewFunction) -> list[tuple[Kind, str, dict[str, Any]]]:
    session_id = function.begin()["session_id"]
    return [
        (Kind.TRANSCRIPT, "transcript_id", {"session_id": session_id}),
        (Kind.TEXT, "resume_text_id", NEW),
        (Kind.TEXT, "job_description_id", NEW),
    ]


@pytest.mark.parametrize(
    "case", ["unknown", "another user's", "another user's, unfinished", "of another kind", "deleted meanwhile"]
)
def test_what_is_not_there_is_not_found_and_nothing_is_paid(function: InterviewFunction, case: str) -> None:
    for kind, field, body in bodies(function):
        other = Kind.TEXT if kind is Kind.TRANSCRIPT else Kind.TRANSCRIPT
        if case == "unknown":
            named = str(uuid.uuid4())
        elif case == "deleted meanwhile":
            named = give(function, kind, None)
        elif case == "another user's, unfinished":
            named = give(function, kind, None, user=STRANGER, status=Status.QUEUED)
        else:
            of_stranger = case == "another user's"
            named = give(function, kind if of_stranger else other, SAID, user=STRANGER if of_stranger else OWNER)
        asked, stored = len(function.claude.asked), len(function.read_items())
        answer = function.ask(body=body | {field: named})
        assert answer.status == 404, answer.raw
        as_documented(answer, "POST", "/interview")
        assert (len(function.claude.asked), len(function.read_items())) == (asked, stored)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (Status.QUEUED, "not_finished"),
        (Status.PROCESSING, "not_finished"),
        (Status.FAILED, "no_result"),
        (Status.CANCELLED, "no_result"),
    ],
)
def test_what_is_not_finished_is_a_conflict(function: InterviewFunction, status: Status, code: str) -> None:
    for kind, field, body in bodies(function):
        named, asked = give(function, kind, None, status=status), len(function.claude.asked)
        answer = function.ask(body=body | {field: named})
        assert answer.status == 409, answer.raw
        as_documented(answer, "POST", "/interview")
        assert [(each["pointer"], each["code"]) for each in answer.json["errors"]] == [(f"/{field}", code)]
        assert ("retry-after" in answer.headers) == (code == "not_finished")
        assert len(function.claude.asked) == asked


def test_one_of_text_and_id_is_given(function: InterviewFunction) -> None:
    session_id, named = function.begin()["session_id"], str(uuid.uuid4())
    for body, pointer in (
        ({"session_id": session_id, "message": SAID, "transcript_id": named}, "/message"),
        ({"session_id": session_id}, "/message"),
        (NEW | {"resume_text": "Go.", "resume_text_id": named}, "/resume_text_id"),
        (NEW | {"job_description": "SQL.", "job_description_id": named}, "/job_description_id"),
        ({"session_id": session_id, "transcript_id": "not an id"}, "/transcript_id"),
        ({"retake": {"session_id": session_id, "turn": 1}, "transcript_id": named}, "/transcript_id"),
    ):
        answer = function.ask(body=body)
        assert answer.status == 422, answer.raw
        assert [each["pointer"] for each in answer.json["errors"]] == [pointer]


def test_what_is_longer_than_a_typed_text_is_cut_between_words_and_told(function: InterviewFunction) -> None:
    long = "word " * 8_000
    texts = {f"{name}_id": give(function, Kind.TEXT, long) for name in ("resume_text", "job_description")}
    begun = function.begin(**texts, transcript_id=give(function, Kind.TRANSCRIPT, long))
    assert sorted(begun["truncated"]) == ["job_description_id", "resume_text_id", "transcript_id"]
    session = function.store.get_owned(begun["session_id"], OWNER)
    (said, *_) = function.read_turns(begun["session_id"])
    for text, longest in (
        (session.resume_text, MAX_RESUME_LENGTH),
        (session.job_description, MAX_DESCRIPTION_LENGTH),
        (said.content, MAX_MESSAGE_LENGTH),
    ):
        assert text is not None
        assert longest - len(" word ") <= len(text) <= longest
        assert text.endswith("word")


@pytest.mark.parametrize(
    ("text", "kept"),
    [("one two", ("one two", False)), ("\u200b one two\n", ("one two", False)), ("one two three", ("one two", True))],
)
def test_a_text_is_cleaned_as_a_typed_one(text: str, kept: tuple[str, bool]) -> None:
    assert trim_text(text, 9) == kept


def test_a_text_without_blanks_is_cut_anywhere() -> None:
    assert trim_text("x" * 20, 9) == ("x" * 9, True)
    assert trim_text("one two", 3) == ("one", True)
