"""The answer: every skill with its ratings, strengths and weaknesses, and what to practise next."""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any, Final

from bandup.interview.ratings import RATED_SKILLS

from .feedback_history import FeedbackHistory, Kind
from .merging import MergedSkill, merge_mentions
from .taxonomy import load_taxonomy
from .trend import HALF_LIFE, LEVEL, Interval, Trend, fit_trend, mean_interval, recent_mean

MAX_ENTRIES: Final = 20
"""Strengths and weaknesses that are shown of each kind; nobody works on more, and the answer stays small."""

MAX_FOCUS: Final = 3

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
    ratings = {skill: [float(feedback.ratings[skill]) for feedback in history.analyzed] for skill in RATED_SKILLS}
    strengths, weaknesses = _merge(history, "strength"), _merge(history, "weakness")
    return {
        "sessions_analyzed": len(history.analyzed),
        "sessions_without_feedback": history.without_feedback,
        "sessions_skipped": history.skipped,
        "skills": {skill: _summarize_ratings(values) for skill, values in ratings.items() if values},
        "strengths": [entry.as_fields() for entry in strengths[:MAX_ENTRIES]],
        "strengths_total": len(strengths),
        "weaknesses": [entry.as_fields() for entry in weaknesses[:MAX_ENTRIES]],
        "weaknesses_total": len(weaknesses),
        "weakest_skill": _find_weakest(ratings, weaknesses) if history.analyzed else None,
    }


def _merge(history: FeedbackHistory, kind: Kind) -> list[MergedSkill]:
    mentions = (mention for feedback in history.analyzed for mention in feedback.mentions if mention.kind == kind)
    return merge_mentions(mentions, load_taxonomy())


def _summarize_ratings(ratings: Sequence[float]) -> dict[str, Any]:
    return {
        "mean": round(fmean(ratings), 2),
        "interval": _describe_interval(mean_interval(ratings)),
        "recent_mean": round(recent_mean(ratings), 2),
        "latest": ratings[-1],
        "sessions": len(ratings),
        "trend": _describe_trend(fit_trend(ratings), len(ratings)),
    }


def _describe_trend(found: Trend | None, sessions: int) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "direction": found.direction,
        "per_session": round(found.per_session, 3),
        "interval": _describe_interval(found.interval, 3),
        "sessions": sessions,
        "half_life_sessions": HALF_LIFE,
    }


def _describe_interval(interval: Interval | None, digits: int = 2) -> dict[str, float] | None:
    if interval is None:
        return None
    return {"low": round(interval.low, digits), "high": round(interval.high, digits), "level": LEVEL}


def _find_weakest(ratings: Mapping[str, Sequence[float]], weaknesses: Sequence[MergedSkill]) -> dict[str, Any]:
    """The skill with the lowest recent level, and what the next interview could be."""
    levels = {skill: recent_mean(ratings[skill]) for skill in PRACTICE}
    weakest = min(levels, key=lambda skill: levels[skill])
    return {
        "skill": weakest,
        "recent_mean": round(levels[weakest], 2),
        "next_interview": {"category": PRACTICE[weakest]},
        "focus": [entry.as_fields()["name"] for entry in weaknesses[:MAX_FOCUS]],
    }
