"""The verdict of an interview storm sees every turn that is lost, doubled or charged wrongly."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bandup.interview.model import Cost, Move, Role, Session, Turn
from storm.candidates import TURNS_PER_SESSION, Ask, make_asks
from storm.interview_outcome import InterviewOutcome, StoredInterviews
from storm.model import PRICE

COST = Cost(PRICE, 1, 1, "storm")


def answered() -> list[Ask]:
    """A request that begins an interview, one in it, and one that no model answers."""
    opening = Ask(9, "owner", None)
    opening.note({"session_id": "s", "turn": 1})
    asks = [opening, Ask(11, "owner", opening), Ask(50, "owner", opening)]
    asks[1].note({"turn": 3})
    asks[2].is_refused = True
    return asks


def said(asks: list[Ask], **sessions: int) -> Mapping[str, list[Turn]]:
    """The turns of a session in which so many of the candidate's are stored."""
    return {
        name: [
            Turn(1, Role.INTERVIEWER, "Question 1: why?", 1, "queues", Move.OPENING, COST),
            *(
                turn
                for place in range(count)
                for turn in (
                    Turn(2 * place + 2, Role.CANDIDATE, asks[1].message, 1),
                    Turn(2 * place + 3, Role.INTERVIEWER, f"Question {place + 2}", 1, "queues", Move.FOLLOW_UP, COST),
                )
            ),
        ]
        for name, count in sessions.items()
    }


def header(name: str, turns: int = 3, exchanges: int = 1, usd: int = 2) -> Session:
    """The header of a session, whose calls cost so many times the price."""
    return Session(name, "owner", 1, "technical", "MEDIUM", turns=turns, exchanges=exchanges, cost=Cost(usd * PRICE))


ASKS = answered()
STORED = StoredInterviews(
    asks=ASKS,
    sessions={"s": header("s")},
    turns=said(ASKS, s=1),
    begun=["owner"],
    used={"owner": 2},
    claims=0,
    keys_held=0,
)
CALM = InterviewOutcome(
    kind="interview",
    seed=1,
    stored=STORED,
    model_calls=3,
    frozen=0,
    throttled=0,
    outage=0,
    kills={},
    seconds=1.0,
)


def answered_twice() -> list[Ask]:
    asks = answered()
    asks[1].note({"turn": 5})
    return asks


def never_answered() -> list[Ask]:
    asks = answered()
    asks[2].is_refused = False
    asks[2].note({"turn": 5})
    return asks


def test_all_promises_held() -> None:
    assert CALM.list_broken_promises() == []
    paid_in_vain = replace(STORED, sessions={"s": header("s", usd=3)}, used={"owner": 3})
    assert replace(CALM, stored=paid_in_vain).list_broken_promises() == []


@pytest.mark.parametrize("used", [2, 3])
def test_a_beginning_that_was_paid_and_not_stored_may_hold_its_unit(used: int) -> None:
    stored = replace(STORED, begun=["owner", "owner"], used={"owner": used})
    assert replace(CALM, stored=stored).list_broken_promises() == []


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"asks": [*ASKS, Ask(12, "owner", ASKS[0])]}, "answered that can be"),
        ({"asks": never_answered()}, "answered that can be"),
        ({"asks": answered_twice()}, "the same answer"),
        ({"turns": said(ASKS, s=0)}, "stored once"),
        ({"turns": said(ASKS, s=2)}, "stored once"),
        ({"sessions": {"s": header("s"), "t": header("t", 1, 0, 1)}, "turns": said(ASKS, s=1, t=0)}, "one interview"),
        ({"sessions": {"s": header("s", turns=4)}}, "fits its turns"),
        ({"sessions": {"s": header("s", exchanges=2)}}, "fits its turns"),
        ({"used": {"owner": 3}}, "a unit is"),
        ({"used": {"owner": 1}}, "a unit is"),
        ({"used": {"owner": 2, "other": 1}}, "a unit is"),
        ({"used": {"owner": 4}, "begun": ["owner", "owner"]}, "a unit is"),
        ({"claims": 1}, "no claim"),
        ({"keys_held": 1}, "no claim"),
    ],
)
def test_each_broken_promise_is_seen(change: dict[str, Any], broken: str) -> None:
    assert any(broken in promise for promise in replace(CALM, stored=replace(STORED, **change)).list_broken_promises())


def test_calls_are_bounded() -> None:
    assert len(replace(CALM, model_calls=7).list_broken_promises()) == 1


def test_each_interview_begins_with_a_request_of_its_own() -> None:
    asks = make_asks(2 * (TURNS_PER_SESSION + 1), owners=1)
    openings = [ask for ask in asks if ask.opening is None]
    assert len(openings) == 2
    assert [ask.is_due for ask in asks] == [ask.opening is None for ask in asks]
    openings[0].note({"session_id": "s"})
    assert sum(ask.is_due for ask in asks) == TURNS_PER_SESSION + 1
