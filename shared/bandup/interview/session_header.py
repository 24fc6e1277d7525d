"""The conditional writes of a session's header.

Costs are added, never set, since an interviewer's turn and feedback may be stored at the same time. All else that a
turn changes is set under the condition that no other turn came first.
"""

from typing import Any

from bandup.core.dynamo import to_attributes
from bandup.interview.item import session_to_item
from bandup.interview.model import MAX_EXCHANGES, Cost, Session, Status

_OWNED = "userId = :user"
_COST = "ADD usd :usd, inputTokens :input, outputTokens :output"


def place_taken(table: str, session: Session) -> dict[str, Any]:
    """The `Update` that begins an exchange, if the session takes one."""
    return {
        **_of(table, session),
        "UpdateExpression": "ADD exchanges :one",
        "ConditionExpression": f"{_OWNED} AND #status = :active AND exchanges < :most",
        "ExpressionAttributeNames": {"#status": "status"},
        "ExpressionAttributeValues": to_attributes(
            {":user": session.user_id, ":one": 1, ":active": Status.ACTIVE.value, ":most": MAX_EXCHANGES}
        ),
    }


def exists(table: str, session: Session) -> dict[str, Any]:
    """The `ConditionCheck` that the session is there."""
    return {
        **_of(table, session),
        "ConditionExpression": _OWNED,
        "ExpressionAttributeValues": to_attributes({":user": session.user_id}),
    }


def given_back(table: str, session: Session, exchanges: int, cost: Cost) -> dict[str, Any]:
    """The `Update` after a failed call: the exchanges that it had begun, and what it cost all the same."""
    return {
        **_of(table, session),
        "UpdateExpression": f"{_COST}, exchanges :given",
        "ConditionExpression": _OWNED,
        "ExpressionAttributeValues": _cost(cost) | to_attributes({":user": session.user_id, ":given": -exchanges}),
    }


def begun(table: str, session: Session) -> dict[str, Any]:
    """The `Put` of a new session."""
    return {
        "TableName": table,
        "Item": session_to_item(session),
        "ConditionExpression": "attribute_not_exists(sessionId)",
    }


def continued(table: str, seen: Session, after: Session, cost: Cost) -> dict[str, Any]:
    """The `Update` that makes `after` of `seen`, if no other turn came first."""
    item = session_to_item(after)
    return {
        **_of(table, seen),
        "UpdateExpression": f"SET turns = :turns, lastTs = :last, topics = :topics, #status = :status {_COST}",
        "ConditionExpression": f"{_OWNED} AND turns = :seen",
        "ExpressionAttributeNames": {"#status": "status"},
        "ExpressionAttributeValues": {
            ":user": item["userId"],
            ":turns": item["turns"],
            ":last": item["lastTs"],
            ":topics": item["topics"],
            ":status": item["status"],
            ":seen": {"N": str(seen.turns)},
            **_cost(cost),
        },
    }


def judged(table: str, session: Session, cost: Cost) -> dict[str, Any]:
    """The `Update` that stores the feedback in `session`, if the session is still there."""
    item = session_to_item(session)
    stored = ("feedback", "ratings", "skills", "feedbackTimestamp", "feedbackTurns")
    present = [name for name in stored if name in item]
    removed = "".join(f" REMOVE {name}" for name in stored if name not in item)
    return {
        **_of(table, session),
        "UpdateExpression": f"SET {', '.join(f'{name} = :{name}' for name in present)}{removed} {_COST}",
        "ConditionExpression": _OWNED,
        "ExpressionAttributeValues": {
            ":user": item["userId"],
            **{f":{name}": item[name] for name in present},
            **_cost(cost),
        },
    }


def _of(table: str, session: Session) -> dict[str, Any]:
    return {"TableName": table, "Key": {"sessionId": {"S": session.session_id}, "ts": {"N": str(session.ts)}}}


def _cost(cost: Cost) -> dict[str, Any]:
    return to_attributes({":usd": cost.usd, ":input": cost.input_tokens, ":output": cost.output_tokens})
