"""What the answers of all models have in common that judge somebody's work."""

from pydantic import BaseModel, ConfigDict


class AnswerPart(BaseModel):
    """A part of a model's answer.

    Keys that were not asked for are ignored: an overall band or rating of the model's own must not count.
    """

    model_config = ConfigDict(strict=True, frozen=True, json_schema_extra={"additionalProperties": False})
