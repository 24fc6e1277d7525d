"""Which sessions have feedback of later than a moment."""

from dataclasses import replace

import pytest

from bandup.core.dynamo import to_attributes
from bandup.interview.items import session_to_item
from bandup.interview.model import Session, SessionStatus

from .conftest import OWNER, STRANGER, InterviewBackend


@pytest.mark.parametrize(
    ("since", "of", "found"),
    [
        (10, 9, [("b", 20), ("a", 30)]),
        (20, 9, [("a", 30)]),
        (30, 9, []),
        (10, 2, [("b", 20)]),
    ],
    ids=["by the time of feedback", "later than", "none", "of the newest sessions"],
)
def test_the_owners_judged_sessions(
    backend: InterviewBackend, since: int, of: int, found: list[tuple[str, int]]
) -> None:
    begun = Session("a", OWNER, 1, "technical", "MEDIUM")
    for session in (
        replace(begun, feedback_timestamp=30),
        replace(begun, session_id="b", ts=2, feedback_timestamp=20),
        replace(begun, session_id="c", ts=3),
        replace(begun, session_id="d", ts=0, feedback_timestamp=25, status=SessionStatus.DELETED),
        replace(begun, session_id="e", user_id=STRANGER, feedback_timestamp=40),
    ):
        backend.client.put_item(TableName=backend.table, Item=to_attributes(session_to_item(session)))
    assert backend.store.list_judged(OWNER, since, of=of) == found
