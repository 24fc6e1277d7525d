"""What a session counts, also one that was stored before it counted; and what a deletion at the same time leaves."""

from dataclasses import replace
from typing import Any

import pytest

from bandup.core.dynamo import from_attributes
from bandup.interview.exceptions import SessionNotFoundError
from bandup.interview.items import session_from_item, session_to_item, turn_from_item, turn_to_item
from bandup.interview.model import Cost, Exchange, Move, Role, Session, Turn
from bandup.models.usage import Ledger

from .conftest import COST, OWNER, InterviewBackend, pay


def led(*moves: tuple[str | None, Move]) -> Session:
    """A session after exchanges, each a message and the move that follows it."""
    session = Session("s", OWNER, 0, "technical", "MEDIUM", planned=8)
    for message, move in moves:
        session, _ = session.add_exchange(Exchange(message, "Why?", move, "caching"), Cost(), 1)
    return session


OPENED = (None, Move.OPENING)


@pytest.mark.parametrize(
    ("moves", "answers", "follow_ups", "clarifications"),
    [
        ([OPENED], 0, 0, 0),
        ([("I am Ann.", Move.OPENING)], 0, 0, 0),
        ([OPENED, ("a", Move.FOLLOW_UP), ("b", Move.FOLLOW_UP)], 2, 2, 0),
        ([OPENED, ("a", Move.FOLLOW_UP), ("what?", Move.CLARIFY), ("what?", Move.CLARIFY)], 1, 1, 2),
        ([OPENED, ("what?", Move.CLARIFY), ("a", Move.FOLLOW_UP), ("b", Move.NEXT_TOPIC)], 2, 0, 0),
        ([OPENED, ("a", Move.FOLLOW_UP), ("let us end", Move.CLOSING)], 1, 1, 0),
        ([OPENED, *[("a", Move.NEXT_TOPIC)] * 7, ("a", Move.CANDIDATE_QUESTIONS), ("b?", Move.CLOSING)], 8, 0, 0),
        ([OPENED, *[("what?", Move.CLARIFY)] * 3, ("what?", Move.NEXT_TOPIC), ("a", Move.FOLLOW_UP)], 1, 1, 0),
        ([OPENED, *[("what?", Move.CLARIFY)] * 4, ("what?", Move.NEXT_TOPIC)], 0, 0, 0),
        ([OPENED, *[("what?", Move.CLARIFY)] * 2, ("a", Move.NEXT_TOPIC)], 1, 0, 0),
        ([OPENED, *[("a", Move.NEXT_TOPIC)] * 6, ("let us end", Move.CLOSING)], 6, 0, 0),
    ],
)
def test_clarifications_count_neither_as_answers_nor_as_follow_ups(
    moves: list[Any], answers: int, follow_ups: int, clarifications: int
) -> None:
    session = led(*moves)
    assert (session.answers, session.follow_ups, session.clarifications) == (answers, follow_ups, clarifications)


def test_a_header_of_version_1_goes_on_as_it_was_begun() -> None:
    new = {
        "planned",
        "answers",
        "followUps",
        "clarifications",
        "invited",
        "level",
        "focus",
        "adaptive",
        "language",
        "retakeOf",
    }
    item = {name: value for name, value in session_to_item(led(OPENED)).items() if name not in new}
    for turns, answers in ((1, 0), (2, 1), (3, 1), (21, 10)):
        read = session_from_item(item | {"turns": turns, "schema_version": 1})
        assert (read.planned, read.answers, read.follow_ups) == (30, answers, None)
        assert (read.focus, read.adaptive, read.level, read.retake_of) == ((), False, None, None)


def test_a_turn_of_version_1_is_read() -> None:
    turn = Turn(1, Role.INTERVIEWER, "Why?", 1, "caching", Move.FOLLOW_UP, Cost(), refers_to="we cached", level="EASY")
    item = turn_to_item(led(OPENED), turn)
    assert turn_from_item(item) == turn
    old = {name: value for name, value in item.items() if name not in ("refersTo", "level") and value is not None}
    assert turn_from_item(old | {"schema_version": 1}) == replace(turn, refers_to=None, level=None)


def test_a_whole_session_is_read_as_it_was_stored(backend: InterviewBackend) -> None:
    session = replace(
        backend.make_session(),
        job_description="We need Go.",
        job_description_id="a-text",
        resume_text_id="another-text",
        language="de",
        focus=("queues", "caches"),
        seniority="Senior",
        adaptive=True,
        planned=5,
        retake_of={"session_id": "a", "turn": 3},
    )
    backend.take_turn(None, session, said=None, move=Move.OPENING)
    stored = backend.store.get_owned(session.session_id, OWNER)
    texts = ("job_description", "job_description_id", "resume_text_id")
    for name in (*texts, "language", "focus", "seniority", "adaptive", "planned", "retake_of"):
        assert getattr(stored, name) == getattr(session, name)
    (header,) = (item for item in backend.read_items() if "userId" in item)
    assert from_attributes(header)["schema_version"] == 3


def test_a_deletion_wins_against_a_turn_that_is_being_made(backend: InterviewBackend) -> None:
    session = backend.begin_session()

    def deleted_meanwhile(ledger: Ledger) -> None:
        pay(ledger)
        backend.store.delete_owned(session.session_id, OWNER)

    with pytest.raises(SessionNotFoundError):
        backend.take_turn(session, session, model=deleted_meanwhile, key="k")
    (left,) = map(from_attributes, backend.read_items())
    assert (left["status"], left["usd"]) == ("DELETED", 2 * COST.usd), "what was paid for both turns, and nothing else"
    assert "content" not in left


def test_a_turn_that_began_before_a_deletion_and_ends_first_is_deleted_too(backend: InterviewBackend) -> None:
    session = backend.begin_session()
    for _ in range(3):
        backend.take_turn(session, session, key="k" if _ == 2 else None)
    backend.store.delete_owned(session.session_id, OWNER)
    assert [item for item in backend.read_items() if "content" in item or "answer" in item] == []
