"""Sessions and turns as items of the `InterviewSession` table.

A session's partition holds its header (`ts` = the start) and its turns (`ts` = the start + number of the turn), so the
header comes first and the turns follow in order. The header alone carries `userId`, so that the index lists sessions.
"""

from collections.abc import Mapping
from typing import Any

from bandup.interview.model import SCHEMA_VERSION, Cost, Move, Role, Session, Status, Turn
from bandup.storage.dynamo import from_attributes, to_attributes


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
            "skills": list(session.skills) or None,
            "feedbackTimestamp": session.feedback_timestamp,
            "feedbackTurns": session.feedback_turns,
            "schema_version": SCHEMA_VERSION,
        }
    )


def session_from_item(item: Mapping[str, Any]) -> Session:
    """The header in low-level attributes, whole or as the index projects it.

    Only the keys are relied on: a damaged attribute is for its reader to notice, and must not hide the session.
    """
    values = from_attributes(item)
    return Session(
        session_id=values["sessionId"],
        user_id=values["userId"],
        ts=values["ts"],
        category=values.get("category", ""),
        difficulty=values.get("difficulty", ""),
        job_title=values.get("jobTitle"),
        company=values.get("company"),
        resume_text=values.get("resumeText"),
        status=Status.ENDED if values.get("status") == Status.ENDED else Status.ACTIVE,
        turns=values.get("turns", 0),
        exchanges=values.get("exchanges", 0),
        topics=tuple(values.get("topics", ())),
        last_ts=values.get("lastTs", values["ts"]),
        cost=Cost(values.get("usd", 0), values.get("inputTokens", 0), values.get("outputTokens", 0)),
        feedback=values.get("feedback"),
        ratings=values.get("ratings"),
        skills=tuple(values.get("skills") or ()),
        feedback_timestamp=values.get("feedbackTimestamp"),
        feedback_turns=values.get("feedbackTurns"),
    )


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
