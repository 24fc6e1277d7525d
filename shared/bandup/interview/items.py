"""Sessions and turns as items of the `InterviewSession` table, and the conditional writes of a session's header.

A session's partition holds its header (`ts` = the start) and its turns (`ts` = the start + the number of the turn). So
the header comes first and the turns follow in order. The header alone carries `userId`, so that the index lists
sessions.

`skills` is one text of JSON. `GET /skills` reads it for every session, and botocore needs eight times as long for the
same values as DynamoDB's own lists and maps.

Costs are added and never set, because a turn and feedback may be stored at the same time. Everything else that a turn
changes is set on the condition that no other turn came first.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bandup.core.dynamo import Table, Write
from bandup.interview.model import (
    MAX_EXCHANGES,
    SCHEMA_VERSION,
    UNPLANNED_ANSWERS,
    Cost,
    Move,
    Role,
    Session,
    SessionStatus,
    Turn,
)

_NEW = "attribute_not_exists(#sessionId)"
_OWNED = "#userId = :user AND #status <> :deleted"

_KEPT = frozenset({"sessionId", "ts", "userId", "status", "usd", "inputTokens", "outputTokens", "schema_version"})
"""What is left of a deleted session: what it cost."""


def session_to_item(session: Session) -> dict[str, Any]:
    """The header as an item. Values that are None are not stored."""
    return {
        **_key_of(session),
        "userId": session.user_id,
        "category": session.category,
        "difficulty": session.difficulty,
        "jobTitle": session.job_title,
        "company": session.company,
        "resumeText": session.resume_text,
        "resumeTextId": session.resume_text_id,
        "jobDescription": session.job_description,
        "jobDescriptionId": session.job_description_id,
        "language": session.language,
        "focus": list(session.focus),
        "seniority": session.seniority,
        "adaptive": session.adaptive,
        "retakeOf": session.retake_of,
        "planned": session.planned,
        "status": session.status.value,
        "exchanges": session.exchanges,
        **_progress_fields(session),
        **_cost_fields(session.cost),
        **_feedback_fields(session),
        "schema_version": SCHEMA_VERSION,
    }


def session_from_item(item: Mapping[str, Any]) -> Session:
    """The header in an item, whole or as the index projects it.

    Only the keys must be right: a damaged attribute must hide neither the session nor the others of a list. A text or a
    number of another type counts as absent. `ratings` and `skills` are passed on as they are: who reads them checks
    them.
    """
    turns = _read_count(item, "turns") or 0
    answers = _read_count(item, "answers")
    return Session(
        session_id=item["sessionId"],
        user_id=item["userId"],
        ts=item["ts"],
        category=_read_text(item, "category") or "",
        difficulty=_read_text(item, "difficulty") or "",
        job_title=_read_text(item, "jobTitle"),
        company=_read_text(item, "company"),
        resume_text=_read_text(item, "resumeText"),
        resume_text_id=_read_text(item, "resumeTextId"),
        job_description=_read_text(item, "jobDescription"),
        job_description_id=_read_text(item, "jobDescriptionId"),
        language=_read_text(item, "language"),
        focus=_read_list(item, "focus"),
        seniority=_read_text(item, "seniority"),
        adaptive=item.get("adaptive") is True,
        retake_of=item.get("retakeOf"),
        planned=_read_count(item, "planned") or UNPLANNED_ANSWERS,
        status=SessionStatus(item["status"]) if item.get("status") in list(SessionStatus) else SessionStatus.ACTIVE,
        turns=turns,
        exchanges=_read_count(item, "exchanges") or 0,
        answers=turns // 2 if answers is None else answers,
        follow_ups=_read_count(item, "followUps"),
        clarifications=_read_count(item, "clarifications") or 0,
        invited=item.get("invited") is True,
        level=_read_text(item, "level"),
        topics=_read_list(item, "topics"),
        last_ts=_read_count(item, "lastTs") or item["ts"],
        cost=Cost(
            Decimal(_read_number(item, "usd") or 0),
            _read_count(item, "inputTokens") or 0,
            _read_count(item, "outputTokens") or 0,
        ),
        feedback=item.get("feedback"),
        ratings=item.get("ratings"),
        skills=_read_skills(item.get("skills", "[]")),
        feedback_timestamp=_read_count(item, "feedbackTimestamp"),
        feedback_turns=_read_count(item, "feedbackTurns"),
    )


def _read_text(values: Mapping[str, Any], name: str) -> str | None:
    value = values.get(name)
    return value if isinstance(value, str) else None


def _read_number(values: Mapping[str, Any], name: str) -> int | Decimal | None:
    value = values.get(name)
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def _read_count(values: Mapping[str, Any], name: str) -> int | None:
    value = _read_number(values, name)
    return value if isinstance(value, int) else None


def _read_skills(stored: object) -> tuple[Any, ...]:
    """The list in the stored JSON. Anything else becomes the one element of a list, which its reader then refuses."""
    try:
        value = json.loads(stored) if isinstance(stored, str) else stored
    except (ValueError, RecursionError):
        value = stored
    return tuple(value) if isinstance(value, list) else (value,)


def _read_list(values: Mapping[str, Any], name: str) -> tuple[Any, ...]:
    value = values.get(name)
    return tuple(value) if isinstance(value, list) else ()


def turn_to_item(session: Session, turn: Turn) -> dict[str, Any]:
    """A turn of `session` as an item. Values that are None are not stored."""
    return {
        "sessionId": session.session_id,
        "ts": session.ts + turn.turn,
        "turn": turn.turn,
        "role": turn.role.value,
        "content": turn.content,
        "createdAt": turn.created_at,
        "topic": turn.topic,
        "move": turn.move.value if turn.move else None,
        "refersTo": turn.refers_to,
        "level": turn.level,
        "spoken": turn.spoken,
        "cost": vars(turn.cost) if turn.cost else None,
        "schema_version": SCHEMA_VERSION,
    }


def turn_from_item(item: Mapping[str, Any]) -> Turn:
    """The turn in an item."""
    return Turn(
        turn=item["turn"],
        role=Role(item["role"]),
        content=item["content"],
        created_at=item["createdAt"],
        topic=item.get("topic"),
        move=Move(item["move"]) if "move" in item else None,
        refers_to=item.get("refersTo"),
        level=item.get("level"),
        spoken=item.get("spoken"),
        cost=Cost(**item["cost"]) if "cost" in item else None,
    )


def create_session(table: Table, session: Session) -> Write:
    """The write of a new session's header."""
    return table.prepare_put(session_to_item(session), _NEW)


def create_turn(table: Table, session: Session, turn: Turn) -> Write:
    """The write of a turn, if no turn of that number is there."""
    return table.prepare_put(turn_to_item(session, turn), _NEW)


def begin_exchange(table: Table, session: Session) -> Write:
    """The write that counts one more exchange, if the session takes one."""
    condition = "#userId = :user AND #status = :active AND #exchanges < :most"
    values = {"user": session.user_id, "active": SessionStatus.ACTIVE.value, "most": MAX_EXCHANGES}
    return table.prepare_update(_key_of(session), {}, condition, values, add={"exchanges": 1})


def give_back_place(table: Table, session: Session, cost: Cost | None = None) -> Write:
    """The write after a failed call. It takes back the exchange that was begun, and adds what was paid."""
    add = {**_cost_fields(cost or Cost()), "exchanges": -1}
    return table.prepare_update(_key_of(session), {}, _OWNED, _owned_by(session), add=add)


def add_cost(table: Table, session: Session, cost: Cost) -> Write:
    """The write that adds what was paid to a session, or to what is left of a deleted one."""
    values = {"user": session.user_id}
    return table.prepare_update(_key_of(session), {}, "#userId = :user", values, add=_cost_fields(cost))


def continue_session(table: Table, seen: Session, after: Session, cost: Cost) -> Write:
    """The write from the session as it was seen to `after`, if no other turn came first."""
    changes = {**_progress_fields(after), "status": after.status.value, "schema_version": SCHEMA_VERSION}
    condition, values = f"{_OWNED} AND #turns = :seen", _owned_by(seen) | {"seen": seen.turns}
    return table.prepare_update(_key_of(seen), changes, condition, values, add=_cost_fields(cost))


def store_judgement(table: Table, session: Session) -> Write:
    """The write of what the header of `session` has of its feedback, if the session is still there."""
    return table.prepare_update(_key_of(session), _feedback_fields(session), _OWNED, _owned_by(session))


def delete_session(table: Table, session: Session) -> Write:
    """The write that leaves nothing of a header but what the session cost. After it, nothing more is stored of it."""
    gone = dict.fromkeys(session_to_item(session).keys() - _KEPT | {"claims"})  # headers of before had claims
    changes = {**gone, "status": SessionStatus.DELETED.value, "schema_version": SCHEMA_VERSION}
    return table.prepare_update(_key_of(session), changes, _OWNED, _owned_by(session))


def _key_of(session: Session) -> dict[str, Any]:
    return {"sessionId": session.session_id, "ts": session.ts}


def _owned_by(session: Session) -> dict[str, Any]:
    return {"user": session.user_id, "deleted": SessionStatus.DELETED.value}


def _progress_fields(session: Session) -> dict[str, Any]:
    """What each turn moves on."""
    return {
        "turns": session.turns,
        "lastTs": session.last_ts,
        "topics": list(session.topics),
        "answers": session.answers,
        "followUps": session.follow_ups,
        "clarifications": session.clarifications,
        "invited": session.invited,
        "level": session.level,
    }


def _cost_fields(cost: Cost) -> dict[str, Any]:
    return {"usd": cost.usd, "inputTokens": cost.input_tokens, "outputTokens": cost.output_tokens}


def _feedback_fields(session: Session) -> dict[str, Any]:
    return {
        "feedback": session.feedback,
        "ratings": session.ratings,
        "skills": json.dumps(session.skills, ensure_ascii=False) if session.skills else None,
        "feedbackTimestamp": session.feedback_timestamp,
        "feedbackTurns": session.feedback_turns,
    }
