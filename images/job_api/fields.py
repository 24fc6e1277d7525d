"""Fields that several submissions have."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from bandup.core.ids import UUID_PATTERN
from bandup.http.fields import describe_none_of
from bandup.ielts.exams import DEFAULT_EXAM, Exam
from bandup.ielts.languages import DEFAULT_LANGUAGE, FeedbackLanguage

SessionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{1,128}$")]
"""The caller's own name of a practice session."""

UploadId = Annotated[str, StringConstraints(pattern=UUID_PATTERN)]
"""What `POST /uploads` answered."""

EvaluationId = Annotated[str, StringConstraints(pattern=UUID_PATTERN)]


class AboutJob(BaseModel):
    """What a submission says beside its tasks or parts; a part of request models, and none by itself.

    Attributes:
        session_id: the caller's own name for the practice session.
        exam: which exam is practised.
        feedback_language: what language the candidate is told in.
        regrade: whether work that was judged before is judged, and paid, again.
        revises: the evaluation of the draft before this one.
    """

    session_id: SessionId | None = None
    exam: Exam = DEFAULT_EXAM
    feedback_language: FeedbackLanguage = DEFAULT_LANGUAGE
    regrade: bool = False
    revises: EvaluationId | None = None

    def describe_job(self) -> dict[str, Any]:
        """The same as a job's stored request holds it."""
        session = {"session_id": self.session_id} if self.session_id is not None else {}
        regrade = {"regrade": True} if self.regrade else {}
        return {**session, "exam": self.exam, "feedback_language": self.feedback_language, **regrade}


@dataclass(frozen=True)
class ValueOf:
    """Demands one of an enum's values, as a `Literal` of them would; the value stays a plain string.

    Attributes:
        values: the enum.
    """

    values: type[StrEnum]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Called by pydantic when it builds a model."""
        return core_schema.literal_schema([value.value for value in self.values])


def describe_one_of(first: str, second: str) -> list[dict[str, Any]]:
    """What no request may be if exactly one of two texts is expected: schemas for the API's document.

    They stand under `not`, which makers of clients pass over: a model of alternatives would be another one.
    """
    given = {"type": "string"}
    return [{"required": [first, second], "properties": {first: given, second: given}}, describe_none_of(first, second)]


def describe_items(field: str, name: str, values: Sequence[str]) -> dict[str, Any]:
    """A list of nothing but items with one of these values, which is one where another value is missing."""
    return {"properties": {field: {"items": {"required": [name], "properties": {name: {"enum": list(values)}}}}}}


def require_one_of(given: bool, other: str, *, other_given: bool) -> None:
    """Require exactly one of two fields. It is called while the second of them is validated.

    Args:
        given: whether the second is there.
        other: the name of the first.
        other_given: whether the first is there.

    Raises:
        PydanticCustomError: both are there, or neither is.
    """
    if given and other_given:
        raise PydanticCustomError("one_of_two", "Either this field or {other} is expected, not both.", {"other": other})
    if not given and not other_given:
        raise PydanticCustomError("missing", "This field or {other} is required.", {"other": other})
