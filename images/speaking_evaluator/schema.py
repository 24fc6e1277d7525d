"""The answer that the model must give: one definition for the provider's schema and for our own check of it."""

from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator

from bandup.ielts.bands import BANDS, as_band

from .rubric import Criterion

Band = Annotated[
    Decimal, PlainValidator(as_band), WithJsonSchema({"type": "number", "enum": [float(band) for band in BANDS]})
]
"""A band on the half-band grid; anything else (0, 9.5, 6.3, "7", null, true) makes the answer unusable."""


class _Part(BaseModel):
    """Keys that were not asked for are ignored: an overall band of the model's own must not count."""

    model_config = ConfigDict(strict=True, frozen=True, json_schema_extra={"additionalProperties": False})


class QuotedExample(_Part):
    """A passage of the transcript, and what can be learnt from it."""

    quote: str = Field(description="copied from your transcript character by character, at most 25 words")
    issue: str = Field(description="what is weak or strong in it")
    suggestion: str = Field(description="the passage as it could be said; empty if nothing needs to change")
    criterion: Criterion


class CriterionJudgement(_Part):
    """One criterion: why, and only then which band."""

    reason: str = Field(description="two to four sentences that weigh what you heard against the descriptors")
    band: Band


class Criteria(_Part):
    """The four criteria."""

    fluency_coherence: CriterionJudgement
    lexical_resource: CriterionJudgement
    grammatical_range_accuracy: CriterionJudgement
    pronunciation: CriterionJudgement


class Judgement(_Part):
    """The whole answer. Providers write it in this order, so what was heard comes before what it is worth."""

    speech_heard: bool = Field(description="whether a person speaks in the recording")
    transcript: str = Field(
        description="every word of the candidate exactly as spoken: keep um, er, repetitions, false starts and errors; "
        "mark what cannot be understood as [inaudible]; empty if nobody speaks"
    )
    quoted_examples: list[QuotedExample] = Field(description="four to ten passages, errors first")
    off_topic: bool | None = Field(description="whether the answer has nothing to do with the questions")
    criteria: Criteria
    summary: str = Field(description="two or three sentences to the candidate")
    strengths: list[str] = Field(description="two to four")
    improvements: list[str] = Field(description="two to four, the most rewarding first")

    @model_validator(mode="after")
    def _speech_is_written_down(self) -> Self:
        if self.speech_heard and not self.transcript.strip():
            raise ValueError("transcript: is empty although speech was heard")
        return self

    def by_criterion(self) -> dict[Criterion, CriterionJudgement]:
        """The judgement of each criterion."""
        return {
            "fluency_coherence": self.criteria.fluency_coherence,
            "lexical_resource": self.criteria.lexical_resource,
            "grammatical_range_accuracy": self.criteria.grammatical_range_accuracy,
            "pronunciation": self.criteria.pronunciation,
        }

    def bands(self) -> dict[Criterion, Decimal]:
        """The band of each criterion."""
        return {name: judged.band for name, judged in self.by_criterion().items()}


SCHEMA: dict[str, Any] = Judgement.model_json_schema()
"""JSON Schema of the answer, told to the provider."""
