"""Has the model judge an interview, and checks what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from bandup.core.clock import Deadline
from bandup.interview.model import Session
from bandup.models.orders import Place
from bandup.models.port import JsonModel
from bandup.models.usage import Ledger

from .excerpt import Excerpt, make_excerpt
from .prompt import build_prompt
from .quote_check import CheckedPoints, check_points
from .ratings import compute_overall, limit_rating
from .schema import MAX_ANSWERS, SCHEMA, AnswerNote, Judgement
from .transcript import Transcript

PRAISE_FROM = 4
"""An overall rating from here on must have a strength with evidence: one that nothing shows would be made up."""


@dataclass(frozen=True)
class CheckedJudgement:
    """A judgement whose points and ratings obey the rules.

    Attributes:
        judgement: what the model said.
        strengths, weaknesses, suggestions: its points with the quotes that were found.
        answers: what is said of single answers, in the order of their turns; nothing of those that give orders.
        ratings: of the four skills, as high as the words of the answers allow.
        excerpt: what the model was shown.
        orders: where answers give orders to the judge, by turn number.
    """

    judgement: Judgement
    strengths: CheckedPoints
    weaknesses: CheckedPoints
    suggestions: CheckedPoints
    answers: tuple[AnswerNote, ...]
    ratings: Mapping[str, Decimal]
    excerpt: Excerpt
    orders: Mapping[int, Sequence[Place]]

    @property
    def points_on_orders(self) -> int:
        """How many points quoted an order to the judge."""
        return sum(each.points_on_orders for each in (self.strengths, self.weaknesses, self.suggestions))


def judge_interview(
    session: Session,
    transcript: Transcript,
    model: JsonModel,
    deadline: Deadline,
    ledger: Ledger,
    *,
    repair: bool = True,
) -> CheckedJudgement:
    """Have a whole interview judged.

    Args:
        session: what the interview was for.
        transcript: all of it, with at least one answer.
        model: the model that judges.
        deadline: when the answer must be there.
        ledger: told of each paid call.
        repair: whether an unusable answer is asked for once more.

    Raises:
        WorkError: as `bandup.models.port.JsonModel.generate_json` does.
    """
    excerpt = make_excerpt(transcript.lines)

    def check(answer: Any) -> CheckedJudgement:
        return check_judgement(Judgement.model_validate(answer), transcript, excerpt)

    prompt = replace(build_prompt(session, excerpt), repair=repair)
    return model.generate_json(prompt, SCHEMA, check, deadline=deadline, ledger=ledger)


def check_judgement(judgement: Judgement, transcript: Transcript, excerpt: Excerpt) -> CheckedJudgement:
    """The judgement with what the transcript supports.

    Raises:
        ValueError: too little of it is left, or it is about a turn that is none of the candidate's. The text is for the
            model and holds nothing of the interview.
    """
    orders = transcript.find_orders(judgement.orders)
    words = transcript.count_words(orders)
    strengths, weaknesses, suggestions = (
        check_points(points, transcript.answers, orders)
        for points in (judgement.strengths, judgement.weaknesses, judgement.suggestions)
    )
    ratings = {skill: limit_rating(rating, words) for skill, rating in judgement.ratings_by_skill().items()}
    required = {"weaknesses": weaknesses, "suggestions": suggestions}
    if compute_overall(ratings.values()) >= PRAISE_FROM:
        required["strengths"] = strengths
    if lacking := [name for name, found in required.items() if not found.points and not found.points_on_orders]:
        raise ValueError(
            f"{', '.join(lacking)}: no point has a quote that stands, character by character, in a candidate's turn"
        )
    if judgement.better_answer.turn not in transcript.answers:
        raise ValueError("better_answer.turn: must be the number of a turn with an answer of the candidate")
    wanted = excerpt.choose_answers(MAX_ANSWERS)
    answers = _check_answers(judgement.answers, [turn for turn in wanted if turn not in orders], words)
    if not answers and not orders.keys() & set(wanted):
        raise ValueError("answers: none is about a turn that is to be judged by itself")
    return CheckedJudgement(judgement, strengths, weaknesses, suggestions, answers, ratings, excerpt, orders)


def _check_answers(notes: Sequence[AnswerNote], wanted: Sequence[int], words: int) -> tuple[AnswerNote, ...]:
    """Of each answer that was to be judged what is said first of it; what is said of other turns counts for nothing.

    An answer that gives orders is not judged by itself: what is said of it may be what it ordered.
    """
    by_turn = {note.turn: note for note in reversed(notes)}
    return tuple(
        note.model_copy(update={"rating": limit_rating(note.rating, words)})
        for turn in wanted
        if (note := by_turn.get(turn))
    )
