"""Has the model judge an interview, and checks what it says."""

from dataclasses import dataclass
from typing import Any

from bandup.core.clock import Deadline
from bandup.interview.model import Session
from bandup.models.port import JsonModel
from bandup.models.usage import Ledger

from .excerpt import Excerpt
from .prompt import build_prompt
from .quote_check import CheckedPoints, check_points
from .ratings import compute_overall
from .schema import SCHEMA, Judgement
from .transcript import Transcript

PRAISE_FROM = 4
"""An overall rating from here on must have a strength with evidence: one that nothing shows would be made up."""


@dataclass(frozen=True)
class CheckedJudgement:
    """A judgement whose points and ratings obey the rules.

    Attributes:
        judgement: what the model said.
        strengths, weaknesses, suggestions: its points with the quotes that were found.
        excerpt: what the model was shown.
    """

    judgement: Judgement
    strengths: CheckedPoints
    weaknesses: CheckedPoints
    suggestions: CheckedPoints
    excerpt: Excerpt


def judge_interview(
    session: Session,
    transcript: Transcript,
    excerpt: Excerpt,
    *,
    model: JsonModel,
    deadline: Deadline,
    ledger: Ledger,
) -> CheckedJudgement:
    """Have a whole interview judged.

    Args:
        session: what the interview was for.
        transcript: all of it, with at least one answer.
        excerpt: what the model is shown of it.
        model: the model that judges.
        deadline: when the answer must be there.
        ledger: told of each paid call.

    Raises:
        WorkError: as `bandup.models.port.JsonModel.generate_json` does.
    """

    def check(answer: Any) -> CheckedJudgement:
        return check_judgement(Judgement.model_validate(answer), transcript, excerpt)

    return model.generate_json(build_prompt(session, excerpt), SCHEMA, check, deadline=deadline, ledger=ledger)


def check_judgement(judgement: Judgement, transcript: Transcript, excerpt: Excerpt) -> CheckedJudgement:
    """The judgement with what the transcript supports.

    Raises:
        ValueError: too little of it is left, or it is about a turn that is none of the candidate's. The text is for the
            model and holds nothing of the interview.
    """
    strengths, weaknesses, suggestions = (
        check_points(points, transcript.answers)
        for points in (judgement.strengths, judgement.weaknesses, judgement.suggestions)
    )
    required = {"weaknesses": weaknesses, "suggestions": suggestions}
    if compute_overall(judgement.ratings_by_skill().values()) >= PRAISE_FROM:
        required["strengths"] = strengths
    if lacking := [name for name, found in required.items() if not found.points]:
        raise ValueError(
            f"{', '.join(lacking)}: no point has a quote that stands, character by character, in a candidate's turn"
        )
    if judgement.better_answer.turn not in transcript.answers:
        raise ValueError("better_answer.turn: must be the number of a turn with an answer of the candidate")
    return CheckedJudgement(judgement, strengths, weaknesses, suggestions, excerpt)
