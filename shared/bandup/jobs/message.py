"""The queue message: it names a job and carries nothing else, since the request lives in the job item."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bandup.core.errors import PoisonError, RetryLaterError
from bandup.core.ids import UUID_PATTERN
from bandup.jobs.model import SCHEMA_VERSION

FUTURE_VERSION = "future_message"
"""Code of the error for a message that a later version of this system wrote."""


class _Versioned(BaseModel):
    model_config = ConfigDict(strict=True)

    schema_version: int = Field(ge=1)


class JobMessage(_Versioned):
    """Version 1 of the message.

    Attributes:
        schema_version: always 1.
        job_id: the job's UUID, lower case.
    """

    model_config = ConfigDict(strict=True, extra="forbid")

    schema_version: Literal[1] = 1
    job_id: Annotated[str, StringConstraints(pattern=UUID_PATTERN)]


def parse(body: str) -> str:
    """The job id that a message names.

    Raises:
        RetryLaterError: it was written by a later version of this system, as during a deployment.
        PoisonError: this system never wrote it.
    """
    try:
        if _Versioned.model_validate_json(body).schema_version > SCHEMA_VERSION:
            raise RetryLaterError(FUTURE_VERSION, "The message was written by a later version of this system.")
        return JobMessage.model_validate_json(body).job_id
    except ValidationError as error:
        raise PoisonError("poison_message", "The message was not written by this system.") from error
