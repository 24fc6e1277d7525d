"""Sessions and turns as items of the `InterviewSession` table.

A session's partition holds its header (`ts` = the start) and its turns (`ts` = the start + number of the turn), so the
header comes first and the turns follow in order. The header alone carries `userId`, so that the index lists sessions.

`skills` is one text of JSON: `GET /skills` reads it for every session, and botocore needs eight times as long for the
same values as DynamoDB's own lists and maps.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bandup.core.dynamo import from_attributes, to_attributes
from bandup.interview.model import SCHEMA_VERSION, Cost, Move, Role, Session, Status, Turn


def session_to_item(session: Session) -> dict[str, Any]:
    """The header as low-level attributes. Attributes that are None are left out."""
    return to_attributes(
        {
            "sessionId": session.session_id,
            "ts": session.ts,
            "userId": session.user_id,
            "category": session.category,
            "difficulty": session.difficulty,
            "jobTitle": session.job_title,
            "company": session.company,
            "resumeText": session.resume_text,
            "status": session.status.value,
            "turns": session.turns,
            "exchanges": session.exchanges,
            "topics": list(session.topics),
            "lastTs": session.last_ts,
            "usd": session.cost.usd,
            "inputTokens": session.cost.input_tokens,
            "outputTokens": session.cost.output_tokens,
            "feedback": session.feedback,
            "ratings": session.ratings,
            "skills": json.dumps(session.skills, ensure_ascii=False) if session.skills else None,
            "feedbackTimestamp": session.feedback_timestamp,
            "feedbackTurns": session.feedback_turns,
            "schema_version": SCHEMA_VERSION,
        }
    )


def session_from_item(item: Mapping[str, Any]) -> Session:
    """The header in low-level attributes, whole or as the index projects it.

    Only the keys are relied on: a damaged attribute must not hide the session, nor all others of a list. Texts and
    numbers of another type count as absent; `ratings` and `skills` are for their readers to judge.
    """
    values = from_attributes(item)
    return Session(
        session_id=values["sessionId"],
        user_id=values["userId"],
        ts=values["ts"],
        category=_text(values, "category") or "",
        difficulty=_text(values, "difficulty") or "",
        job_title=_text(values, "jobTitle"),
        company=_text(values, "company"),
        resume_text=_text(values, "resumeText"),
        status=Status.ENDED if values.get("status") == Status.ENDED else Status.ACTIVE,
        turns=_count(values, "turns") or 0,
        exchanges=_count(values, "exchanges") or 0,
        topics=_list(values, "topics"),
        last_ts=_count(values, "lastTs") or values["ts"],
        cost=Cost(
            Decimal(_number(values, "usd") or 0),
            _count(values, "inputTokens") or 0,
            _count(values, "outputTokens") or 0,
        ),
        feedback=values.get("feedback"),
        ratings=values.get("ratings"),
        skills=_skills(values.get("skills", "[]")),
        feedback_timestamp=_count(values, "feedbackTimestamp"),
        feedback_turns=_count(values, "feedbackTurns"),
    )


def _text(values: Mapping[str, Any], name: str) -> str | None:
    value = values.get(name)
    return value if isinstance(value, str) else None


def _number(values: Mapping[str, Any], name: str) -> int | Decimal | None:
    value = values.get(name)
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def _count(values: Mapping[str, Any], name: str) -> int | None:
    value = _number(values, name)
    return value if isinstance(value, int) else None


def _skills(stored: object) -> tuple[Any, ...]:
    """What is no list becomes a list of it, which its reader finds to be wrong."""
    try:
        value = json.loads(stored) if isinstance(stored, str) else stored
    except (ValueError, RecursionError):
        value = stored
    return tuple(value) if isinstance(value, list) else (value,)


def _list(values: Mapping[str, Any], name: str) -> tuple[Any, ...]:
    value = values.get(name)
    return tuple(value) if isinstance(value, list) else ()


def turn_to_item(session: Session, turn: Turn) -> dict[str, Any]:
    """A turn of `session` as low-level attributes."""
    return to_attributes(
        {
            "sessionId": session.session_id,
            "ts": session.ts + turn.turn,
            "turn": turn.turn,
            "role": turn.role.value,
            "content": turn.content,
            "createdAt": turn.created_at,
            "topic": turn.topic,
            "move": turn.move.value if turn.move else None,
            "cost": vars(turn.cost) if turn.cost else None,
            "schema_version": SCHEMA_VERSION,
        }
    )


def turn_from_item(item: Mapping[str, Any]) -> Turn:
    """The turn in low-level attributes."""
    values = from_attributes(item)
    return Turn(
        turn=values["turn"],
        role=Role(values["role"]),
        content=values["content"],
        created_at=values["createdAt"],
        topic=values.get("topic"),
        move=Move(values["move"]) if "move" in values else None,
        cost=Cost(**values["cost"]) if "cost" in values else None,
    )
