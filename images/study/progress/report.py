"""The answer of `GET /progress`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bandup.ielts.exams import Exam
from bandup.ielts.practice import Practice
from bandup.interview.conditions import find_conditions
from bandup.interview.feedback_history import FeedbackHistory
from bandup.interview.ratings import HIGHEST_RATING, RATED_SKILLS, RATING_STEP
from bandup.study.goals import Goals
from bandup.study.tally import Tally
from bandup.trends.description import describe_ratings
from bandup.trends.occasions import Occasions

from .errors import describe_errors
from .history import Record, SkillHistory, split_history
from .retention import describe_retention

MOST_POINTS: Final = 500
"""Of each skill, the newest ones. A chart shows no more, and the answer stays small."""

RECENT_MS: Final = 28 * 86_400_000
"""Four weeks, which what was practised of late is counted over."""


@dataclass(frozen=True)
class Learner:
    """All that progress and plan are made of.

    Attributes:
        now: epoch milliseconds.
        practices: evaluations in any order.
        interviews: feedback on interviews.
        tallies: days on which cards were reviewed.
        goals: what the learner wants; None if that was never said.
    """

    now: int
    practices: Sequence[Practice]
    interviews: FeedbackHistory
    tallies: Sequence[Tally]
    goals: Goals | None


def build_progress(learner: Learner) -> dict[str, Any]:
    """The body of the answer. Exams are kept apart: a letter says nothing of a report."""
    histories = split_history(learner.practices)
    exams: list[Exam] = sorted({each.exam for each in histories})
    return {
        "exams": [
            {
                "exam": exam,
                "target": _describe_target(learner, exam, histories),
                "skills": {each.skill: _describe_skill(each, learner.now) for each in histories if each.exam == exam},
            }
            for exam in exams
        ],
        "interviews": _describe_interviews(learner.interviews),
        "cards": describe_retention(learner.tallies),
    }


def _describe_skill(history: SkillHistory, now: int) -> dict[str, Any]:
    tests = [each for each in history.practices if each.band is not None]
    return {
        "criteria": describe_criteria(history),
        "weakest_criterion": history.weakest,
        "points": [_describe_point(each) for each in history.records[-MOST_POINTS:]],
        "tests": [_describe_test(each) for each in tests[-MOST_POINTS:]],
        "errors": describe_errors(history.records),
        "practised": {
            **_count_practice(history.records),
            "last_28_days": _count_practice([each for each in history.records if each.time > now - RECENT_MS]),
        },
    }


def describe_criteria(history: SkillHistory) -> dict[str, Any]:
    """Level and trend of each criterion and overall; empty if nothing is counted."""
    if history.occasions is None:
        return {}
    return {
        name: describe_ratings(bands, history.levels[name], history.occasions, occasion="piece")
        for name, bands in history.bands.items()
    }


def _describe_point(record: Record) -> dict[str, Any]:
    piece = record.piece
    return {
        "evaluation_id": record.evaluation_id,
        "ts": record.time,
        "task": piece.task,
        "band": piece.band,
        "range": {"low": piece.low, "high": piece.high},
        "criteria": dict(piece.criteria),
        "words": piece.words,
        "seconds": piece.seconds,
        "errors": None if piece.errors is None else dict(piece.errors),
        "counted": record.is_counted,
    }


def _describe_test(practice: Practice) -> dict[str, Any]:
    low, high = practice.band_range or (practice.band, practice.band)
    return {
        "evaluation_id": practice.id,
        "ts": practice.time,
        "band": practice.band,
        "range": {"low": low, "high": high},
    }


def _count_practice(records: Sequence[Record]) -> dict[str, Any]:
    new = [each for each in records if each.is_new]
    return {
        "pieces": len(new),
        "words": sum(each.piece.words for each in new),
        "minutes": round(sum(each.piece.seconds for each in new) / 60, 1),
    }


def _describe_target(learner: Learner, exam: Exam, histories: Sequence[SkillHistory]) -> dict[str, Any] | None:
    goals = learner.goals
    if goals is None or goals.exam != exam:
        return None
    first = min((each.practices[0].time for each in histories if each.exam == exam), default=learner.now)
    ends = (first, max(first, goals.ends_at))
    return {
        "band": goals.target_band,
        "date": goals.date.isoformat(),
        "line": [{"ts": ts, "band": goals.target_band} for ts in ends],
    }


def _describe_interviews(history: FeedbackHistory) -> dict[str, Any]:
    """The same numbers as `GET /skills` has."""
    analyzed = history.analyzed
    skills: Mapping[str, Any] = {}
    if analyzed:
        scale = (0.0, float(HIGHEST_RATING))
        moments = [each.ts for each in analyzed]
        occasions = Occasions(moments, find_conditions(analyzed), step=RATING_STEP, scale=scale)
        ratings = {skill: [float(each.ratings[skill]) for each in analyzed] for skill in RATED_SKILLS}
        skills = {
            skill: describe_ratings(values, occasions.estimate_recent_level(values), occasions, occasion="session")
            for skill, values in ratings.items()
        }
    return {
        "skills": skills,
        "points": [
            {"session_id": each.session_id, "ts": each.ts, "difficulty": each.difficulty, "ratings": dict(each.ratings)}
            for each in analyzed[-MOST_POINTS:]
        ],
    }
