"""What a speaking job asks for."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationError

from bandup.core.errors import TerminalError
from bandup.ielts.drafts import RevisesDraft
from bandup.ielts.exams import DEFAULT_EXAM, Exam
from bandup.ielts.languages import DEFAULT_LANGUAGE, FeedbackLanguage
from bandup.questions.reference import QuestionReference
from bandup.storage.uploads import StoredUpload

Part = Literal["PART_1", "PART_2", "PART_3"]

WHOLE_TEST: tuple[Part, ...] = ("PART_1", "PART_2", "PART_3")


def parse_upload(value: Any) -> StoredUpload:
    """The upload in a stored request; raises ValueError if there is none."""
    try:
        return StoredUpload.from_request(value)
    except (KeyError, TypeError):
        raise ValueError("is not an upload") from None


Seconds = Annotated[float, BeforeValidator(float)]
"""Stored as a decimal number."""


class _RequestPart(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class Stretch(_RequestPart):
    """Where a part is in a recording that it shares with other parts, in seconds from its beginning.

    Attributes:
        start: where the part begins.
        end: where the next one begins; None for the recording's end.
    """

    start: Seconds
    end: Seconds | None = None


class SpokenAnswer(_RequestPart, QuestionReference):
    """One part of a Speaking test and its recording.

    Attributes:
        part: the interview (1), the long turn (2) or the discussion (3).
        questions: what was asked, in order.
        audio: which version of which upload is the recording.
        question_times: when each question begins, in seconds from the recording's beginning; empty if unknown.
        piece: where the part is in a shared recording; None if the recording is all its own.
    """

    part: Part
    questions: list[str]
    audio: Annotated[StoredUpload, PlainValidator(parse_upload)]
    question_times: list[Seconds] = Field(default_factory=list)
    piece: Stretch | None = None


class SpeakingRequest(_RequestPart, RevisesDraft):
    """A job's stored request.

    Attributes:
        parts: one part, or the three of a whole test in their order.
        session_id: the caller's own name for the practice session, or None.
        exam: which exam it is of; Speaking is the same in both. Requests of before it could be chosen have none.
        feedback_language: BCP 47 tag of the language that the candidate is told in; likewise.
        regrade: whether work that was judged before is judged again.
    """

    parts: list[SpokenAnswer]
    session_id: str | None = None
    exam: Exam = DEFAULT_EXAM
    feedback_language: FeedbackLanguage = DEFAULT_LANGUAGE
    regrade: bool = False

    @property
    def is_whole_test(self) -> bool:
        return len(self.parts) > 1

    @classmethod
    def parse(cls, request: Mapping[str, Any]) -> "SpeakingRequest":
        """The request that a job holds: of a whole test in `parts`, of one part beside what is asked of the job.

        Raises:
            TerminalError: this version cannot read it.
        """
        try:
            if "parts" not in request:
                answer = SpokenAnswer.model_validate(dict(request))
                about_job = {name: request[name] for name in cls.model_fields if name in request}
                return cls.model_validate({**about_job, "parts": [answer]})
            parsed = cls.model_validate(dict(request))
        except ValidationError:
            raise _unreadable() from None
        if tuple(answer.part for answer in parsed.parts) != WHOLE_TEST:
            raise _unreadable()
        return parsed


def _unreadable() -> TerminalError:
    return TerminalError("invalid_request", "The stored request holds no Speaking answer.")
