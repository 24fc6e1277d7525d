"""The stored feedback: the fields of the API, and what stands beside them."""

from decimal import Decimal
from typing import Any

from .flags import measured_flags
from .judge import Judged
from .ratings import ROUNDING_POLICY, overall
from .transcript import Transcript


def feedback(judged: Judged, transcript: Transcript, model: str | None) -> dict[str, Any]:
    """The feedback as it is stored and answered.

    Args:
        judged: the checked judgement; its ratings are the model's, all that follows from them is ours.
        transcript: the interview that it is about.
        model: the model that the provider says it used.
    """
    judgement = judged.judgement
    groups = {"strengths": judged.strengths, "weaknesses": judged.weaknesses, "suggestions": judged.suggestions}
    better = judgement.better_answer
    return {
        "summary": judgement.summary,
        "ratings": ratings(judged),
        "reasons": {skill: rated.reason for skill, rated in judgement.by_skill().items()},
        "rounding_policy": ROUNDING_POLICY,
        **{name: [point.as_fields() for point in group.points] for name, group in groups.items()},
        "better_answer": {
            "turn": better.turn,
            "question": transcript.question_before(better.turn),
            "answer": better.answer,
        },
        "flags": measured_flags(transcript),
        "quotes_dropped": sum(group.quotes_dropped for group in groups.values()),
        "points_dropped": sum(group.points_dropped for group in groups.values()),
        "window": judged.window.as_fields(),
        "model": model,
    }


def ratings(judged: Judged) -> dict[str, Decimal]:
    """The four ratings and the overall one."""
    four = judged.judgement.ratings_by_skill()
    return four | {"overall": overall(four.values())}


def skills(judged: Judged) -> list[dict[str, Any]]:
    """What `GET /skills` needs of the points: small, since lists read it for every session."""
    return [
        {"label": point.skill, "kind": kind, "turn": point.quotes[0].turn, "quote": point.quotes[0].quote[:MAX_EXAMPLE]}
        for kind, group in (("strength", judged.strengths), ("weakness", judged.weaknesses))
        for point in group.points
    ]


MAX_EXAMPLE = 200
"""Characters of a quote that stands as an example in lists."""
