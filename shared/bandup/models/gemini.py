"""Gemini through google-genai: one JSON answer per question, inside a deadline."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from typing import Any, Protocol, Self, TypeVar

from google import genai
from google.genai import types
from pydantic import ValidationError

from bandup.core.aws import Clients
from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError, RetryNowError
from bandup.core.secrets import SecretCache
from bandup.models import classify, gemini_wire
from bandup.models.catalogue import LiveModel, load_model, today
from bandup.models.gemini_calls import BoundedCalls
from bandup.models.gemini_files import GeminiFiles
from bandup.models.gemini_settings import GeminiSettings
from bandup.models.port import Media, Prompt
from bandup.models.retrying import retry_within
from bandup.models.structured import Reply, get_valid_answer
from bandup.models.usage import Ledger, Usage

T = TypeVar("T")

ATTEMPT_SECONDS = 75.0
"""The longest single try. Grading with thinking takes 10 to 60 s, and three tries fit into a worker's five minutes."""

INLINE_BYTES = 14 * 1024 * 1024
"""All media of a prompt together are sent inside the request up to this size. The provider's page on audio allows a
request of 20 MB, and base64 makes four bytes of three. A later announcement names 100 MB, but a request of that size
would be in memory several times."""

MAX_OUTPUT_TOKENS = 16_384
"""Thinking counts too. A repair of an answer that was cut may use twice as many."""

THINKING_LEVEL = "MEDIUM"
"""Gemini 3.5 Flash-Lite does not think by default. In published trials of essay scoring, some thinking helps, and
more of it helps little."""


class KeySource(Protocol):
    """Gives the API key. With `refresh` it is read anew, because the provider refused it."""

    def __call__(self, *, refresh: bool = False) -> str: ...


class GeminiModel:
    """A `bandup.models.port.JsonModel`. Build it once per execution environment and use it from one thread.

    The SDK's retries stay off, since they ignore the delay that the provider asks for.

    Args:
        model: which model to call, and its prices.
        key: where the API key comes from; asked before each call, so that a rotated key needs no new client.
        base_url: the provider's address; None is Google's.
        attempt_seconds: the longest single try.
        sleep: how to wait between tries, in seconds.
        clock: the current day, which decides the price.
    """

    def __init__(
        self,
        model: LiveModel,
        key: KeySource,
        *,
        base_url: str | None = None,
        attempt_seconds: float = ATTEMPT_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], date] = today,
    ) -> None:
        self._model = model
        self._key = key
        self._attempt_seconds = attempt_seconds
        self._sleep = sleep
        self._clock = clock
        self._client = genai.Client(
            vertexai=False, api_key="sent with each request", http_options=types.HttpOptions(base_url=base_url)
        )
        self._calls = BoundedCalls()
        self._files = GeminiFiles(self._calls, self._with_key, self.usable_key, base_url=base_url, sleep=sleep)

    @classmethod
    def build(cls, settings: GeminiSettings, clients: Clients) -> Self:
        """The model of a function, its key from Secrets Manager. Nothing is called yet.

        Raises:
            ConfigurationError: the model is unknown or retired.
        """
        key = partial(SecretCache(clients.get("secretsmanager")).get, settings.gemini_api_key_secret_arn)
        return cls(load_model(settings.gemini_model), key, base_url=settings.gemini_base_url)

    def usable_key(self) -> str:
        """The current key, without the blanks around a pasted one.

        Raises:
            ConfigurationError: it cannot be read, or is no key.
            RetryLaterError: Secrets Manager does not answer.
        """
        key = self._key().strip()
        if not (key and key.isascii() and key.isprintable()):
            raise ConfigurationError("key_unusable", "The secret does not hold a key of the model provider.")
        return key

    def close(self) -> None:
        self._files.close()
        self._calls.run(self._client.aio.aclose, self._attempt_seconds)
        self._calls.close()
        self._client.close()

    def generate_json(
        self,
        prompt: Prompt,
        schema: Mapping[str, Any],
        validate: Callable[[Any], T],
        *,
        deadline: Deadline,
        ledger: Ledger,
    ) -> T:

        def ask(repair: str | None, *, larger: bool) -> Reply:
            asked = parts if repair is None else [*parts, types.Part(text=repair)]
            config = self._config(prompt.system, schema, MAX_OUTPUT_TOKENS * (2 if larger else 1))
            response = self._with_key(lambda: self._generate(asked, config, ends))
            tokens = gemini_wire.tokens(response)
            if tokens is not None:
                usd = self._model.cost(tokens, self._clock())
                ledger.add(Usage(response.model_version or self._model.id, tokens.input, tokens.output, usd))
            return gemini_wire.reply(response)

        started = time.monotonic()
        try:
            with ExitStack() as stored:
                parts, ends = self._prepare(prompt.parts, deadline, stored)
                return get_valid_answer(ask, validate, repair=prompt.repair)
        finally:
            ledger.add_wait(started)

    def _prepare(
        self, parts: Sequence[str | Media], deadline: Deadline, stored: ExitStack
    ) -> tuple[list[types.Part], Deadline]:
        """The parts as the provider takes them, and the deadline of questions about them.

        Small media are sent inside the request. Large media are stored as files, which `stored` deletes at its end.
        """
        media = [part for part in parts if isinstance(part, Media)]
        if sum(len(each.data) for each in media) <= INLINE_BYTES:
            files, ends = [_inline(each) for each in media], deadline
        else:
            files, ends = stored.enter_context(self._files.store(media, deadline))
        waiting = iter(files)
        return [types.Part(text=part) if isinstance(part, str) else next(waiting) for part in parts], ends

    def _config(self, system: str, schema: Mapping[str, Any], max_tokens: int) -> types.GenerateContentConfig:
        thinking = types.ThinkingConfig(thinking_level=types.ThinkingLevel(THINKING_LEVEL))
        return types.GenerateContentConfig(
            system_instruction=system,
            response_mime_type="application/json",
            response_json_schema=dict(schema),
            candidate_count=1,
            temperature=0,  # judgement should repeat; Gemini 3.5 Flash-Lite ignores the setting
            max_output_tokens=max_tokens,
            thinking_config=thinking if THINKING_LEVEL in self._model.model.thinking_levels else None,
            automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
            store=False,
            should_return_http_response=True,
        )

    def _with_key(self, ask: Callable[[], T]) -> T:
        """The result of `ask`, which is called again with the key read anew if the provider refuses the cached key."""
        try:
            return ask()
        except ConfigurationError as error:
            if error.code != classify.ACCESS_DENIED:
                raise
        self._key(refresh=True)
        return ask()

    def _generate(
        self, parts: list[types.Part], config: types.GenerateContentConfig, deadline: Deadline
    ) -> gemini_wire.Response:
        return retry_within(
            deadline,
            lambda seconds: self._try(parts, config, seconds),
            attempt_seconds=self._attempt_seconds,
            sleep=self._sleep,
        )

    def _try(
        self, parts: list[types.Part], config: types.GenerateContentConfig, seconds: float
    ) -> gemini_wire.Response:
        options = types.HttpOptions(timeout=round(seconds * 1000), headers={"x-goog-api-key": self.usable_key()})
        request = config.model_copy(update={"http_options": options})

        contents = types.Content(role="user", parts=parts)
        generate = partial(
            self._client.aio.models.generate_content, model=self._model.id, contents=contents, config=request
        )
        answer = self._calls.run(generate, seconds).sdk_http_response
        try:
            return gemini_wire.Response.model_validate_json((answer and answer.body) or "")
        except ValidationError:
            # A proxy's page, say. The cause is dropped on purpose: its text quotes the answer.
            raise RetryNowError("provider_unavailable", "The model provider answered in an unknown form.") from None


def _inline(media: Media) -> types.Part:
    return types.Part(inline_data=types.Blob(data=media.data, mime_type=media.mime_type))
