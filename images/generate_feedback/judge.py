"""From an interview to checked feedback on it."""

from dataclasses import dataclass
from typing import Any

from bandup.core.deadline import Deadline
from bandup.interview.model import Session
from bandup.models.port import JsonModel
from bandup.models.usage import Ledger

from . import prompt
from .evidence import Checked, checked
from .ratings import overall
from .schema import SCHEMA, Judgement
from .transcript import Transcript
from .window import Window, window

PRAISE_FROM = 4
"""An overall rating from here on must have a strength with evidence: one that nothing shows would be made up."""


@dataclass(frozen=True)
class Judged:
    """A judgement that holds.

    Attributes:
        judgement: what the model said.
        strengths, weaknesses, suggestions: its points with the quotes that were found.
        window: what the model was shown.
    """

    judgement: Judgement
    strengths: Checked
    weaknesses: Checked
    suggestions: Checked
    window: Window


def judge(session: Session, transcript: Transcript, model: JsonModel, deadline: Deadline, ledger: Ledger) -> Judged:
    """Have a whole interview judged.

    Args:
        session: what the interview was for.
        transcript: all of it, with at least one answer.
        model: who judges.
        deadline: when the answer must be there.
        ledger: told of each paid call.

    Raises:
        WorkError: as `bandup.models.port.JsonModel.generate_json` does.
    """
    shown = window(transcript.lines)

    def held(answer: Any) -> Judged:
        return _held(Judgement.model_validate(answer), transcript, shown)

    return model.generate_json(prompt.build(session, shown), SCHEMA, held, deadline=deadline, ledger=ledger)


def _held(judgement: Judgement, transcript: Transcript, shown: Window) -> Judged:
    """The judgement with what the transcript supports.

    Raises:
        ValueError: too little of it is left, or it is about a turn that is none of the candidate's. The text is for the
            model and holds nothing of the interview.
    """
    strengths, weaknesses, suggestions = (
        checked(points, transcript.answers)
        for points in (judgement.strengths, judgement.weaknesses, judgement.suggestions)
    )
    required = {"weaknesses": weaknesses, "suggestions": suggestions}
    if overall(judgement.ratings_by_skill().values()) >= PRAISE_FROM:
        required["strengths"] = strengths
    if lacking := [name for name, found in required.items() if not found.points]:
        raise ValueError(
            f"{', '.join(lacking)}: no point has a quote that stands, character by character, in a candidate's turn"
        )
    if judgement.better_answer.turn not in transcript.answers:
        raise ValueError("better_answer.turn: must be the number of a turn with an answer of the candidate")
    return Judged(judgement, strengths, weaknesses, suggestions, shown)
