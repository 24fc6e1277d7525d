"""The answer that the model must give. The provider's schema and our own check come from one definition.

Docstrings and descriptions of these classes are part of the schema, and so of what the model is asked.
"""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from bandup.ielts.bands import Band
from bandup.ielts.error_types import SpokenErrorType
from bandup.models.answer import AnswerPart
from bandup.models.orders import NamedOrders, NamesOrders

from .rubric import Criterion


def _parse_seconds(value: object) -> float:
    if not isinstance(value, int | Decimal) or isinstance(value, bool) or value < 0:
        raise ValueError("must be a number of seconds")
    return float(value)


Seconds = Annotated[float, PlainValidator(_parse_seconds), WithJsonSchema({"type": "number", "minimum": 0})]


class Moment(AnswerPart):
    """When something in the transcript is said."""

    seconds: Seconds = Field(description="from the beginning of the recording")
    words: str = Field(description="the first three to six words said then, copied from your transcript exactly")


class MisheardWord(AnswerPart):
    """A word whose pronunciation makes it sound like another one."""

    heard: str = Field(description="the word that it sounds like")
    meant: str = Field(description="the word that was meant, as in your transcript")


class AnswerFeedback(AnswerPart):
    """What the candidate should know about the answer to one question."""

    question: int = Field(description="the question's number in the list, from 1")
    feedback: str = Field(description="one to three sentences on this answer; say so if it was not answered")
    better: str = Field(description="one or two sentences to say instead; empty if none are needed")


class QuotedExample(AnswerPart):
    """A passage of the transcript, and what can be learnt from it."""

    quote: str = Field(description="copied from your transcript character by character, at most 25 words")
    issue: str = Field(description="what is weak or strong in it")
    suggestion: str = Field(description="the passage as it could be said; empty if nothing needs to change")
    criterion: Criterion
    error_type: SpokenErrorType = Field(description="the kind of error in it; none for a strength")


class CriterionJudgement(AnswerPart):
    """One criterion: why, and only then which band."""

    reason: str = Field(description="two to four sentences that weigh what you heard against the descriptors")
    band: Band


class Criteria(AnswerPart):
    """The four criteria."""

    fluency_coherence: CriterionJudgement
    lexical_resource: CriterionJudgement
    grammatical_range_accuracy: CriterionJudgement
    pronunciation: CriterionJudgement


class Judgement(NamesOrders):
    """The whole answer. Providers write it in this order, so what was heard comes before what it is worth."""

    speech_heard: bool = Field(
        description="whether the candidate speaks in the recording; false if nobody does, or only an examiner"
    )
    another_voice: bool | None = Field(description="whether anybody else speaks in it too, such as the examiner")
    transcript: str = Field(
        description="every word of the candidate exactly as spoken: keep um, er, repetitions, false starts and errors; "
        "mark what cannot be understood as [inaudible]; empty if the candidate does not speak"
    )
    orders: NamedOrders
    transcript_times: list[Moment] = Field(description="one for each sentence of the transcript, in order")
    misheard: list[MisheardWord] = Field(description="every word that sounds like another one; empty if there is none")
    quoted_examples: list[QuotedExample] = Field(
        description="four to ten passages, errors first, and at least two that are strong"
    )
    answers: list[AnswerFeedback] = Field(description="one for each question, in order")
    off_topic: bool | None = Field(description="whether the answer has nothing to do with the questions")
    criteria: Criteria
    summary: str = Field(description="two or three sentences to the candidate")
    strengths: list[str] = Field(description="two to four")
    improvements: list[str] = Field(description="two to four, the most rewarding first")


SCHEMA: dict[str, Any] = Judgement.model_json_schema()
"""JSON Schema of the answer, sent to the provider."""
