from typing import Any

import pytest

from bandup.interview.model import SessionStatus
from support.interviews import add_feedback, damage, put_sessions, session

from .conftest import OWNER, STRANGER, SessionFunctions

RATINGS = {"technical": 6, "communication": 7.5, "confidence": 5, "problem_solving": 6, "overall": 6}


def listed(functions: SessionFunctions, **query: str) -> list[Any]:
    """All sessions, page by page."""
    found = []
    while True:
        page = functions.get("/sessions", **query)
        found.extend(page["items"])
        if "next_token" not in page:
            return found
        query["next_token"] = page["next_token"]


def test_newest_first_without_gap_or_double(functions: SessionFunctions) -> None:
    mine = [session(OWNER, number) for number in range(230)]
    put_sessions(functions.client, functions.table, [*mine, *(session(STRANGER, number) for number in range(40))])
    found = listed(functions, limit="37")
    assert [each["session_id"] for each in found] == [each.session_id for each in reversed(mine)]


def test_sessions_that_began_at_once_are_all_there(functions: SessionFunctions) -> None:
    mine = [session(OWNER) for _ in range(9)]
    put_sessions(functions.client, functions.table, mine)
    assert sorted(each["session_id"] for each in listed(functions, limit="2")) == sorted(
        each.session_id for each in mine
    )


def test_what_is_shown(functions: SessionFunctions) -> None:
    header = add_feedback(session(OWNER, job_title="Engineer", resume_text="Ten years of Go."), RATINGS)
    put_sessions(functions.client, functions.table, [header])
    (shown,) = listed(functions)
    assert shown == {
        "session_id": header.session_id,
        "ts": header.ts,
        "category": "technical",
        "difficulty": "MEDIUM",
        "job_title": "Engineer",
        "status": "ACTIVE",
        "turns": 2,
        "last_ts": header.last_ts,
        "ratings": RATINGS,
        "feedback_timestamp": header.feedback_timestamp,
        "feedback_outdated": False,
    }


def test_nobody_else_is_shown(functions: SessionFunctions) -> None:
    put_sessions(functions.client, functions.table, [session(STRANGER)])
    assert functions.get("/sessions") == {"items": []}


@pytest.mark.parametrize("damaged", [{"S": "8/10"}, {"M": {}}, {"L": []}, {"N": "7"}])
def test_a_damaged_session_hides_no_other(functions: SessionFunctions, damaged: dict[str, Any]) -> None:
    headers = [add_feedback(session(OWNER, number), RATINGS) for number in range(3)]
    put_sessions(functions.client, functions.table, headers)
    for attribute in ("ratings", "skills", "feedbackTurns", "turns"):
        damage(functions.client, functions.table, headers[1], attribute, damaged)
    found = listed(functions)
    assert ["ratings" in each for each in found] == [True, False, True]


def test_a_page_token_is_good_for_its_user(functions: SessionFunctions) -> None:
    put_sessions(functions.client, functions.table, [session(OWNER, number) for number in range(3)])
    token = functions.get("/sessions", limit="1")["next_token"]
    assert functions.ask("/sessions", user=STRANGER, query={"next_token": token}).status == 422


def test_one_kind_of_interview(functions: SessionFunctions) -> None:
    kinds = ("technical", "system_design", "Nursing")
    mine = [session(OWNER, number, category=kinds[number % 3]) for number in range(30)]
    put_sessions(functions.client, functions.table, [*mine, session(STRANGER, category="Nursing")])
    for asked, kind in (("System Design", "system_design"), ("technical", "technical"), (" Nursing ", "Nursing")):
        found = listed(functions, category=asked, limit="4")
        assert [each["session_id"] for each in found] == [
            each.session_id for each in mine[::-1] if each.category == kind
        ]
    assert listed(functions, category="nursing") == []
    assert len(listed(functions)) == 30


def test_a_page_of_one_kind_is_no_page_of_all(functions: SessionFunctions) -> None:
    put_sessions(functions.client, functions.table, [session(OWNER, number) for number in range(3)])
    token = functions.get("/sessions", limit="1", category="technical")["next_token"]
    assert functions.ask("/sessions", query={"next_token": token}).status == 422
    assert functions.ask("/sessions", query={"next_token": token, "category": "technical"}).status == 200


@pytest.mark.parametrize("category", ["", " ", "\u200b", "x" * 81, "x" + "\u200b" * 80])
def test_a_kind_that_no_interview_can_have(functions: SessionFunctions, category: str) -> None:
    answer = functions.ask("/sessions", query={"category": category})
    assert (answer.status, answer.pointers) == (422, [("query", "/category")])


def test_what_is_left_of_a_deleted_one_is_shown_nowhere(functions: SessionFunctions) -> None:
    kept = add_feedback(session(OWNER, 1), RATINGS)
    gone = add_feedback(session(OWNER, 2, status=SessionStatus.DELETED), RATINGS)
    put_sessions(functions.client, functions.table, [kept, gone])
    assert [each["session_id"] for each in listed(functions)] == [kept.session_id]
    assert functions.ask("/review", query={"session_id": gone.session_id}).status == 404
    skills = functions.get("/skills")
    assert (skills["sessions_analyzed"], skills["sessions_without_feedback"]) == (1, 0)
