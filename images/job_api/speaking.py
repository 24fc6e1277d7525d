"""What can be submitted for Speaking: the recording of one part, or a whole test."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from bandup.http.exceptions import FieldError, InvalidFieldsError
from bandup.http.fields import VISIBLE, describe_none_of
from bandup.http.validation import RequestModel, refuse
from bandup.questions.model import SpeakingQuestion
from bandup.questions.reference import QuestionId
from bandup.storage.uploads import StoredUpload

from .bank_questions import find_question
from .fields import AboutJob, UploadId, describe_items, describe_one_of, require_one_of

MAX_QUESTIONS = 20
"""Part 1 has about twelve, Part 2 a card with a few lines, Part 3 about six."""

MAX_QUESTION_LENGTH = 500

LATEST_SECONDS = 3600
"""No recording that is taken is as long as this. Whether a time lies within its own shows when that is read."""

PARTS = ("PART_1", "PART_2", "PART_3")

Question = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_QUESTION_LENGTH), VISIBLE
]
Seconds = Annotated[float, Field(ge=0, le=LATEST_SECONDS)]

FindAudio = Callable[[str | None, str | None, str], StoredUpload]
"""From an upload's id or URL, whichever is there, and the pointer to the fields' object, to the recording."""


class SpokenPart(RequestModel):
    """One part of a Speaking test and its recording.

    Attributes:
        question_id: what the examiner asked, as it stands in the bank.
        part: the interview, the long turn or the discussion; a question of the bank says so itself.
        questions: what the examiner asked, in order, if it is not of the bank.
        question_times: when each question begins, in seconds from the recording's beginning.
        audio_url: the recording by the `file_url` of its upload.
        upload_id: the recording by the id of its upload. It is named in one of the two ways.
    """

    model_config = refuse(
        [
            *describe_one_of("upload_id", "audio_url"),
            {
                "required": ["question_id", "questions"],
                "properties": {"question_id": {"type": "string"}, "questions": {"type": "array"}},
            },
            describe_none_of("question_id", "questions"),
            describe_none_of("question_id", "part"),
        ]
    )

    question_id: QuestionId | None = None
    part: Literal["PART_1", "PART_2", "PART_3"] | None = Field(default=None, validate_default=True)
    questions: Annotated[list[Question], Field(min_length=1, max_length=MAX_QUESTIONS)] | None = Field(
        default=None, validate_default=True
    )
    question_times: Annotated[list[Seconds], Field(min_length=1, max_length=MAX_QUESTIONS)] | None = None
    audio_url: Annotated[str, StringConstraints(max_length=512)] | None = None
    upload_id: UploadId | None = Field(default=None, validate_default=True)

    @field_validator("part")
    @classmethod
    def _own_questions_say_their_part(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("question_id", "at fault itself") is None:
            raise PydanticCustomError("missing", "This field or question_id is required.")
        return value

    @field_validator("questions")
    @classmethod
    def _texts_or_bank(cls, value: list[str] | None, info: ValidationInfo) -> list[str] | None:
        if "question_id" in info.data:  # else it is at fault itself
            require_one_of(value is not None, "question_id", other_given=info.data["question_id"] is not None)
        return value

    @field_validator("question_times")
    @classmethod
    def _one_for_each_in_order(cls, value: list[float] | None, info: ValidationInfo) -> list[float] | None:
        if value is None or "questions" not in info.data:  # else the questions are at fault themselves
            return value
        asked = info.data["questions"]
        if asked is not None and len(value) != len(asked):
            raise PydanticCustomError("one_per_question", _ONE_PER_QUESTION)
        if any(later <= earlier for earlier, later in pairwise(value)):
            raise PydanticCustomError("out_of_order", "Each question must begin after the one before it.")
        return value

    @field_validator("upload_id")
    @classmethod
    def _id_or_url(cls, value: str | None, info: ValidationInfo) -> str | None:
        if "audio_url" in info.data:  # else it is at fault itself
            require_one_of(value is not None, "audio_url", other_given=info.data["audio_url"] is not None)
        return value

    def build_part(self, find: FindAudio, pointer: str = "") -> dict[str, Any]:
        """The part as a job's stored request holds it.

        Args:
            find: looks the recording up.
            pointer: pointer to this part in the request.

        Raises:
            InvalidFieldsError: the recording or the question does not fit.
        """
        part: dict[str, Any] = {"part": self.part, "questions": self.questions}
        if self.question_id is not None:
            question = find_question(self.question_id, SpeakingQuestion, self.part, pointer)
            part = {"part": question.part, "questions": question.asked, **question.reference.describe_question()}
        if self.question_times is not None and len(self.question_times) != len(part["questions"]):
            raise InvalidFieldsError([_at(pointer, "one_per_question", _ONE_PER_QUESTION)])
        part["audio"] = find(self.upload_id, self.audio_url, pointer).as_request()
        if self.question_times is not None:
            # As DynamoDB gives numbers back, so that an equal request is known again.
            part["question_times"] = [Decimal(str(time)) for time in self.question_times]
        return part


class SpeakingSubmission(SpokenPart, AboutJob):
    """The recording of one part."""

    def build_request(self, find: FindAudio) -> dict[str, Any]:
        """The job's stored request."""
        return {**self.build_part(find), **self.describe_job()}


class SpeakingTestSubmission(RequestModel, AboutJob):
    """A whole Speaking test.

    Attributes:
        parts: each part once, in any order. Parts may name one recording if all of them say when their questions
            begin.
    """

    model_config = refuse([describe_items("parts", "part", pair) for pair in combinations(PARTS, 2)])

    parts: Annotated[list[SpokenPart], Field(min_length=len(PARTS), max_length=len(PARTS))]

    @field_validator("parts")
    @classmethod
    def _one_of_each(cls, parts: list[SpokenPart]) -> list[SpokenPart]:
        said = [part.part for part in parts if part.part is not None]
        if len(set(said)) < len(said):
            raise PydanticCustomError("one_of_each", _ONE_OF_EACH)
        return parts

    def build_request(self, find: FindAudio) -> dict[str, Any]:
        """The job's stored request, in the order of the test.

        Where parts share a recording, each holds in `piece` its stretch of it, in seconds: from its first question to
        the next part's, or to the recording's end.

        Raises:
            InvalidFieldsError: parts share a recording and do not say when their questions begin, or not in order; a
                recording or a question does not fit, or questions of the bank are of one part.
        """
        built = sorted(
            ((part.build_part(find, f"/parts/{index}"), f"/parts/{index}") for index, part in enumerate(self.parts)),
            key=lambda pair: PARTS.index(pair[0]["part"]),
        )
        if [part["part"] for part, _ in built] != list(PARTS):
            raise InvalidFieldsError([FieldError("/parts", "one_of_each", _ONE_OF_EACH)])
        for recording in {part["audio"]["key"]: part["audio"] for part, _ in built}.values():
            _divide([pair for pair in built if pair[0]["audio"] == recording])
        return {"parts": [part for part, _ in built], **self.describe_job()}


def _divide(sharing: Sequence[tuple[dict[str, Any], str]]) -> None:
    """Note in each part its piece of the recording that it shares with the others; pairs of part and pointer."""
    if len(sharing) == 1:
        return
    if faults := [_at(pointer, "missing", _SHARED) for part, pointer in sharing if "question_times" not in part]:
        raise InvalidFieldsError(faults)
    for part, _ in sharing:
        part["piece"] = {"start": part["question_times"][0]}
    for (part, _), (following, pointer) in pairwise(sharing):
        part["piece"]["end"] = following["question_times"][0]
        if part["question_times"][-1] >= part["piece"]["end"]:
            raise InvalidFieldsError([_at(pointer, "out_of_order", "The part before must begin and end earlier.")])


_ONE_OF_EACH = "One PART_1, one PART_2 and one PART_3 are expected."
_ONE_PER_QUESTION = "One time for each question is expected."
_SHARED = "Parts that share a recording must say when their questions begin."


def _at(pointer: str, code: str, message: str) -> FieldError:
    return FieldError(f"{pointer}/question_times", code, message)
