import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.interview.model import Cost, Move, Role, Turn
from fetch_session.view import describe_turn, fit_messages
from support.interviews import add_feedback, damage, put_interview, put_sessions, session
from support.openapi import as_documented

from .conftest import OWNER, STRANGER, SessionFunctions

RATINGS = {"technical": 6, "communication": 7, "confidence": 5, "problem_solving": 6, "overall": 6}
LAMBDA_LIMIT = 6_291_456


def pages(functions: SessionFunctions, session_id: str, **query: str) -> list[Any]:
    """All pages of a review, and each within what Lambda hands over."""
    found = []
    while True:
        answer = functions.ask("/review", query={"session_id": session_id, **query})
        assert answer.status == 200, answer.raw
        assert len(json.dumps(answer.raw)) < LAMBDA_LIMIT
        found.append(answer.json)
        if "next_token" not in answer.json:
            return found
        query["next_token"] = answer.json["next_token"]


def test_an_interview_is_one_page(functions: SessionFunctions) -> None:
    stored = put_interview(
        functions.client,
        functions.table,
        add_feedback(
            session(OWNER, company="Example Ltd", resume_text="Ten years of Go."), RATINGS, [("strength", "caching")]
        ),
        ["Tell me of a service.", "It was slow."],
    )
    (page,) = pages(functions, stored.session_id)
    assert page["messages"] == [
        {
            "turn": 1,
            "role": "interviewer",
            "content": "Tell me of a service.",
            "ts": stored.ts + 1,
            "topic": "caching",
            "move": "follow_up",
        },
        {"turn": 2, "role": "candidate", "content": "It was slow.", "ts": stored.ts + 2},
    ]
    assert page["feedback"]["ratings"] == RATINGS
    assert page["feedback_outdated"] is False
    assert page["company"] == "Example Ltd"
    assert page["resume_text"] == "Ten years of Go."
    assert "job_title" not in page
    assert "user_id" not in page
    assert page["cost"] == {"usd": 0.004, "input_tokens": 900, "output_tokens": 120}


def test_what_the_interview_was_for_and_what_it_asked(functions: SessionFunctions) -> None:
    header = session(
        OWNER,
        job_description="We need Go.",
        seniority="Senior",
        language="de",
        focus=("caching", "hiring"),
        adaptive=True,
        planned=5,
        answers=1,
        topics=("caching",),
        retake_of={"session_id": "3f0c1d2e-0000-4000-8000-000000000000", "turn": 3},
    )
    stored = put_interview(functions.client, functions.table, header, ["Why?", "It was slow."])
    answer = functions.ask("/review", query={"session_id": stored.session_id})
    as_documented(answer, "GET", "/review")
    for name in ("job_description", "seniority", "language", "adaptive", "planned", "answers", "retake_of"):
        assert answer.json[name] == getattr(header, name)
    assert (answer.json["focus"], answer.json["topics"]) == (["caching", "hiring"], ["caching"])
    said = Turn(
        3, Role.INTERVIEWER, "And?", 1, "caching", Move.FOLLOW_UP, Cost(), refers_to="It was slow", level="HARD"
    )
    shown = describe_turn(said)
    assert (shown["refers_to"], shown["level"], shown["move"]) == ("It was slow", "HARD", "follow_up")


def test_later_turns_outdate_the_feedback(functions: SessionFunctions) -> None:
    stored = put_interview(
        functions.client, functions.table, add_feedback(session(OWNER), RATINGS), ["Why?", "So.", "Why so?"]
    )
    (page,) = pages(functions, stored.session_id)
    assert (page["feedback_turns"], page["turns"], page["feedback_outdated"]) == (2, 3, True)


def test_an_interview_without_feedback(functions: SessionFunctions) -> None:
    stored = put_interview(functions.client, functions.table, session(OWNER), ["Why?"])
    (page,) = pages(functions, stored.session_id)
    assert page["feedback_outdated"] is False
    assert "feedback" not in page


@pytest.mark.parametrize("limit", ["1", "3", "7"])
def test_pages_hold_every_turn_once(functions: SessionFunctions, limit: str) -> None:
    contents = [f"turn {number}" for number in range(1, 22)]
    stored = put_interview(functions.client, functions.table, session(OWNER), contents)
    found = pages(functions, stored.session_id, limit=limit)
    assert [message["content"] for page in found for message in page["messages"]] == contents
    assert len(found) == -(-21 // int(limit))


def test_an_interview_of_several_megabytes_is_complete(functions: SessionFunctions) -> None:
    # Characters that JSON writes six times as long: what is sent is bounded, not what is stored.
    contents = [f"{number} " + '\u00e9\n"' * 6_000 for number in range(1, 181)]
    stored = put_interview(functions.client, functions.table, session(OWNER), contents)
    found = pages(functions, stored.session_id)
    assert sum(len(content.encode()) for content in contents) > 4_000_000
    assert len(found) > 2
    assert [message["content"] for page in found for message in page["messages"]] == contents


def test_a_page_token_is_good_for_one_interview(functions: SessionFunctions) -> None:
    first, second = (
        put_interview(functions.client, functions.table, session(OWNER), ["a", "b", "c"]) for _ in range(2)
    )
    token = functions.get("/review", session_id=first.session_id, limit="1")["next_token"]
    answer = functions.ask("/review", query={"session_id": second.session_id, "next_token": token})
    assert (answer.status, answer.pointers) == (422, [("query", "/next_token")])


def test_an_unknown_and_a_foreign_interview_are_the_same(functions: SessionFunctions) -> None:
    theirs = put_interview(functions.client, functions.table, session(STRANGER), ["Why?"])
    unknown = session(OWNER).session_id
    bodies = []
    for session_id in (theirs.session_id, unknown):
        answer = functions.ask("/review", query={"session_id": session_id}, requestContext={"requestId": "same"})
        assert answer.status == 404
        bodies.append((answer.raw["body"], sorted(answer.headers)))
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize("session_id", ["x", "../" * 9, "A" * 10_000, "00000000-0000-0000-0000-00000000000G", "\u0000"])
def test_what_is_no_id_names_nothing(functions: SessionFunctions, session_id: str) -> None:
    assert functions.ask("/review", query={"session_id": session_id}).status == 404


def test_damaged_counts_do_not_hide_an_interview(functions: SessionFunctions) -> None:
    header = session(OWNER)
    put_sessions(functions.client, functions.table, [header])
    for attribute in ("turns", "usd", "lastTs", "status", "category"):
        damage(functions.client, functions.table, header, attribute, {"L": []})
    (page,) = pages(functions, header.session_id)
    assert (page["turns"], page["status"], page["category"]) == (0, "ACTIVE", "")


@given(st.lists(st.text(), max_size=20), st.integers(0, 2_000))
def test_what_fits_is_the_longest_beginning(texts: list[str], room: int) -> None:
    messages = [{"content": text} for text in texts]
    kept = fit_messages(messages, room)
    size = sum(len(json.dumps(json.dumps(message))) for message in kept)
    assert kept == messages[: len(kept)]
    assert len(kept) >= min(1, len(messages))
    assert size <= room or len(kept) == 1
    if len(kept) < len(messages):
        assert size + len(json.dumps(json.dumps(messages[len(kept)]))) > room


def test_a_message_with_measured_numbers_fits_like_any_other() -> None:
    spoken = {"transcript_id": "t", "measured": {"duration_seconds": Decimal("12.5"), "pause_count": 2}}
    messages = [{"turn": 1, "content": "Load comes in waves.", "spoken": spoken}]
    assert fit_messages(messages) == messages
