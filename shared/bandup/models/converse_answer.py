"""The parts of a Converse answer that are read. They are validated, since the SDK returns any JSON unchecked."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt

from bandup.models.usage import Tokens


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class _Block(_Part):
    """A part of the message. Reasoning and tools have no `text`."""

    text: str = ""


class _Message(_Part):
    content: tuple[_Block, ...] = ()


class _Output(_Part):
    message: _Message = _Message()


class _Usage(_Part):
    fresh: NonNegativeInt = Field(alias="inputTokens")
    cache_written: NonNegativeInt = Field(default=0, alias="cacheWriteInputTokens")
    cache_read: NonNegativeInt = Field(default=0, alias="cacheReadInputTokens")
    output: NonNegativeInt = Field(alias="outputTokens")


class ConverseAnswer(_Part):
    """One answer.

    Attributes:
        output: the message.
        stop_reason: why the model stopped.
        usage: tokens.
        additional: members of the model's own answer that were asked for.
    """

    output: _Output
    stop_reason: str = Field(alias="stopReason")
    usage: _Usage
    additional: Any = Field(default=None, alias="additionalModelResponseFields")

    @property
    def text(self) -> str:
        """What the model wrote, without its reasoning."""
        return "".join(block.text for block in self.output.message.content)

    @property
    def tokens(self) -> Tokens:
        usage = self.usage
        return Tokens(
            {"text": usage.fresh}, {"text": usage.cache_read}, usage.output, written={"text": usage.cache_written}
        )

    @property
    def model(self) -> str:
        """The model that Claude's own answer names, or an empty text."""
        name = self.additional.get("model") if isinstance(self.additional, dict) else None
        return name if isinstance(name, str) else ""
