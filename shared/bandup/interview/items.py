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
from bandup.interview.model import MAX_EXCHANGES, SCHEMA_VERSION, Cost, Move, Role, Session, SessionStatus, Turn

_NEW = "attribute_not_exists(#sessionId)"
_OWNED = "#userId = :user"


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
        "status": session.status.value,
        "turns": session.turns,
        "exchanges": session.exchanges,
        "topics": list(session.topics),
        "lastTs": session.last_ts,
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
    return Session(
        session_id=item["sessionId"],
        user_id=item["userId"],
        ts=item["ts"],
        category=_read_text(item, "category") or "",
        difficulty=_read_text(item, "difficulty") or "",
        job_title=_read_text(item, "jobTitle"),
        company=_read_text(item, "company"),
        resume_text=_read_text(item, "resumeText"),
        status=SessionStatus.ENDED if item.get("status") == SessionStatus.ENDED else SessionStatus.ACTIVE,
        turns=_read_count(item, "turns") or 0,
        exchanges=_read_count(item, "exchanges") or 0,
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
        cost=Cost(**item["cost"]) if "cost" in item else None,
    )


def create_session(table: Table, session: Session) -> Write:
    """The write of a new session's header."""
    return table.prepare_put(session_to_item(session), _NEW)


def create_turn(table: Table, session: Session, turn: Turn) -> Write:
    """The write of a turn, if no turn of that number is there."""
    return table.prepare_put(turn_to_item(session, turn), _NEW)


def check_session(table: Table, session: Session) -> Write:
    """The part of a transaction that demands that the owner's session is there."""
    return table.prepare_check(_key_of(session), _OWNED, {"user": session.user_id})


def begin_exchange(table: Table, session: Session) -> Write:
    """The write that counts one more exchange, if the session takes one."""
    condition = f"{_OWNED} AND #status = :active AND #exchanges < :most"
    values = {"user": session.user_id, "active": SessionStatus.ACTIVE.value, "most": MAX_EXCHANGES}
    return table.prepare_update(_key_of(session), {}, condition, values, add={"exchanges": 1})


def give_back_exchanges(table: Table, session: Session, exchanges: int, cost: Cost) -> Write:
    """The write after a failed call. It takes back the exchanges that were begun, and adds what was paid."""
    add = {**_cost_fields(cost), "exchanges": -exchanges}
    return table.prepare_update(_key_of(session), {}, _OWNED, {"user": session.user_id}, add=add)


def continue_session(table: Table, seen: Session, after: Session, cost: Cost) -> Write:
    """The write from the session as it was seen to `after`, if no other turn came first."""
    changes = {
        "turns": after.turns,
        "lastTs": after.last_ts,
        "topics": list(after.topics),
        "status": after.status.value,
    }
    values = {"user": seen.user_id, "seen": seen.turns}
    return table.prepare_update(_key_of(seen), changes, f"{_OWNED} AND #turns = :seen", values, add=_cost_fields(cost))


def store_feedback(table: Table, session: Session, cost: Cost) -> Write:
    """The write of the feedback in `session`, if the session is still there."""
    return table.prepare_update(
        _key_of(session), _feedback_fields(session), _OWNED, {"user": session.user_id}, add=_cost_fields(cost)
    )


def _key_of(session: Session) -> dict[str, Any]:
    return {"sessionId": session.session_id, "ts": session.ts}


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
