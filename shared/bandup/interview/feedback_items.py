"""Feedback on a session as items of the `InterviewSession` table.

The header has what lists and skill ratings need of it. All else is in a partition of its own, named after the session:
one item for the feedback, and one for what is said of each answer. So neither a long résumé nor long feedback makes an
item larger than DynamoDB takes (400 KB), and who reads turns never meets it. Feedback of before that is an attribute of
the header, says nothing of single answers, and is replaced as a whole by the next one.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from bandup.core.dynamo import Table, Write
from bandup.interview.items import store_judgement
from bandup.interview.model import SCHEMA_VERSION, Session

ANSWERS = "answers"
"""The field of a feedback that has an item of its own."""

_NEWEST = "attribute_not_exists(#turns) OR #turns <= :turns"
"""Feedback that was stored before it told its turns may be replaced by any."""


def feedback_partition(session_id: str) -> str:
    """The partition of a session's feedback. Ids of sessions are UUIDs, so none has a `#`."""
    return f"feedback#{session_id}"


def store_feedback(
    table: Table, session: Session, feedback: Mapping[str, Any], *, subject: str, newest: str
) -> dict[str, Write]:
    """The writes that replace a session's feedback, if the session is still there.

    Args:
        table: the interviews' table.
        session: the session as it was judged, see `Session.add_judgement`.
        feedback: all of it, JSON-like.
        subject: the name of the write that demands the session.
        newest: the name of the write that demands that no feedback on more turns is stored.
    """
    rest = {name: value for name, value in feedback.items() if name != ANSWERS}
    return {
        subject: store_judgement(table, session),
        newest: _put(table, session, 1, {"feedback": rest, "turns": session.turns}, _NEWEST),
        ANSWERS: _put(table, session, 2, {ANSWERS: feedback.get(ANSWERS, [])}),
    }


def join_items(items: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The feedback in the items of its partition, or None if there are none."""
    found = {name: item[name] for item in items for name in ("feedback", ANSWERS) if name in item}
    return {**found["feedback"], ANSWERS: found.get(ANSWERS, [])} if "feedback" in found else None


def _put(table: Table, session: Session, place: int, values: Mapping[str, Any], condition: str | None = None) -> Write:
    key = {"sessionId": feedback_partition(session.session_id), "ts": place}
    compared = {"turns": session.turns} if condition else {}
    return table.prepare_put({**key, **values, "schema_version": SCHEMA_VERSION}, condition, compared)
