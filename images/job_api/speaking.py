"""What can be submitted for Speaking: the recording of one part."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from bandup.http.validation import RequestModel
from bandup.storage.uploads import StoredUpload

from .fields import VISIBLE, SessionId, UploadId, require_one_of

MAX_QUESTIONS = 20
"""Part 1 has about twelve, Part 2 a card with a few lines, Part 3 about six."""

MAX_QUESTION_LENGTH = 500

Question = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_QUESTION_LENGTH), VISIBLE
]


class SpeakingSubmission(RequestModel):
    """The recording of one part of a Speaking test.

    Attributes:
        part: the interview, the long turn or the discussion.
        questions: what the examiner asked, in order.
        session_id: the caller's own name for the practice session.
        audio_url: the recording by the `file_url` of its upload.
        upload_id: the recording by the id of its upload. It is named in one of the two ways.
    """

    part: Literal["PART_1", "PART_2", "PART_3"]
    questions: Annotated[list[Question], Field(min_length=1, max_length=MAX_QUESTIONS)]
    session_id: SessionId | None = None
    audio_url: Annotated[str, StringConstraints(max_length=512)] | None = None
    upload_id: UploadId | None = Field(default=None, validate_default=True)

    @field_validator("upload_id")
    @classmethod
    def _id_or_url(cls, value: str | None, info: ValidationInfo) -> str | None:
        if "audio_url" in info.data:  # else it is at fault itself
            require_one_of(value is not None, "audio_url", other_given=info.data["audio_url"] is not None)
        return value

    def build_request(self, audio: StoredUpload) -> dict[str, Any]:
        """The job's stored request."""
        named = {"session_id": self.session_id} if self.session_id is not None else {}
        return {"part": self.part, "questions": self.questions, "audio": audio.as_request(), **named}
