"""A small storm of each kind: models that fail in several ways, and each message twice.

What a thousand of them keep, with workers killed at each point, is shown by `make storm`.
"""

import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from typing import Any

import pytest

from bandup.jobs.kinds import Kind
from integration import test_flashcard_jobs as flashcards
from integration import test_interview as interviews
from integration import test_interview_feedback as feedback
from integration import test_speaking_jobs as speaking
from integration.attempts import finished_soon
from integration.conftest import Stage, User
from integration.essays import marker, submission
from ops.client.api import expect
from support import sounds

pytestmark = pytest.mark.integration

Fault = dict[str, Any]

LATER: Fault = {"kind": "status", "status": 429, "retry_delay_seconds": 1}
WRONG: Fault = {"kind": "wrong_schema"}

FAULTS: dict[str, tuple[list[Fault], str]] = {
    "works": ([], "COMPLETED"),
    "fails in several ways": (
        [{"kind": "status", "status": 403}, LATER, {"kind": "status", "status": 503, "times": 2}, WRONG],
        "COMPLETED",
    ),
    "never answers in the right form": ([WRONG | {"times": 100}], "FAILED"),
}
"""How the model behaves, and how the job ends."""

TURNS: dict[str, list[Fault]] = {"works": [], "asks for less": [LATER], "answers in another form once": [WRONG]}


def twice(user: User, kind: Kind, job_id: str) -> str:
    """The job, of whose message there is a copy."""
    user.stage.send(kind.queue, {"schema_version": 1, "job_id": job_id})
    return job_id


def prepare_writing(user: User, word: str) -> Callable[[], str]:
    return lambda: str(user.submit(submission(word))["job_id"])


def prepare_flashcards(user: User, word: str) -> Callable[[], str]:
    return partial(flashcards.submit, user, flashcards.short(word), num_cards=3, question_types=["CLOZE"])


def prepare_feedback(user: User, word: str) -> Callable[[], str]:
    session_id = feedback.interview(user, f"{feedback.GOOD} {word}")
    return lambda: str(expect(feedback.asked(user, session_id), HTTPStatus.ACCEPTED)["job_id"])


def count_units(stage: Stage, user: User, kind: str) -> int:
    """Units of the day's quota that are used up."""
    day = datetime.now(UTC).date().isoformat()
    counter = stage.item("quotas", user_id=user.sub, day_kind=f"{day}#{kind}")
    return int(counter["used"]["N"]) if counter else 0


def test_a_storm_of_jobs_of_each_kind(stage: Stage, user: User) -> None:
    recording = speaking.uploaded(user, sounds.wav(speaking.TALK))
    prepare: dict[Kind, Callable[[User, str], Callable[[], str]]] = {
        Kind.WRITING: prepare_writing,
        Kind.SPEAKING: lambda user, word: partial(speaking.submit, user, word, recording),
        Kind.FLASHCARD: prepare_flashcards,
        Kind.FEEDBACK: prepare_feedback,
    }
    names = [(kind, name) for kind in prepare for name in FAULTS]
    words = {key: marker() for key in names}

    def submit(key: tuple[Kind, str]) -> str:
        kind, name = key
        ask = prepare[kind](user, words[key])
        stage.model.fail(words[key], *FAULTS[name][0])
        return twice(user, kind, ask())

    jobs = {f"{kind}: {name}": submit((kind, name)) for kind, name in names}
    ended = finished_soon(user, jobs)
    wanted = {f"{kind}: {name}": FAULTS[name][1] for kind, name in names}
    assert {name: job["status"] for name, job in ended.items()} == wanted
    assert {job["error"]["code"] for job in ended.values() if "error" in job} == {"model_output_invalid"}
    for kind in prepare:
        # Each job that ended paid for something, and holds its unit.
        assert count_units(stage, user, kind) == len(FAULTS), kind
        assert not any(job_id in stage.dead_bodies(kind.queue) for job_id in jobs.values())
        unusable = stage.model.outcomes(words[kind, "never answers in the right form"]).count("wrong_schema")
        job = ended[f"{kind}: never answers in the right form"]
        assert 3 <= unusable <= 3 + 2 * (job["attempts"] - 2), (kind, unusable)
    completed = len([name for name, (_, status) in FAULTS.items() if status == "COMPLETED"])
    assert len(user.get("/evaluations?type=writing")["items"]) == completed
    assert len(user.get("/evaluations?type=speaking")["items"]) == completed
    assert len(user.get("/flashcard-sets")["items"]) == completed
    assert {job_id for job_id in jobs.values() if user.job(job_id).get("result_url")} == {
        job_id for name, job_id in jobs.items() if wanted[name] == "COMPLETED"
    }


def test_a_storm_of_turns(stage: Stage, user: User) -> None:
    """Each request comes twice at the same time, with one key, and again until it is answered."""
    session_id = interviews.begin(user, questions=30)
    words = {name: marker() for name in TURNS}
    for name, ordered in TURNS.items():
        stage.model.fail(words[name], *ordered)

    def say(name: str, key: str) -> Mapping[str, Any]:
        said: Mapping[str, Any] = interviews.say(
            User(stage, user.token), session_id, f"{interviews.ANSWERS[0]} {words[name]}", key
        )
        return said

    with ThreadPoolExecutor(2 * len(TURNS)) as threads:
        keys = {name: str(uuid.uuid4()) for name in TURNS}
        asked = [(name, threads.submit(say, name, key)) for name, key in keys.items() for _ in range(2)]
        answers = {name: [each.result() for other, each in asked if other == name] for name in TURNS}
    assert all(first == second for first, second in answers.values())
    history = interviews.messages(user, session_id)
    assert [message["turn"] for message in history] == list(range(1, 2 * len(TURNS) + 2))
    said = [message["content"].split()[-1] for message in history if message["role"] == "candidate"]
    assert sorted(said) == sorted(words.values())
    claims = stage.deployed.client("dynamodb").query(
        TableName=stage.table("interview_sessions"),
        KeyConditionExpression="sessionId = :partition",
        FilterExpression="#owner = :owner",
        ExpressionAttributeNames={"#owner": "owner"},
        ExpressionAttributeValues={":partition": {"S": "claims"}, ":owner": {"S": user.sub}},
        ConsistentRead=True,
    )
    assert claims["Count"] == 0
    # An unusable answer that was repaired is no turn more; one whose repair was given up keeps its unit.
    assert count_units(stage, user, "interview") >= len(TURNS) + 1
