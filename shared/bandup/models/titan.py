"""Embeddings by Amazon Titan Text Embeddings V2 on Bedrock."""

import json
import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, Field, FiniteFloat, NonNegativeInt, ValidationError

from bandup.core.aws import Clients
from bandup.core.clock import Deadline
from bandup.core.errors import RetryNowError, TerminalError
from bandup.models import bedrock
from bandup.models.catalogue import LiveModel, load_model, today
from bandup.models.retrying import retry_within
from bandup.models.usage import Ledger, Tokens, Usage

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

MODEL_ID = "amazon.titan-embed-text-v2:0"

DIMENSIONS = 512
"""Half of the largest size. It keeps about 99 % of the accuracy (published by the provider) in half the memory."""

MAX_CHARACTERS = 50_000
"""The model's limit, beside 8,192 tokens. Longer texts are refused, since only the first part would be found."""

ATTEMPT_SECONDS = 15.0
"""The longest single try. Usual answers take a tenth of a second."""


class _Answer(BaseModel):
    embedding: list[FiniteFloat] = Field(min_length=DIMENSIONS, max_length=DIMENSIONS)
    tokens: NonNegativeInt = Field(alias="inputTextTokenCount")


class TitanEmbedder:
    """Turns texts into vectors. Build it once per execution environment; several threads may use it.

    Args:
        client: a client of Bedrock's runtime made by `bandup.core.aws.Clients`.
        model: `MODEL_ID` and its price.
        attempt_seconds: the longest single try.
        sleep: how to wait between tries, in seconds.
        clock: the current day, which decides the price.
    """

    def __init__(
        self,
        client: "BedrockRuntimeClient",
        model: LiveModel,
        *,
        attempt_seconds: float = ATTEMPT_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], date] = today,
    ) -> None:
        self._client = client
        self._model = model
        self._attempt_seconds = attempt_seconds
        self._sleep = sleep
        self._clock = clock

    @classmethod
    def build(cls, region: str, clients: Clients) -> Self:
        """The embedder of a function, with Bedrock called in `region`. Nothing is called yet.

        Raises:
            ConfigurationError: the model is retired.
        """
        return cls(clients.get("bedrock-runtime", region), load_model(MODEL_ID))

    def embed(self, text: str, *, deadline: Deadline, ledger: Ledger) -> list[float]:
        """The vector of `text`: 512 numbers of length 1 together.

        Args:
            text: 1 to 50,000 characters and at most 8,192 tokens.
            deadline: the call and its retries end within its budget.
            ledger: the call is added; the time of calls that overlap is the caller's to count.

        Raises:
            TerminalError: the text is empty or too long.
            RetryLaterError: the provider is throttling or failing, or no time is left.
            ConfigurationError: permission or model is wrong.
        """
        if not text.strip():
            raise TerminalError("no_text", "There is no text to read.")
        if len(text) > MAX_CHARACTERS:
            raise TerminalError("text_too_long", f"A passage has more than {MAX_CHARACTERS:,} characters.")
        body = json.dumps({"inputText": text, "dimensions": DIMENSIONS, "normalize": True})
        answer = retry_within(
            deadline,
            lambda seconds: self._try(body, seconds),
            attempt_seconds=self._attempt_seconds,
            sleep=self._sleep,
        )
        tokens = Tokens({"text": answer.tokens}, {}, 0)
        ledger.add(Usage(self._model.id, tokens.input, 0, self._model.cost(tokens, self._clock())))
        return answer.embedding

    def _try(self, body: str, seconds: float) -> _Answer:
        def call() -> bytes:
            answer = self._client.invoke_model(
                modelId=self._model.id, body=body, contentType="application/json", accept="application/json"
            )
            return answer["body"].read()

        try:
            return _Answer.model_validate_json(bedrock.call_with_timeout(call, seconds))
        except ValidationError:
            raise RetryNowError("provider_unavailable", "The model provider answered in an unknown form.") from None
