"""Interviews as their writers leave them in the table, made without a model."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bandup.core.dynamo import to_attributes
from bandup.interview.items import session_to_item, turn_to_item
from bandup.interview.model import Cost, Move, Role, Session, SessionStatus, Turn

START = 1_795_000_000_000
"""Epoch milliseconds at which the first of several sessions begins."""

BATCH = 25
"""Items that DynamoDB writes at once."""


def session(user_id: str, number: int = 0, **changes: Any) -> Session:
    """The header of a session with an answered question; `number` orders the sessions of a user."""
    begun = Session(
        session_id=str(uuid.uuid4()),
        user_id=user_id,
        ts=START + 60_000 * number,
        category="technical",
        difficulty="MEDIUM",
        status=SessionStatus.ACTIVE,
        turns=2,
        last_ts=START + 60_000 * number + 2,
        cost=Cost(Decimal("0.004"), 900, 120),
    )
    return replace(begun, **changes)


def add_feedback(header: Session, ratings: dict[str, Any], mentions: Iterable[tuple[str, ...]] = ()) -> Session:
    """The same session with feedback.

    Args:
        header: the session.
        ratings: by skill.
        mentions: (kind, label) of each strength and weakness, or (kind, label, id of the skill) as it is stored now.
    """
    points = [{"text": "Because of this.", "skill": label, "quotes": [QUOTE]} for _, label, *_ in mentions]
    feedback = {
        "summary": "A good interview.",
        "ratings": ratings,
        "reasons": dict.fromkeys(("technical", "communication", "confidence", "problem_solving"), "As it was said."),
        "rounding_policy": "mean_nearest_half_quarter_up",
        "strengths": points,
        "weaknesses": [],
        "suggestions": [],
        "better_answer": {"turn": 2, "question": "Why?", "answer": "Because it is read more than it is written."},
        "flags": [],
        "quotes_dropped": 0,
        "points_dropped": 0,
        "window": {"turns": header.turns, "turns_shown": header.turns, "turns_shortened": 0},
        "model": "offline",
    }
    return replace(
        header,
        feedback=feedback,
        ratings=ratings,
        skills=tuple(dict(zip(("kind", "label", "skill_id"), mention, strict=False)) | QUOTE for mention in mentions),
        feedback_timestamp=header.last_ts + 1,
        feedback_turns=header.turns,
    )


QUOTE = {"turn": 2, "quote": "we put a cache in front of it"}


def turns(header: Session, contents: Iterable[str]) -> Iterator[Turn]:
    """Turns of a session, the interviewer's first."""
    for number, content in enumerate(contents, start=1):
        said = Turn(turn=number, role=Role.CANDIDATE, content=content, created_at=header.ts + number)
        asked = replace(said, role=Role.INTERVIEWER, topic="caching", move=Move.FOLLOW_UP, cost=Cost())
        yield asked if number % 2 else said


def put_sessions(client: Any, table: str, headers: Iterable[Session]) -> None:
    """Store headers."""
    _put(client, table, [session_to_item(header) for header in headers])


def put_interview(client: Any, table: str, header: Session, contents: list[str]) -> Session:
    """Store a session with these turns, and return its header."""
    whole = replace(header, turns=len(contents))
    _put(client, table, [session_to_item(whole), *(turn_to_item(whole, turn) for turn in turns(whole, contents))])
    return whole


def damage(client: Any, table: str, header: Session, attribute: str, value: dict[str, Any]) -> None:
    """Overwrite one attribute of a header by a low-level value."""
    client.update_item(
        TableName=table,
        Key={"sessionId": {"S": header.session_id}, "ts": {"N": str(header.ts)}},
        UpdateExpression="SET #name = :value",
        ExpressionAttributeNames={"#name": attribute},
        ExpressionAttributeValues={":value": value},
    )


def _put(client: Any, table: str, items: list[dict[str, Any]]) -> None:
    requests = [{"PutRequest": {"Item": to_attributes(item)}} for item in items]
    for first in range(0, len(requests), BATCH):
        waiting: dict[str, Any] = {table: requests[first : first + BATCH]}
        while waiting:
            waiting = client.batch_write_item(RequestItems=waiting).get("UnprocessedItems", {})
