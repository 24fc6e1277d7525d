"""What a speaking job asks for."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from bandup.core.errors import TerminalError
from bandup.storage.uploads import StoredUpload

Part = Literal["PART_1", "PART_2", "PART_3"]


class SpokenAnswer(BaseModel):
    """One part of a Speaking test and its recording.

    Attributes:
        part: the interview (1), the long turn (2) or the discussion (3).
        questions: what was asked, in order.
        audio: which version of which upload is the recording.
        session_id: the caller's own name for the practice session, or None.
    """

    model_config = ConfigDict(strict=True, frozen=True)

    part: Part
    questions: list[str]
    audio: StoredUpload
    session_id: str | None = None

    @classmethod
    def parse(cls, request: Mapping[str, Any]) -> "SpokenAnswer":
        """The answer that a job's stored request names.

        Raises:
            TerminalError: the request is not one that this version can read.
        """
        try:
            return cls.model_validate({**request, "audio": StoredUpload.from_request(request["audio"])})
        except (KeyError, TypeError, ValueError):
            raise TerminalError("invalid_request", "The stored request is not a Speaking answer.") from None
