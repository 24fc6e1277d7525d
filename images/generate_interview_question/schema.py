"""The form of the interviewer's reply, as the model is told it and as it is checked."""

from collections.abc import Collection
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from bandup.interview.model import Move
from bandup.models.sanitize import visible

MAX_REPLY_LENGTH = 2_000
"""Characters. A question that takes longer than two minutes to read is none."""

MAX_TOPIC_LENGTH = 120
MAX_REFERENCE_LENGTH = 400


def _cleaned(text: str) -> str:
    cleaned = visible(text).strip()
    if not cleaned:
        raise ValueError("must not be empty")
    return cleaned


class Reply(BaseModel):
    """What the interviewer says.

    Attributes:
        message: the words to the candidate.
        move: what they do.
        topic: what they are about, in a few words.
        refers_to: the candidate's own words that they build on; empty if none.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    message: Annotated[str, StringConstraints(max_length=MAX_REPLY_LENGTH), AfterValidator(_cleaned)]
    move: Move
    topic: Annotated[str, StringConstraints(max_length=MAX_TOPIC_LENGTH), AfterValidator(_cleaned)]
    refers_to: Annotated[str, StringConstraints(max_length=MAX_REFERENCE_LENGTH)]


def schema(moves: Collection[Move]) -> dict[str, Any]:
    """The JSON Schema of a reply that makes one of these moves. Providers take no lengths in it; `Reply` has them."""
    text = {"type": "string"}
    properties = {
        "message": text,
        "move": {"type": "string", "enum": sorted(moves)},
        "topic": text,
        "refers_to": text,
    }
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
