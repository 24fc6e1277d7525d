"""A session's header is read as it was stored."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from bandup.core.dynamo import from_attributes, to_attributes
from bandup.interview.items import session_from_item, session_to_item
from bandup.interview.model import Cost, Session, SessionStatus

BARE = Session("s", "owner", 1, "technical", "MEDIUM", last_ts=1)
FULL = Session(
    session_id="s",
    user_id="owner",
    ts=1,
    category="system design",
    difficulty="HARD",
    job_title="Engineer",
    company="Example",
    resume_text="Ten years of Go.",
    job_description="Go.",
    resume_text_id="r",
    job_description_id="d",
    language="de-AT",
    focus=("queues", "caches"),
    seniority="senior",
    adaptive=True,
    retake_of={"session_id": "t", "turn": 3},
    planned=4,
    status=SessionStatus.ENDED,
    turns=7,
    exchanges=4,
    answers=2,
    follow_ups=1,
    clarifications=1,
    invited=True,
    level="HARD",
    topics=("queues",),
    last_ts=9,
    cost=Cost(Decimal("0.0021"), 700, 70),
    feedback={"summary": "Good."},
    ratings={"clarity": 4},
    skills=({"name": "clarity", "kind": "strength", "note": "Ça va."},),
    feedback_timestamp=8,
    feedback_turns=6,
)


@pytest.mark.parametrize("session", [BARE, FULL], ids=["bare", "full"])
def test_what_is_stored_is_read(session: Session) -> None:
    assert session_from_item(from_attributes(to_attributes(session_to_item(session)))) == session


@pytest.mark.parametrize("name", [field.name for field in fields(Session)])
def test_each_attribute_is_stored(name: str) -> None:
    """Else one that is added later could be forgotten, as long as it has its default above."""
    required = {"session_id", "user_id", "ts"}
    assert name in required or getattr(FULL, name) != getattr(BARE, name)


def test_counters_that_older_headers_lack_are_made_up_from_its_turns() -> None:
    item = session_to_item(replace(FULL, turns=7))
    del item["answers"], item["lastTs"], item["followUps"]
    read = session_from_item(item)
    assert (read.answers, read.last_ts, read.follow_ups) == (3, read.ts, None)
