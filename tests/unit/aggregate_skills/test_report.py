from dataclasses import replace
from decimal import Decimal
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregate_skills.feedback_history import read_history
from aggregate_skills.report import MAX_ENTRIES, PRACTICE, build_report
from bandup.interview.model import Session
from bandup.interview.ratings import RATED_SKILLS
from support.interviews import add_feedback, session

HALVES = st.integers(0, 20).map(lambda halves: Decimal(halves) / 2)
RATINGS = st.fixed_dictionaries(dict.fromkeys(RATED_SKILLS, HALVES))
EVEN = {skill: Decimal(5) for skill in RATED_SKILLS}


def sessions(given_ratings: list[dict[str, Any]]) -> list[Session]:
    """One session for each of the ratings, newest first as the store gives them."""
    oldest_first = [add_feedback(session("me", number), ratings) for number, ratings in enumerate(given_ratings)]
    return oldest_first[::-1]


@given(st.lists(RATINGS, min_size=1, max_size=20))
def test_each_skill(given_ratings: list[dict[str, Decimal]]) -> None:
    found = build_report(read_history(sessions(given_ratings)))
    assert found["sessions_analyzed"] == len(given_ratings)
    assert set(found["skills"]) == set(RATED_SKILLS)
    for skill, rated in found["skills"].items():
        values = [float(ratings[skill]) for ratings in given_ratings]
        assert rated["mean"] == pytest.approx(fmean(values), abs=0.006)
        assert rated["latest"] == values[-1]
        assert rated["sessions"] == len(values)
        assert (rated["trend"] is None) == (len(values) < 3)
        assert (rated["interval"] is None) == (len(values) < 2)
    weakest = found["weakest_skill"]
    lowest = min(found["skills"][skill]["recent_mean"] for skill in PRACTICE)
    assert weakest["recent_mean"] == lowest
    assert weakest["next_interview"] == {"category": PRACTICE[weakest["skill"]]}


def test_nothing_yet() -> None:
    found = build_report(read_history([session("me")]))
    assert found == {
        "sessions_analyzed": 0,
        "sessions_without_feedback": 1,
        "sessions_skipped": 0,
        "skills": {},
        "strengths": [],
        "strengths_total": 0,
        "weaknesses": [],
        "weaknesses_total": 0,
        "weakest_skill": None,
    }


@pytest.mark.parametrize(
    "broken",
    [
        {"ratings": "8/10"},
        {"ratings": EVEN | {"technical": "8/10"}},
        {"ratings": EVEN | {"technical": Decimal("10.5")}},
        {"ratings": EVEN | {"technical": -1}},
        {"ratings": EVEN | {"technical": True}},
        {"ratings": EVEN | {"technical": None}},
        {"ratings": {}},
        {"ratings": 7},
        {"skills": ("communication",)},
        {"skills": (7,)},
        {"skills": ({"label": "x"},)},
        {"skills": ({"label": " ", "kind": "strength", "turn": 2, "quote": "q"},)},
        {"skills": ({"label": "x", "kind": "opinion", "turn": 2, "quote": "q"},)},
        {"skills": ({"label": "x", "kind": "strength", "turn": "2", "quote": "q"},)},
    ],
)
def test_a_broken_session_is_counted_and_hides_no_other(broken: dict[str, Any]) -> None:
    whole = sessions([EVEN, EVEN])
    found = build_report(read_history([whole[0], replace(add_feedback(session("me"), EVEN), **broken), whole[1]]))
    assert (found["sessions_analyzed"], found["sessions_skipped"]) == (2, 1)
    assert found["skills"]["overall"]["mean"] == 5


def test_strengths_and_weaknesses_are_apart_and_bounded() -> None:
    mentions = [("strength", "testing"), *(("weakness", f"unicorn{number}") for number in range(MAX_ENTRIES + 5))]
    found = build_report(read_history([add_feedback(session("me"), EVEN, mentions)]))
    assert [entry["skill"] for entry in found["strengths"]] == ["testing"]
    assert (len(found["weaknesses"]), found["weaknesses_total"]) == (MAX_ENTRIES, MAX_ENTRIES + 5)
    assert len(found["weakest_skill"]["focus"]) == 3


def test_the_latest_is_of_the_newest_session() -> None:
    first, second = EVEN | {"technical": Decimal(3)}, EVEN | {"technical": Decimal(8)}
    found = build_report(read_history(sessions([first, second])))
    assert found["skills"]["technical"]["latest"] == 8
    assert found["weakest_skill"]["skill"] == "communication"
