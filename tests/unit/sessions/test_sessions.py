from typing import Any

import pytest

from support.interviews import add_feedback, damage, put_sessions, session

from .conftest import OWNER, STRANGER, World

RATINGS = {"technical": 6, "communication": 7.5, "confidence": 5, "problem_solving": 6, "overall": 6}


def listed(world: World, **query: str) -> list[Any]:
    """All sessions, page by page."""
    found = []
    while True:
        page = world.get("/sessions", **query)
        found.extend(page["items"])
        if "next_token" not in page:
            return found
        query["next_token"] = page["next_token"]


def test_newest_first_without_gap_or_double(world: World) -> None:
    mine = [session(OWNER, number) for number in range(230)]
    put_sessions(world.client, world.table, [*mine, *(session(STRANGER, number) for number in range(40))])
    found = listed(world, limit="37")
    assert [each["session_id"] for each in found] == [each.session_id for each in reversed(mine)]


def test_sessions_that_began_at_once_are_all_there(world: World) -> None:
    mine = [session(OWNER) for _ in range(9)]
    put_sessions(world.client, world.table, mine)
    assert sorted(each["session_id"] for each in listed(world, limit="2")) == sorted(each.session_id for each in mine)


def test_what_is_shown(world: World) -> None:
    header = add_feedback(session(OWNER, job_title="Engineer", resume_text="Ten years of Go."), RATINGS)
    put_sessions(world.client, world.table, [header])
    (shown,) = listed(world)
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


def test_nobody_else_is_shown(world: World) -> None:
    put_sessions(world.client, world.table, [session(STRANGER)])
    assert world.get("/sessions") == {"items": []}


@pytest.mark.parametrize("damaged", [{"S": "8/10"}, {"M": {}}, {"L": []}, {"N": "7"}])
def test_a_damaged_session_hides_no_other(world: World, damaged: dict[str, Any]) -> None:
    headers = [add_feedback(session(OWNER, number), RATINGS) for number in range(3)]
    put_sessions(world.client, world.table, headers)
    for attribute in ("ratings", "skills", "feedbackTurns", "turns"):
        damage(world.client, world.table, headers[1], attribute, damaged)
    found = listed(world)
    assert ["ratings" in each for each in found] == [True, False, True]


def test_a_page_token_is_good_for_its_user(world: World) -> None:
    put_sessions(world.client, world.table, [session(OWNER, number) for number in range(3)])
    token = world.get("/sessions", limit="1")["next_token"]
    assert world.ask("/sessions", user=STRANGER, query={"next_token": token}).status == 422
