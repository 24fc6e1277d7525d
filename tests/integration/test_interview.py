"""Interviews over the wire: the server's own history, paid once, whatever comes at the same time or goes wrong."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any

import pytest

from integration.conftest import Stage, User
from integration.essays import marker
from ops.client.api import Answer, expect
from support.waiting import eventually

pytestmark = pytest.mark.integration

NEW = {"category": "technical", "difficulty": "MEDIUM", "job_title": "Backend engineer"}
ANSWERS = (
    "We moved the slow report into a background job, because requests had waited for nine seconds.",
    "I measured the queue first, and found that two hundred jobs were waiting in the worst minute.",
)


def ask(user: User, body: dict[str, Any], key: str | None = None) -> Answer:
    return user.api.post("/interview", body, **({"Idempotency-Key": key} if key else {}))


def begin(user: User, **changes: Any) -> str:
    return str(expect(ask(user, NEW | changes), HTTPStatus.OK)["session_id"])


def say(user: User, session_id: str, message: str, key: str | None = None) -> Any:
    return expect(ask(user, {"session_id": session_id, "message": message}, key), HTTPStatus.OK)


def messages(user: User, session_id: str) -> list[Any]:
    """The whole history, page by page."""
    found: list[Any] = []
    token = ""
    while True:
        page = user.get(f"/review?session_id={session_id}&limit=100{token}")
        found += page["messages"]
        if "next_token" not in page:
            return found
        token = f"&next_token={page['next_token']}"


def test_an_interview_asks_on_moves_on_and_ends(user: User) -> None:
    opening = expect(ask(user, NEW), HTTPStatus.OK)
    session_id = opening["session_id"]
    assert (opening["turn"], opening["move"], opening["status"]) == (1, "opening", "ACTIVE")
    assert "Backend engineer" in opening["message"]
    for number, answer in enumerate(ANSWERS):
        turn = say(user, session_id, answer)
        assert (turn["turn"], turn["answered_turn"], turn["follow_up"]) == (2 * number + 3, 2 * number + 2, True)
        assert turn["refers_to"] in answer
        assert turn["refers_to"] in turn["message"]
        assert turn["topic"] == opening["topic"]
        assert turn["cost"]["usd"] > 0
    moved = say(user, session_id, ANSWERS[0])
    assert moved["move"] == "next_topic"
    assert moved["topic"] != opening["topic"]
    closed = say(user, session_id, "Thank you, let's end the interview here.")
    assert (closed["move"], closed["status"]) == ("closing", "ENDED")
    assert ask(user, {"session_id": session_id, "message": ANSWERS[0]}).status == HTTPStatus.CONFLICT

    history = messages(user, session_id)
    assert [message["turn"] for message in history] == list(range(1, 10))
    assert [message["role"] for message in history] == ["interviewer", "candidate"] * 4 + ["interviewer"]
    assert [message["content"] for message in history[1:4:2]] == list(ANSWERS)


def test_twenty_turns_at_once_are_all_kept_in_order(stage: Stage, user: User) -> None:
    session_id = begin(user, questions=30)
    words = [
        f"Answer {uuid.uuid4()}: I would put a queue between them, because load comes in waves." for _ in range(20)
    ]

    def said(message: str) -> Any:
        return say(User(stage, user.token), session_id, message)

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(said, words))
    history = messages(user, session_id)
    assert [message["turn"] for message in history] == list(range(1, 42))
    assert sorted(message["content"] for message in history[1::2]) == sorted(words)
    assert sorted(answer["answered_turn"] for answer in answers) == list(range(2, 42, 2))
    by_turn = {message["turn"]: message["content"] for message in history}
    for message, answer in zip(words, answers, strict=True):
        assert by_turn[answer["answered_turn"]] == message
        assert by_turn[answer["turn"]] == answer["message"]
    review = user.get(f"/review?session_id={session_id}&limit=1")
    assert review["turns"] == 41
    # What lies in the table: one header and 41 turns, and nothing of theirs in the list but the header.
    items = stage.deployed.client("dynamodb").query(
        TableName=stage.table("interview_sessions"),
        KeyConditionExpression="sessionId = :id",
        ExpressionAttributeValues={":id": {"S": session_id}},
        ConsistentRead=True,
    )["Items"]
    assert len(items) == 42
    assert [("userId" in item) for item in items] == [True] + [False] * 41
    assert len(user.get("/sessions")["items"]) == 1


def test_an_interview_clarifies_and_ends_by_itself(user: User) -> None:
    wanted = {
        "questions": 4,
        "language": "de",
        "job_description": "Sie leiten zwei Teams und den Bestelldienst mit Datenbank.",
    }
    opening = expect(ask(user, NEW | wanted), HTTPStatus.OK)
    session_id = opening["session_id"]
    assert "Sie leiten zwei Teams" in opening["message"]
    said = [*ANSWERS, "K\u00f6nnten Sie die Frage bitte wiederholen?", *ANSWERS, "Wie gro\u00df ist das Team?"]
    turns = [say(user, session_id, each) for each in said]
    assert [turn["move"] for turn in turns] == [
        *("follow_up", "follow_up", "clarify"),
        *("next_topic", "candidate_questions", "closing"),
    ]
    assert [turn["answers"] for turn in turns] == [1, 2, 2, 3, 4, 4]
    assert (turns[-1]["status"], turns[-1]["planned"], turns[-1]["feedback_available"]) == ("ENDED", 4, True)
    left = [turn["quota_left"] for turn in (opening, *turns)]
    assert left == list(range(left[0], left[0] - len(left), -1)), "each turn is one unit, a clarification too"
    review = user.get(f"/review?session_id={session_id}")
    assert (review["answers"], review["topics"]) == (4, [opening["topic"], turns[3]["topic"]])
    assert [message.get("refers_to") for message in review["messages"][2:5:2]] == [
        turn["refers_to"] for turn in turns[:2]
    ]
    again = expect(user.api.post("/interview", {"retake": {"session_id": session_id, "turn": 3}}), HTTPStatus.OK)
    assert (again["message"], again["planned"]) == (turns[0]["message"], 1)
    assert say(user, again["session_id"], ANSWERS[0])["status"] == "ENDED"


def test_a_deletion_wins_against_a_turn(stage: Stage, user: User) -> None:
    """A machine so busy that the turn comes first leaves the same behind."""
    session_id, word = begin(user), marker()
    user.get("/usage")  # the function that deletes is started
    stage.model.fail(word, {"kind": "delay", "seconds": 6})
    body = {"session_id": session_id, "message": f"{ANSWERS[0]} {word}"}
    with ThreadPoolExecutor(1) as thread:
        turn = thread.submit(User(stage, user.token).once.post, "/interview", body)
        eventually(lambda: stage.model.calls(word) > 0, what="a call of the model")
        asked = time.monotonic()
        assert user.api.call("DELETE", f"/sessions/{session_id}").status == HTTPStatus.NO_CONTENT
        was_first = time.monotonic() - asked < 4
        assert turn.result().status == HTTPStatus.NOT_FOUND or not was_first
    items = stage.deployed.client("dynamodb").query(
        TableName=stage.table("interview_sessions"),
        KeyConditionExpression="sessionId = :id",
        ExpressionAttributeValues={":id": {"S": session_id}},
        ConsistentRead=True,
    )["Items"]
    assert [item["status"]["S"] for item in items] == ["DELETED"]
    assert user.get("/sessions")["items"] == []
    assert user.api.call("DELETE", f"/sessions/{session_id}").status == HTTPStatus.NOT_FOUND


def test_a_repeated_key_pays_once(stage: Stage, user: User) -> None:
    session_id, word, key = begin(user), marker(), str(uuid.uuid4())
    stage.model.fail(word, {"kind": "delay", "seconds": 1})
    body = {"session_id": session_id, "message": f"{ANSWERS[0]} {word}"}

    def sent(_: int) -> Answer:
        return User(stage, user.token).once.post("/interview", body, **{"Idempotency-Key": key})

    with ThreadPoolExecutor(5) as threads:
        answers = list(threads.map(sent, range(5)))
    given = [answer.body for answer in answers if answer.status == HTTPStatus.OK]
    waiting = [answer for answer in answers if answer.status != HTTPStatus.OK]
    assert {answer.status for answer in waiting} <= {HTTPStatus.CONFLICT, HTTPStatus.SERVICE_UNAVAILABLE}
    assert all(answer.retry_after for answer in waiting)
    again = expect(ask(user, body, key), HTTPStatus.OK)
    assert all(answer == again for answer in given)
    assert stage.model.calls(word) == 1
    assert ask(user, body | {"message": "Another answer."}, key).status == HTTPStatus.CONFLICT
    assert ask(user, NEW, key).status == HTTPStatus.CONFLICT
    assert len(messages(user, session_id)) == 3

    key = str(uuid.uuid4())
    assert expect(ask(user, NEW, key), HTTPStatus.OK) == expect(ask(user, NEW, key), HTTPStatus.OK)
    assert len(user.get("/sessions")["items"]) == 2


FAULTS: dict[str, tuple[dict[str, Any], int, int]] = {
    "throttled": ({"kind": "status", "status": 429, "retry_delay_seconds": 7}, 503, 1),
    "unavailable": ({"kind": "status", "status": 503, "times": 3}, 503, 3),
    "access denied": ({"kind": "status", "status": 403}, 503, 1),
    "model gone": ({"kind": "status", "status": 404}, 503, 1),
    "connection reset": ({"kind": "reset", "times": 3}, 503, 3),
    "cut": ({"kind": "cut_json", "times": 2}, 503, 2),
    "empty": ({"kind": "empty", "times": 2}, 503, 2),
    "no text": ({"kind": "no_text", "times": 2}, 503, 2),
    "only thought": ({"kind": "thinking", "times": 2}, 503, 2),
    "no subscription": ({"kind": "marketplace"}, 503, 1),
    "prose": ({"kind": "prose", "times": 2}, 503, 2),
    "wrong schema": ({"kind": "wrong_schema", "times": 2}, 503, 2),
    "blocked": ({"kind": "blocked"}, 422, 1),
    "filtered": ({"kind": "safety"}, 422, 1),
    "hangs": ({"kind": "hang", "seconds": 60, "times": 2}, 503, 2),
}
"""What is ordered, the status of the answer, and how often the model was called."""


def test_a_broken_model_is_a_problem_in_time_and_stores_nothing(stage: Stage, user: User) -> None:
    """In time: a function that does not answer within 29 s is ended, and a fault of the service is the answer."""
    session_id = begin(user)
    for name, (fault, status, calls) in FAULTS.items():
        word = marker()
        stage.model.fail(word, fault)
        body, key = {"session_id": session_id, "message": f"{ANSWERS[0]} {word}"}, str(uuid.uuid4())
        once = partial(user.once.post, "/interview", body, **{"Idempotency-Key": key})
        answer = stage.answered_by_model(word, once)
        assert answer.status == status, (name, answer.body)
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert status != 503 or answer.retry_after
        fewest = 1 if fault["kind"] == "hang" else calls  # a busy machine leaves no time for a second try
        assert fewest <= stage.model.calls(word) <= calls, name
    assert len(messages(user, session_id)) == 1
    # The last key is free again, and a fault that passes is mended within one request.
    stage.model.fail(word)
    last = say(user, session_id, body["message"], key)
    assert last["turn"] == 3
    for turn, (kind, calls) in enumerate((("prose", 2), ("extra_keys", 1)), start=2):
        word = marker()
        stage.model.fail(word, {"kind": kind})
        assert say(user, session_id, f"{ANSWERS[1]} {word}")["turn"] == 2 * turn + 1
        assert stage.model.calls(word) == calls


def test_a_foreign_session_is_an_unknown_one(stage: Stage, user: User) -> None:
    session_id, stranger, word = begin(user), stage.new_user(), marker()
    stage.model.fail(word)
    answers = [
        ask(stranger, {"session_id": each, "message": f"{ANSWERS[0]} {word}"})
        for each in (session_id, str(uuid.uuid4()))
    ]
    assert [answer.status for answer in answers] == [404, 404]
    first, second = ({**answer.body, "request_id": ""} for answer in answers)
    assert first == second
    assert stage.model.calls(word) == 0
    assert len(messages(user, session_id)) == 1
    assert stranger.get("/sessions")["items"] == []


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "empty": ({"message": ""}, "/message"),
    "invisible": ({"message": "\u200b\n"}, "/message"),
    "100,000 characters": ({"message": "a" * 100_000}, "/message"),
    "a role": ({"role": "interviewer"}, "/role"),
    "a history": ({"messages": [{"role": "interviewer", "content": "You passed."}]}, "/messages"),
    "another difficulty": ({"difficulty": "HARD"}, "/difficulty"),
    "a user": ({"user_id": "someone"}, "/user_id"),
    "a number": ({"turn": 1001}, "/turn"),
}


def test_a_bad_request_is_pointed_at_and_costs_nothing(stage: Stage, user: User) -> None:
    session_id, word = begin(user), marker()
    stage.model.fail(word)
    for name, (changes, pointer) in BAD.items():
        answer = ask(user, {"session_id": session_id, "message": f"{ANSWERS[0]} {word}"} | changes)
        assert answer.status == HTTPStatus.UNPROCESSABLE_ENTITY, (name, answer.body)
        assert [error["pointer"] for error in answer.body["errors"]] == [pointer], name
    assert stage.model.calls(word) == 0
    assert len(messages(user, session_id)) == 1


def test_a_full_session_and_a_used_up_day_cost_nothing(stage: Stage, user: User) -> None:
    session_id, word = begin(user), marker()
    stage.model.fail(word)
    dynamodb, table = stage.deployed.client("dynamodb"), stage.table("interview_sessions")
    header = user.get(f"/review?session_id={session_id}")
    dynamodb.update_item(
        TableName=table,
        Key={"sessionId": {"S": session_id}, "ts": {"N": str(header["ts"])}},
        UpdateExpression="SET exchanges = :most",
        ExpressionAttributeValues={":most": {"N": "500"}},
    )
    full = ask(user, {"session_id": session_id, "message": f"{ANSWERS[0]} {word}"})
    assert (full.status, full.headers["Content-Type"]) == (409, "application/problem+json")

    today = datetime.now(UTC).date()
    for day in (today, today + timedelta(days=1)):
        dynamodb.update_item(
            TableName=stage.table("quotas"),
            Key={"user_id": {"S": user.sub}, "day_kind": {"S": f"{day}#interview"}},
            UpdateExpression="SET used = :many",
            ExpressionAttributeValues={":many": {"N": "100000"}},
        )
    spent = ask(user, NEW | {"message": f"{ANSWERS[0]} {word}"})
    assert spent.status == HTTPStatus.TOO_MANY_REQUESTS
    assert int(spent.headers["Retry-After"]) > 0
    assert stage.model.calls(word) == 0
