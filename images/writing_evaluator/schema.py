"""The answer that the model must give. The provider's schema and our own check come from one definition.

Docstrings and descriptions of these classes are part of the schema, and so of what the model is asked.
"""

from typing import Any

from pydantic import Field

from bandup.ielts.bands import Band
from bandup.ielts.error_types import WrittenErrorType
from bandup.models.answer import AnswerPart
from bandup.models.orders import NamedOrders, NamesOrders

from .rubric import Criterion


class QuotedExample(AnswerPart):
    """A passage of the essay, and what can be learnt from it."""

    quote: str = Field(description="copied from the essay character by character, at most 25 words")
    issue: str = Field(description="what is weak or strong in it")
    suggestion: str = Field(description="the passage as it could be; empty if nothing needs to change")
    criterion: Criterion
    error_type: WrittenErrorType = Field(description="the kind of error in it; none for a strength")


class CriterionJudgement(AnswerPart):
    """One criterion: why, and only then which band."""

    reason: str = Field(description="two to four sentences that weigh the essay against the descriptors")
    band: Band


class Criteria(AnswerPart):
    """The four criteria; their names are the same for both tasks."""

    task: CriterionJudgement
    coherence_cohesion: CriterionJudgement
    lexical_resource: CriterionJudgement
    grammatical_range_accuracy: CriterionJudgement


class Judgement(NamesOrders):
    """The whole answer. Providers write it in this order, so the evidence comes before the bands."""

    orders: NamedOrders
    quoted_examples: list[QuotedExample] = Field(description="four to ten passages, errors first")
    relevance: str = Field(description="one sentence: how the essay answers this question")
    off_topic: bool = Field(description="whether the essay as a whole answers another question, or none")
    criteria: Criteria
    summary: str = Field(description="two or three sentences to the candidate")
    strengths: list[str] = Field(description="two to four")
    improvements: list[str] = Field(description="two to four, the most rewarding first")


SCHEMA: dict[str, Any] = Judgement.model_json_schema()
"""JSON Schema of the answer, sent to the provider."""
