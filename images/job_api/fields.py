"""Fields that several submissions have."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from bandup.core.ids import UUID_PATTERN

SessionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{1,128}$")]
"""The caller's own name for the practice session."""

UploadId = Annotated[str, StringConstraints(pattern=UUID_PATTERN)]
"""What `POST /uploads` answered."""


def _visible(text: str) -> str:
    """Blanks, zero-width and other invisible characters alone are no text."""
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise PydanticCustomError("blank", "At least one visible character is expected.")
    return text


VISIBLE = AfterValidator(_visible)
"""Demands at least one visible character."""


def one_of(given: bool, other: str, *, other_given: bool) -> None:
    """Demand exactly one of two fields; called while the second of them is validated.

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
