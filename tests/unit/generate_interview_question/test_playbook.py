"""Interviews as a demanding interviewer would hold them, and bad replies in them, through the real checks.

They were written without sight of the checks. Every second one was looked at while the checks were made, the
others only once they were measured.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

import pytest

from bandup.core.clock import Deadline
from bandup.core.errors import InvalidOutputError
from bandup.interview.model import Cost, Exchange, Move, Session, SessionStatus, Turn
from bandup.models.port import Prompt
from bandup.models.structured import Reply, get_valid_answer
from bandup.models.usage import Ledger, Usage
from generate_interview_question.interviewer import SCHEMA, Interviewer, InterviewerTurn
from ops.paths import ROOT

from .conftest import InterviewFunction, reply

PLAYBOOK = ROOT / "tests" / "samples" / "interviews" / "playbook"
MOVES = {
    "follow_up": Move.FOLLOW_UP,
    "clarify": Move.CLARIFY,
    "candidate_questions": Move.CANDIDATE_QUESTIONS,
    "close": Move.CLOSING,
}
SETTING = ("category", "difficulty", "language", "seniority", "job_title", "company", "job_description", "adaptive")

T = TypeVar("T")


def read(name: str) -> Any:
    return json.loads((PLAYBOOK / name).read_text(encoding="utf-8"))


BAD, HONEST = read("bad_replies.json"), read("honest_variations.json")
INTERVIEWS = {
    path.name: read(path.name) for path in sorted(PLAYBOOK.glob("*.json")) if isinstance(read(path.name), dict)
}


@dataclass
class RepeatingModel:
    """Gives one reply whenever it is asked, behind the real reading and repairing of answers."""

    said: Mapping[str, Any]
    notes: list[str | None] = field(default_factory=list)

    def generate_json(
        self,
        prompt: Prompt,
        schema: Mapping[str, Any],
        validate: Callable[[Any], T],
        *,
        deadline: Deadline,
        ledger: Ledger,
    ) -> T:
        assert prompt.parts
        assert schema == SCHEMA

        def ask(repair: str | None, *, larger: bool) -> Reply:
            assert deadline.budget() > 0
            assert not larger
            self.notes.append(repair)
            ledger.add(Usage("m", 1000, 100, Decimal("0.003")))
            return Reply(json.dumps(self.said))

        return get_valid_answer(ask, validate)


def as_answered(said: Mapping[str, Any], exchange: Mapping[str, Any], *, opens: bool) -> dict[str, Any]:
    """A reply of the playbook as the model writes it. A hint is a clarification, unless it follows on an answer."""
    moves = MOVES | {
        "ask": Move.OPENING if opens else Move.NEXT_TOPIC,
        "hint": Move.FOLLOW_UP if exchange["answered"] else Move.CLARIFY,
    }
    return {**said, "move": moves.get(said["move"], said["move"]), "refers_to": said["refers_to"] or ""}


def begin(interview: Mapping[str, Any]) -> Session:
    given = {name: interview[name] for name in SETTING if interview.get(name) is not None}
    focus = tuple(interview.get("focus") or ())
    return Session("s", "owner", 0, planned=interview["questions"], focus=focus, **given)


def lead_to(interview: Mapping[str, Any], number: int) -> tuple[Session, list[Turn]]:
    """The session and its turns before an exchange."""
    session, turns = begin(interview), list[Turn]()
    for exchange in interview["exchanges"][:number]:
        said = as_answered(exchange["reply"], exchange, opens=session.turns == 0)
        added = Exchange(exchange["candidate"], said["message"], said["move"], said["topic"], level="MEDIUM")
        session, more = session.add_exchange(added, Cost(), 1)
        turns += more
    return session, turns


def take(interview: Mapping[str, Any], number: int, said: Mapping[str, Any]) -> tuple[InterviewerTurn | None, int]:
    """What comes of a reply in the place of an exchange's own: the turn, None if it is refused; and how many calls."""
    session, turns = lead_to(interview, number)
    exchange = interview["exchanges"][number]
    model = RepeatingModel(as_answered(said, exchange, opens=session.turns == 0))
    try:
        turn = Interviewer(model).next_turn(
            session, turns, exchange["candidate"], deadline=Deadline.after(29), ledger=Ledger()
        )
    except InvalidOutputError:
        turn = None
    return turn, len(model.notes)


def name_each(entries: Sequence[Mapping[str, Any]]) -> list[Any]:
    return [pytest.param(entry, id=entry["name"]) for entry in entries]


@pytest.mark.parametrize("name", INTERVIEWS)
def test_an_honest_interview_runs_to_its_end(function: InterviewFunction, name: str) -> None:
    interview = INTERVIEWS[name]
    given = {each: interview[each] for each in (*SETTING, "focus", "questions") if interview.get(each) is not None}
    body, answers, last = dict[str, Any](given), 0, {}
    for number, exchange in enumerate(interview["exchanges"]):
        said = as_answered(exchange["reply"], exchange, opens=number == 0)
        function.claude.script.append(reply(json.dumps(said)))
        answer = function.ask(body=body | ({"message": exchange["candidate"]} if exchange["candidate"] else {}))
        assert answer.status == 200, (number, answer.raw)
        last = answer.json
        answers += exchange["answered"]
        assert len(function.claude.asked) == number + 1, f"the reply to message {number} was asked for again"
        assert (last["message"], last["move"], last["answers"]) == (said["message"], said["move"], answers)
        assert ("refers_to" in last) == bool(said["refers_to"])
        body = {"session_id": last["session_id"]}
    assert (last["move"], last["status"]) == (Move.CLOSING, SessionStatus.ENDED)


@pytest.mark.parametrize("entry", name_each(HONEST))
def test_an_honest_reply_is_neither_refused_nor_counted(entry: dict[str, Any]) -> None:
    after = entry["after"]
    turn, calls = take(INTERVIEWS[after["interview"]], after["exchange"], entry["reply"])
    assert turn is not None
    assert calls == 1
    assert (turn.refers_to is None) == (not entry["reply"]["refers_to"])


@pytest.mark.parametrize("entry", name_each([entry for entry in BAD if entry["hard"]]))
def test_a_reply_that_would_break_the_interview_is_caught(entry: dict[str, Any]) -> None:
    """Words that nobody said are taken out. A follow-up to a question back is counted: no program knows for sure."""
    after = entry["after"]
    turn, calls = take(INTERVIEWS[after["interview"]], after["exchange"], entry["reply"])
    assert calls == 2
    if entry["fault"] == "invented_reference":
        assert turn is None or turn.refers_to is None
    elif turn is not None:
        assert (entry["fault"], turn.move) == ("wrong_move", Move.FOLLOW_UP)
        assert "?" in INTERVIEWS[after["interview"]]["exchanges"][after["exchange"]]["candidate"]


def test_replies_that_are_no_good_are_counted() -> None:
    """All of the half that was looked at, and most of the other."""
    missed: dict[int, list[str]] = {0: [], 1: []}
    for number, entry in enumerate(BAD):
        after = entry["after"]
        turn, calls = take(INTERVIEWS[after["interview"]], after["exchange"], entry["reply"])
        if turn is not None and calls == 1:
            missed[number % 2].append(entry["fault"])
            assert turn.message == entry["reply"]["message"], "and never a 503"
    assert missed[0] == []
    assert sorted(missed[1]) == ["gives_rating", "leaks_instructions", "other_language", "speaks_as_candidate"]


def test_there_is_enough_to_go_by() -> None:
    assert len(INTERVIEWS) >= 6
    assert len(BAD) >= 30
