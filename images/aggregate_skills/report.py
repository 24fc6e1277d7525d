"""The answer: every skill with its ratings, what stands out, and what to practise next."""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any, Final

from bandup.interview.ratings import SKILLS

from .merging import Merged, merged
from .records import Kind, Records
from .taxonomy import taxonomy
from .trend import HALF_LIFE, LEVEL, Interval, Trend, mean_interval, recent_mean, trend

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


def report(records: Records) -> dict[str, Any]:
    """The body of the answer.

    Args:
        records: all sessions of one user.
    """
    ratings = {skill: [float(record.ratings[skill]) for record in records.analyzed] for skill in SKILLS}
    strengths, weaknesses = _merged(records, "strength"), _merged(records, "weakness")
    return {
        "sessions_analyzed": len(records.analyzed),
        "sessions_without_feedback": records.without_feedback,
        "sessions_skipped": records.skipped,
        "skills": {skill: _rated(values) for skill, values in ratings.items() if values},
        "strengths": [entry.as_fields() for entry in strengths[:MAX_ENTRIES]],
        "strengths_total": len(strengths),
        "weaknesses": [entry.as_fields() for entry in weaknesses[:MAX_ENTRIES]],
        "weaknesses_total": len(weaknesses),
        "weakest_skill": _weakest(ratings, weaknesses) if records.analyzed else None,
    }


def _merged(records: Records, kind: Kind) -> list[Merged]:
    mentions = (mention for record in records.analyzed for mention in record.mentions if mention.kind == kind)
    return merged(mentions, taxonomy())


def _rated(ratings: Sequence[float]) -> dict[str, Any]:
    return {
        "mean": round(fmean(ratings), 2),
        "interval": _interval(mean_interval(ratings)),
        "recent_mean": round(recent_mean(ratings), 2),
        "latest": ratings[-1],
        "sessions": len(ratings),
        "trend": _trend(trend(ratings), len(ratings)),
    }


def _trend(found: Trend | None, sessions: int) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "direction": found.direction,
        "per_session": round(found.per_session, 3),
        "interval": _interval(found.interval, 3),
        "sessions": sessions,
        "half_life_sessions": HALF_LIFE,
    }


def _interval(interval: Interval | None, digits: int = 2) -> dict[str, float] | None:
    if interval is None:
        return None
    return {"low": round(interval.low, digits), "high": round(interval.high, digits), "level": LEVEL}


def _weakest(ratings: Mapping[str, Sequence[float]], weaknesses: Sequence[Merged]) -> dict[str, Any]:
    """The skill with the lowest recent level, and what the next interview could be."""
    levels = {skill: recent_mean(ratings[skill]) for skill in PRACTICE}
    weakest = min(levels, key=lambda skill: levels[skill])
    return {
        "skill": weakest,
        "recent_mean": round(levels[weakest], 2),
        "next_interview": {"category": PRACTICE[weakest]},
        "focus": [entry.as_fields()["name"] for entry in weaknesses[:MAX_FOCUS]],
    }
