import json
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregate_skills.report import MAX_ENTRIES, MAX_POINTS, PRACTICE, build_report
from bandup.interview.conditions import find_conditions
from bandup.interview.feedback_history import read_history
from bandup.interview.model import Session
from bandup.interview.ratings import RATED_SKILLS
from support.interviews import add_feedback, session
from support.trends import DAY_MS

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
    if weakest := found["weakest_skill"]:
        intervals = {skill: found["skills"][skill]["recent_interval"] for skill in PRACTICE}
        below = intervals.pop(weakest["skill"])["high"]
        assert all(below <= other["low"] for other in intervals.values())
        assert weakest["next_interview"] == {"category": PRACTICE[weakest["skill"]]}
    assert [point["ratings"] for point in found["points"]] == given_ratings


def test_nothing_yet() -> None:
    found = build_report(read_history([session("me")]))
    assert found == {
        "sessions_analyzed": 0,
        "sessions_without_feedback": 1,
        "sessions_skipped": 0,
        "skills": {},
        "points": [],
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
        {"skills": ({"label": "x", "kind": "strength", "turn": 2, "quote": "q", "skill_id": 7},)},
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


def test_the_latest_is_of_the_newest_session() -> None:
    first, second = EVEN | {"technical": Decimal(3)}, EVEN | {"technical": Decimal(8)}
    found = build_report(read_history(sessions([first, second])))
    assert found["skills"]["technical"]["latest"] == 8


def held(day: float, ratings: dict[str, Any], mentions: list[tuple[str, ...]] = [], **changes: Any) -> Session:  # noqa: B006
    return add_feedback(session("me", ts=round(day * DAY_MS), **changes), ratings, mentions)


def report_of(*oldest_first: Session) -> Any:
    return build_report(read_history(oldest_first[::-1]))


LOW = EVEN | {"confidence": Decimal(3)}
SAID = [
    ("weakness", "Zaghaftigkeit", "confidence"),
    ("weakness", "ownership"),
    ("weakness", "initiative"),
    ("weakness", "motivation"),
    ("weakness", "testing", "testing"),
    ("weakness", "Kafka", "other"),
]


def test_the_focus_is_on_the_weakest_skill() -> None:
    found = report_of(*(held(day, LOW, SAID) for day in range(6)))
    assert found["weakest_skill"] == {
        "skill": "confidence",
        "recent_mean": 3,
        "next_interview": {"category": "behavioural"},
        "focus": ["Motivation", "Initiative", "Ownership"],
    }
    assert found["weaknesses_total"] == 6


@pytest.mark.parametrize(
    "ratings",
    [
        [LOW],
        [LOW, EVEN, LOW, EVEN | {"confidence": Decimal(7)}],
        [EVEN] * 8,
        [LOW | {"technical": Decimal(3)}] * 8,
    ],
    ids=["one session", "chance", "all alike", "two alike"],
)
def test_no_skill_is_picked_where_intervals_overlap(ratings: list[dict[str, Decimal]]) -> None:
    assert report_of(*(held(day, each, SAID) for day, each in enumerate(ratings)))["weakest_skill"] is None


def test_a_weakness_fades() -> None:
    weak = held(0, EVEN, [("weakness", "testing")])
    assert [entry["skill"] for entry in report_of(weak, held(1, EVEN))["weaknesses"]] == ["testing"]
    often = [held(100 + day, EVEN, [("weakness", "debugging")]) for day in range(12)]
    found = report_of(weak, *often)
    assert [entry["skill"] for entry in found["weaknesses"]] == ["debugging"]
    assert found["weaknesses_total"] == 1
    assert found["weaknesses"][0]["weight"] > 9


def test_recent_weaknesses_come_first() -> None:
    early = [held(day, EVEN, [("weakness", "testing")]) for day in range(12)]
    late = [held(60 + day, EVEN, [("weakness", "debugging")]) for day in range(10)]
    found = report_of(*early, *late)["weaknesses"]
    assert [(entry["skill"], entry["sessions"]) for entry in found] == [("debugging", 10), ("testing", 12)]


def test_a_weakness_that_became_a_strength_is_one() -> None:
    kinds = ["weakness", "weakness", "strength", "strength"]
    found = report_of(*(held(day, EVEN, [(kind, "testing")]) for day, kind in enumerate(kinds)))
    assert (found["weaknesses"], found["strengths"][0]["sessions"]) == ([], 2)


def test_harder_interviews_are_no_decline() -> None:
    def rated(rating: int) -> dict[str, Decimal]:
        return dict.fromkeys(RATED_SKILLS, Decimal(rating))

    easy = [held(day, rated(8), difficulty="EASY") for day in range(8)]
    hard = [held(8 + day, rated(6), difficulty="HARD") for day in range(8)]
    trend = report_of(*easy, *hard)["skills"]["overall"]["trend"]
    assert (trend["direction"], trend["per_session"], trend["adjusted_for"]) == ("steady", 0, ["difficulty"])


@pytest.mark.parametrize(("count", "adjusted_for"), [(4, []), (5, ["category"])])
def test_a_category_counts_where_there_is_enough(count: int, adjusted_for: list[str]) -> None:
    said = ["technical"] * count + ["My own words"] * count
    found = report_of(*(held(day, EVEN, category=each) for day, each in enumerate(said)))
    assert found["skills"]["overall"]["trend"]["adjusted_for"] == adjusted_for


def test_candidates_own_words_are_many_and_cost_nothing() -> None:
    """So are difficulties that nobody wrote, in an item of long ago."""
    found = report_of(
        *(held(day, EVEN, category=f"kind {day // 5}", difficulty=f"odd {day}") for day in range(60)),
        *(held(60 + day, EVEN, category="", difficulty="") for day in range(5)),
    )
    assert find_conditions(read_history([held(0, EVEN, difficulty="odd")]).analyzed)["difficulty"] == [""]
    assert found["skills"]["overall"]["trend"]["adjusted_for"] == ["category"]


MONTH = 30 * DAY_MS
ODD_HISTORIES = st.lists(
    st.tuples(
        st.sampled_from([0, 0, 1, DAY_MS, 12 * MONTH, 400 * MONTH]),
        st.sampled_from(["EASY", "MEDIUM", "HARD", "", "odd"]),
        st.sampled_from(["technical", " Technical", "", "stra\u00dfe", "STRASSE"]),
        st.one_of(RATINGS, st.just(EVEN)),
        st.lists(
            st.tuples(
                st.sampled_from(["strength", "weakness"]),
                st.sampled_from(["testing", "!!!", "\u7684", "C++", "x" * 80]),
                st.sampled_from(["testing", "other", "of_later"]),
            ),
            max_size=3,
        ),
    ),
    min_size=1,
    max_size=14,
)


@given(ODD_HISTORIES)
def test_whatever_the_history_each_number_is_one_and_lies_in_its_interval(history: list[Any]) -> None:
    """All at one moment, decades apart, of kinds and difficulties that nobody knows, in other scripts."""
    moments = accumulate(pause for pause, *_ in history)
    found = report_of(
        *(
            add_feedback(session("me", ts=moment, difficulty=difficulty, category=category), ratings, mentions)
            for moment, (_, difficulty, category, ratings, mentions) in zip(moments, history, strict=True)
        )
    )
    json.dumps(found, allow_nan=False, default=float)
    for rated in found["skills"].values():
        pairs = [(rated["mean"], rated["interval"]), (rated["recent_mean"], rated["recent_interval"])]
        if trend := rated["trend"]:
            pairs.append((trend["per_session"], trend["interval"]))
            assert (trend["direction"] == "improving") >= (trend["interval"]["low"] > 0)
            assert (trend["direction"] == "declining") >= (trend["interval"]["high"] < 0)
        for value, interval in pairs:
            assert interval is None or interval["low"] - 0.011 <= value <= interval["high"] + 0.011
    sides = [found["strengths"], found["weaknesses"]]
    assert all(len({entry["skill"] for entry in side}) == len(side) for side in sides)


def test_points_are_the_newest_oldest_first() -> None:
    found = report_of(*(held(day, EVEN, difficulty="HARD") for day in range(MAX_POINTS + 2)))["points"]
    assert len(found) == MAX_POINTS
    assert [found[0]["ts"], found[-1]["ts"]] == [2 * DAY_MS, (MAX_POINTS + 1) * DAY_MS]
    assert found[0]["ratings"] == EVEN
    assert (found[0]["category"], found[0]["difficulty"]) == ("technical", "HARD")
