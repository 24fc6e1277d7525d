from typing import Any

import pytest

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
