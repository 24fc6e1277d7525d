"""What a job that writes down a recording asks for."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError

from bandup.core.errors import TerminalError
from bandup.ielts.languages import FeedbackLanguage
from bandup.storage.uploads import StoredUpload

from ..request import parse_upload


class TranscriptRequest(BaseModel):
    """A job's stored request.

    Attributes:
        audio: which version of which upload is the recording.
        language: BCP 47 tag of the language that is spoken in it; None if that is not known.
    """

    model_config = ConfigDict(strict=True, frozen=True)

    audio: Annotated[StoredUpload, PlainValidator(parse_upload)]
    language: FeedbackLanguage | None = None

    @classmethod
    def parse(cls, request: Mapping[str, Any]) -> "TranscriptRequest":
        """The request that a job holds.

        Raises:
            TerminalError: this version cannot read it.
        """
        try:
            return cls.model_validate(dict(request))
        except ValidationError:
            raise TerminalError("invalid_request", "The stored request holds no recording.") from None
