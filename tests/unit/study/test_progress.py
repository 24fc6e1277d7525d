"""The answer of `GET /progress`, from small items alone."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from bandup.core.dynamo import from_attributes, to_attributes
from bandup.ielts.practice import CRITERIA, PRACTICE, PROJECTED, Practice, pack_practice, read_practice
from bandup.interview.feedback_history import FeedbackHistory, read_history
from bandup.study.goals import Goals
from bandup.study.tally import Tally, count_review, name_day
from study.progress.report import MOST_POINTS, Learner, build_progress
from study.progress.retention import estimate_share
from support.interviews import add_feedback, session
from support.learners import NOW, draw_learner, make_piece, make_practice
from support.processor import within

WRITING = {
    "evaluation_type": "writing",
    "task_type": "TASK_2",
    "exam": "ACADEMIC",
    "overall_band": Decimal("6.5"),
    "band_range": {"low": Decimal("6.0"), "high": Decimal("7.0")},
    **dict.fromkeys(CRITERIA["writing"].values(), Decimal("6.5")),
    "word_count": 200,
    "evaluated_by": "model",
    "model": "a-model",
    "prompt_version": "7",
}
ARTICLE = {"error_type": "article", "start": 0, "end": 4}
BODY = {
    "feedback": {"quoted_examples": [ARTICLE, {"error_type": None, "start": 10, "end": 12}]},
    "measured": {"findings": [{**ARTICLE, "end": 3}, {"error_type": "tense", "start": 20, "end": 22}]},
}


def learn(
    practices: Sequence[Practice] = (),
    *,
    interviews: FeedbackHistory | None = None,
    tallies: Sequence[Tally] = (),
    goals: Goals | None = None,
) -> dict[str, Any]:
    return build_progress(Learner(NOW, practices, interviews or FeedbackHistory(), tallies, goals))


def store(pieces: Sequence[dict[str, Any]], **about: Any) -> dict[str, Any]:
    """An evaluation as the index holds it."""
    item = {"evaluation_id": "e", "created_at": 5, **WRITING, PRACTICE: pack_practice(pieces), **about}
    return from_attributes(to_attributes({name: value for name, value in item.items() if name in PROJECTED}))


def test_what_both_found_counts_once_and_strengths_never() -> None:
    [piece] = read_practice(store([{**WRITING, **BODY}])).pieces
    assert piece.errors == {"article": 1, "tense": 1}
    assert (piece.words, piece.judge, piece.band, piece.low, piece.high) == (200, "a-model 7", 6.5, 6.0, 7.0)


def test_a_whole_test_has_its_tasks_and_a_band_of_its_own() -> None:
    first = {**WRITING, "task_type": "TASK_1", "sealed_from": "before"}
    found = read_practice(store([first, WRITING]))
    assert [(piece.task, piece.is_sealed) for piece in found.pieces] == [("TASK_1", True), ("TASK_2", False)]
    assert (found.band, found.band_range) == (6.5, (6.0, 7.0))


def test_an_answer_that_was_spoken_has_its_seconds() -> None:
    spoken = {**WRITING, "evaluation_type": "speaking", "part": "PART_2", "duration": Decimal("90.5")}
    spoken |= {"measured": {"words": 150}, **dict.fromkeys(CRITERIA["speaking"].values(), 6), "word_count": None}
    [piece] = read_practice(store([spoken], evaluation_type="speaking")).pieces
    assert (piece.task, piece.words, piece.seconds) == ("PART_2", 150, 90.5)
    assert set(piece.criteria) == set(CRITERIA["speaking"])


def test_evaluations_from_before_are_read_as_far_as_they_go() -> None:
    old = {"evaluation_id": "e", "created_at": 5, **WRITING}
    del old["band_range"], old["exam"]
    [piece] = read_practice(old).pieces
    assert (piece.errors, piece.low, piece.high, read_practice(old).exam) == (None, 6.5, 6.5, "ACADEMIC")
    test = {"evaluation_id": "e", "created_at": 5, "evaluation_type": "writing", "overall_band": 6}
    assert (read_practice(test).pieces, read_practice(test).band) == ((), 6.0)
    assert learn([read_practice(old), read_practice(test)])["exams"][0]["skills"]["writing"]["tests"][0]["band"] == 6.0


def test_nothing_yet() -> None:
    assert learn() == {
        "exams": [],
        "interviews": {"skills": {}, "points": []},
        "cards": {"reviews": 0, "tested": 0, "recalled": 0, "retention": None, "interval": None, "days": []},
    }


def test_two_exams_in_one_history_are_kept_apart() -> None:
    practices = [make_practice(2, make_piece(bands=(5,) * 4)), make_practice(1, exam="GENERAL_TRAINING")]
    goals = Goals("ACADEMIC", 7.0, date(2027, 1, 10), 3, 60, NOW)
    academic, general = learn(practices, goals=goals)["exams"]
    assert academic["skills"]["writing"]["criteria"]["overall"]["latest"] == 5
    assert general["skills"]["writing"]["criteria"]["overall"]["latest"] == 6
    assert general["target"] is None
    assert academic["target"]["line"] == [
        {"ts": practices[0].time, "band": 7.0}, {"ts": goals.ends_at, "band": 7.0},
    ]  # fmt: skip


def test_each_criterion_has_level_interval_and_trend() -> None:
    [exam] = learn(draw_learner(np.random.default_rng(2), 20, slope=0.15))["exams"]
    writing = exam["skills"]["writing"]
    assert set(writing["criteria"]) == {*CRITERIA["writing"], "overall"}
    assert writing["criteria"]["overall"]["trend"]["direction"] == "improving"
    assert writing["criteria"]["overall"]["trend"]["adjusted_for"] == ["task"]


def test_a_band_by_rule_and_work_of_before_are_shown_and_not_counted() -> None:
    practices = [
        make_practice(3),
        make_practice(2, make_piece(bands=(1,) * 4, by_rule=True)),
        make_practice(1, make_piece(is_sealed=True)),
    ]
    writing = learn(practices)["exams"][0]["skills"]["writing"]
    assert [point["counted"] for point in writing["points"]] == [True, False, False]
    assert writing["criteria"]["overall"]["pieces"] == 1
    assert writing["practised"]["words"] == 520


def test_errors_are_counted_per_100_words_by_kind() -> None:
    practices = [
        make_practice(40, make_piece(words=100, errors={"article": 4})),
        make_practice(30, make_piece(words=100, errors=None)),
        *[make_practice(day, make_piece(words=100, errors={"tense": 1})) for day in range(10)],
    ]
    errors = learn(practices)["exams"][0]["skills"]["writing"]["errors"]
    assert errors == {
        "words": 1100,
        "recent_words": 1000,
        "kinds": [
            {"error_type": "tense", "count": 10, "per_100_words": 0.91, "recent_per_100_words": 1.0},
            {"error_type": "article", "count": 4, "per_100_words": 0.36, "recent_per_100_words": 0.0},
        ],
    }


def test_interviews_stand_beside_as_skills_has_them() -> None:
    ratings = dict.fromkeys(("technical", "communication", "confidence", "problem_solving", "overall"), Decimal(6))
    history = read_history([add_feedback(session("me", number), ratings) for number in range(3)])
    interviews = learn(interviews=history)["interviews"]
    assert (interviews["skills"]["technical"]["mean"], len(interviews["points"])) == (6, 3)


def test_what_was_remembered_counts_for_retention_and_learning_does_not() -> None:
    counted = [count_review(*review) for review in ((None, 1), (1, 1), (2, 1), (2, 2), (2, 4), (3, 3))]
    total = {name: sum(each[name] for each in counted) for name in counted[0]}
    assert total == {"reviews": 6, "tested": 3, "recalled": 2}
    cards = learn(tallies=[Tally(name_day(NOW), **total)])["cards"]
    assert (cards["retention"], cards["interval"]) == (0.667, {"low": 0.208, "high": 0.939, "level": 0.95})
    assert cards["days"] == [{"day": name_day(NOW), **total}]


@pytest.mark.parametrize(
    ("hits", "tries", "low", "high"), [(0, 1, 0.0, 0.793), (10, 10, 0.722, 1.0), (81, 263, 0.255, 0.366)]
)
def test_a_share_lies_where_wilson_says(hits: int, tries: int, low: float, high: float) -> None:
    found = estimate_share(hits, tries)
    assert [found.low, found.high] == pytest.approx([low, high], abs=6e-4)


def test_two_thousand_evaluations_take_less_than_a_second() -> None:
    chance = np.random.default_rng(9)
    items = []
    for number in range(2_000):
        pieces = [{**WRITING, **BODY, "word_count": int(chance.integers(150, 400))}]
        items.append(to_attributes(store(pieces, created_at=NOW - number * 10_000_000)))
    with within(1):
        practices = [read_practice(from_attributes(item)) for item in items]
        answer = json.dumps(learn(practices))
    assert (len(practices), answer.count('"counted"')) == (2_000, MOST_POINTS)
