"""The answer that the model must give. The provider's schema and our own check come from one definition.

Docstrings and descriptions of these classes are part of the schema, and so of what the model is asked.
"""

from typing import Any

from pydantic import Field

from bandup.ielts.bands import Band
from bandup.models.answer import AnswerPart

from .rubric import Criterion


class QuotedExample(AnswerPart):
    """A passage of the transcript, and what can be learnt from it."""

    quote: str = Field(description="copied from your transcript character by character, at most 25 words")
    issue: str = Field(description="what is weak or strong in it")
    suggestion: str = Field(description="the passage as it could be said; empty if nothing needs to change")
    criterion: Criterion


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


class Judgement(AnswerPart):
    """The whole answer. Providers write it in this order, so what was heard comes before what it is worth."""

    speech_heard: bool = Field(
        description="whether the candidate speaks in the recording; false if nobody does, or only an examiner"
    )
    another_voice: bool | None = Field(description="whether anybody else speaks in it too, such as the examiner")
    transcript: str = Field(
        description="every word of the candidate exactly as spoken: keep um, er, repetitions, false starts and errors; "
        "mark what cannot be understood as [inaudible]; empty if the candidate does not speak"
    )
    quoted_examples: list[QuotedExample] = Field(description="four to ten passages, errors first")
    off_topic: bool | None = Field(description="whether the answer has nothing to do with the questions")
    criteria: Criteria
    summary: str = Field(description="two or three sentences to the candidate")
    strengths: list[str] = Field(description="two to four")
    improvements: list[str] = Field(description="two to four, the most rewarding first")


SCHEMA: dict[str, Any] = Judgement.model_json_schema()
"""JSON Schema of the answer, sent to the provider."""
