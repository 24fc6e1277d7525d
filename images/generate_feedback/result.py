"""The feedback as it is stored and answered."""

from decimal import Decimal
from typing import Any

from bandup.interview.model import Session
from bandup.models.orders import find_orders

from .facts import count_facts
from .flags import find_flags
from .judgement import CheckedJudgement
from .ratings import ROUNDING_POLICY, compute_overall
from .transcript import Transcript, sanitize

MAX_EXAMPLE = 200
"""Characters of a quote that lists show as an example."""


def build_feedback(
    checked: CheckedJudgement, transcript: Transcript, session: Session, model: str | None
) -> dict[str, Any]:
    """The feedback as it is stored and answered.

    Args:
        checked: the judgement. Its ratings are the model's, as high as the words allow; all that follows
            from them is computed here.
        transcript: the interview that it is about.
        session: what that interview was for.
        model: the model that the provider says it used.
    """
    judgement = checked.judgement
    groups = {"strengths": checked.strengths, "weaknesses": checked.weaknesses, "suggestions": checked.suggestions}
    better = judgement.better_answer
    return {
        "summary": judgement.summary,
        "ratings": build_ratings(checked),
        "reasons": {skill: rated.reason for skill, rated in judgement.by_skill().items()},
        "rounding_policy": ROUNDING_POLICY,
        **{name: [point.as_fields() for point in group.points] for name, group in groups.items()},
        "better_answer": {
            "turn": better.turn,
            "question": transcript.find_question_before(better.turn),
            "answer": better.answer,
        },
        "answers": [note.model_dump(include={"turn", "rating", "missing", "better"}) for note in checked.answers],
        "answers_not_judged": sorted(transcript.answers.keys() - {note.turn for note in checked.answers}),
        "facts": count_facts(transcript),
        **({"language_note": judgement.language_note} if judgement.language_note else {}),
        "flags": find_flags(
            transcript,
            checked.orders,
            points_on_orders=checked.points_on_orders,
            description_has_orders=bool(find_orders(sanitize(session.job_description or ""), judgement.orders)),
        ),
        "quotes_dropped": sum(group.quotes_dropped for group in groups.values()),
        "points_dropped": sum(group.points_dropped for group in groups.values()),
        "window": checked.excerpt.as_fields(),
        "model": model,
    }


def build_ratings(checked: CheckedJudgement) -> dict[str, Decimal]:
    """The four ratings and the overall one."""
    return {**checked.ratings, "overall": compute_overall(checked.ratings.values())}


def build_skills(checked: CheckedJudgement) -> list[dict[str, Any]]:
    """What `GET /skills` needs of the points: small, since lists read it for every session."""
    return [
        {
            "label": point.skill,
            "skill_id": point.skill_id,
            "kind": kind,
            "turn": point.quotes[0].turn,
            "quote": point.quotes[0].quote[:MAX_EXAMPLE],
        }
        for kind, group in (("strength", checked.strengths), ("weakness", checked.weaknesses))
        for point in group.points
    ]
