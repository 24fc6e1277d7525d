"""The answer: every skill with its ratings, strengths and weaknesses, and what to practise next."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bandup.interview.conditions import find_conditions
from bandup.interview.feedback_history import FeedbackHistory, Kind, SessionFeedback
from bandup.interview.ratings import HIGHEST_RATING, RATED_SKILLS, RATING_STEP
from bandup.trends.description import describe_ratings
from bandup.trends.interval import find_lowest
from bandup.trends.occasions import Level, Occasions

from .merging import MergedSkill, drop_faded, drop_overcome, merge_mentions
from .taxonomy import load_taxonomy

MAX_ENTRIES: Final = 20
"""Strengths and weaknesses that are shown of each kind; nobody works on more, and the answer stays small."""

MAX_FOCUS: Final = 3

MAX_POINTS: Final = 500
"""Sessions that are shown one by one; a chart shows no more, and the answer stays small."""

PRACTICE: Final = {
    "technical": "technical",
    "communication": "behavioural",
    "confidence": "behavioural",
    "problem_solving": "situational",
}
"""The category of interview that asks most for each skill. The overall rating is no skill of its own."""


def build_report(history: FeedbackHistory) -> dict[str, Any]:
    """The body of the answer.

    Args:
        history: the feedback of all sessions of one user.
    """
    counted = {
        "sessions_analyzed": len(history.analyzed),
        "sessions_without_feedback": history.without_feedback,
        "sessions_skipped": history.skipped,
    }
    if not history.analyzed:
        nothing: dict[str, Any] = {"skills": {}, "points": [], "weakest_skill": None}
        return counted | nothing | _list_entries("strengths", []) | _list_entries("weaknesses", [])
    ratings = {skill: [float(feedback.ratings[skill]) for feedback in history.analyzed] for skill in RATED_SKILLS}
    moments = [feedback.ts for feedback in history.analyzed]
    scale = (0.0, float(HIGHEST_RATING))
    occasions = Occasions(moments, find_conditions(history.analyzed), step=RATING_STEP, scale=scale)
    levels = {skill: occasions.estimate_recent_level(values) for skill, values in ratings.items()}
    strengths, weaknesses = _merge(history, occasions.weights)
    return {
        **counted,
        "skills": {
            skill: describe_ratings(values, levels[skill], occasions, occasion="session")
            for skill, values in ratings.items()
        },
        "points": [_describe_point(feedback) for feedback in history.analyzed[-MAX_POINTS:]],
        **_list_entries("strengths", strengths),
        **_list_entries("weaknesses", weaknesses),
        "weakest_skill": _find_weakest(levels, weaknesses),
    }


def _merge(history: FeedbackHistory, weights: Sequence[float]) -> tuple[list[MergedSkill], list[MergedSkill]]:
    """Strengths and weaknesses as they stand today."""
    session_ids = [feedback.session_id for feedback in history.analyzed]
    by_session = dict(zip(session_ids, weights, strict=True))

    def merge(kind: Kind) -> list[MergedSkill]:
        said = (mention for feedback in history.analyzed for mention in feedback.mentions if mention.kind == kind)
        return merge_mentions(said, load_taxonomy(), by_session)

    strengths, weaknesses = merge("strength"), merge("weakness")
    return drop_faded(strengths), drop_faded(drop_overcome(weaknesses, strengths, session_ids))


def _list_entries(name: str, entries: Sequence[MergedSkill]) -> dict[str, Any]:
    return {name: [entry.as_fields() for entry in entries[:MAX_ENTRIES]], f"{name}_total": len(entries)}


def _describe_point(feedback: SessionFeedback) -> dict[str, Any]:
    return {
        "session_id": feedback.session_id,
        "ts": feedback.ts,
        "category": feedback.category,
        "difficulty": feedback.difficulty,
        "ratings": dict(feedback.ratings),
    }


def _find_weakest(levels: Mapping[str, Level], weaknesses: Sequence[MergedSkill]) -> dict[str, Any] | None:
    """The skill whose recent level lies below all others by more than chance, and what the next interview could be."""
    weakest = find_lowest({skill: levels[skill].interval for skill in PRACTICE})
    if weakest is None:
        return None
    focus = [entry.name for entry in weaknesses if entry.skill.part_of == weakest]
    return {
        "skill": weakest,
        "recent_mean": round(levels[weakest].value, 2),
        "next_interview": {"category": PRACTICE[weakest]},
        "focus": focus[:MAX_FOCUS],
    }
