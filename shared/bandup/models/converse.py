"""Claude through Bedrock's Converse: one JSON answer per question, inside a deadline."""

import json
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import ValidationError

from bandup.core.aws import Clients
from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError, InvalidOutputError, RetryLaterError
from bandup.models import bedrock, classify
from bandup.models.catalogue import LiveModel, load_model, today
from bandup.models.converse_answer import ConverseAnswer
from bandup.models.port import Media, Prompt
from bandup.models.retrying import MIN_ATTEMPT_SECONDS, retry_within
from bandup.models.structured import Reply, get_valid_answer
from bandup.models.usage import Ledger, Usage

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

T = TypeVar("T")

ATTEMPT_SECONDS = 60.0
"""The longest single try."""

MAX_CALLS = 3
"""Calls for one question: the first and two more, after a passing fault or to repair an answer. A person waits for the
answer, and who waits too long asks again."""

_BLOCKING = frozenset({"guardrail_intervened", "content_filtered"})
_CUT = frozenset({"max_tokens", "model_context_window_exceeded"})


class ConverseModel:
    """A `bandup.models.port.JsonModel`. Build it once per execution environment.

    The answer's form is asked for by `outputConfig`, since current Claude models refuse a forced tool; they refuse a
    temperature too, so none is sent.

    Args:
        client: a client of Bedrock's runtime made by `bandup.core.aws.Clients`.
        model: which model to call, by its inference profile, and its prices.
        max_tokens: output tokens of one answer. Bedrock reserves quota for them, and thinking counts too. A repair of
            an answer that was cut may use twice as many.
        attempt_seconds: the longest single try.
        repair_seconds: an unusable answer is asked for anew only if so much of the budget is left; with less, the
            repair would be paid for and given up.
        sleep: how to wait between tries, in seconds.
        clock: the current day, which decides the price.
    """

    def __init__(
        self,
        client: "BedrockRuntimeClient",
        model: LiveModel,
        *,
        max_tokens: int,
        attempt_seconds: float = ATTEMPT_SECONDS,
        repair_seconds: float = MIN_ATTEMPT_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], date] = today,
    ) -> None:
        self._client = client
        self._model = model
        self._max_tokens = max_tokens
        self._attempt_seconds = attempt_seconds
        self._repair_seconds = repair_seconds
        self._sleep = sleep
        self._clock = clock

    @classmethod
    def build(
        cls,
        model_id: str,
        region: str,
        clients: Clients,
        *,
        max_tokens: int,
        attempt_seconds: float,
        repair_seconds: float = MIN_ATTEMPT_SECONDS,
    ) -> Self:
        """The model of a function. Nothing is called yet.

        Args:
            model_id: an inference profile of the catalogue.
            region: where Bedrock is called.
            clients: AWS clients.
            max_tokens: output tokens of one answer.
            attempt_seconds: the longest single try.
            repair_seconds: what must be left of the budget to ask for an unusable answer anew.

        Raises:
            ConfigurationError: the model is unknown or retired.
        """
        return cls(
            clients.get("bedrock-runtime", region),
            load_model(model_id),
            max_tokens=max_tokens,
            attempt_seconds=attempt_seconds,
            repair_seconds=repair_seconds,
        )

    def generate_json(
        self,
        prompt: Prompt,
        schema: Mapping[str, Any],
        validate: Callable[[Any], T],
        *,
        deadline: Deadline,
        ledger: Ledger,
    ) -> T:
        made = 0

        def ask(repair: str | None, *, larger: bool) -> Reply:
            if repair is not None and deadline.budget() < self._repair_seconds:
                raise InvalidOutputError(
                    "model_output_invalid", "The model's answer is unusable; no time to ask again."
                )
            texts = [*_texts(prompt), *([] if repair is None else [repair])]
            request = self._request(prompt.system, texts, schema, self._max_tokens * (2 if larger else 1))

            def attempt(seconds: float) -> ConverseAnswer:
                nonlocal made
                made += 1
                return self._try(request, seconds)

            if made == MAX_CALLS:
                raise RetryLaterError("out_of_calls", "The model was asked as often as it may be for one question.")
            answer = retry_within(
                deadline,
                attempt,
                attempt_seconds=self._attempt_seconds,
                attempts=MAX_CALLS - made,
                sleep=self._sleep,
            )
            tokens = answer.tokens
            cost = self._model.cost(tokens, self._clock())
            ledger.add(Usage(answer.model or self._model.id, tokens.input, tokens.output, cost))
            return _reply(answer)

        started = time.monotonic()
        try:
            return get_valid_answer(ask, validate)
        finally:
            ledger.add_wait(started)

    def _request(self, system: str, texts: list[str], schema: Mapping[str, Any], max_tokens: int) -> dict[str, Any]:
        json_schema = {"name": "answer", "schema": json.dumps(schema)}
        return {
            "modelId": self._model.id,
            "system": [{"text": system}],
            "messages": [{"role": "user", "content": [{"text": text} for text in texts]}],
            "inferenceConfig": {"maxTokens": max_tokens},
            # Converse itself does not say which model answered; Claude's own answer does.
            "additionalModelResponseFieldPaths": ["/model"],
            "outputConfig": {"textFormat": {"type": "json_schema", "structure": {"jsonSchema": json_schema}}},
        }

    def _try(self, request: dict[str, Any], seconds: float) -> ConverseAnswer:
        answer = bedrock.call_with_timeout(lambda: self._client.converse(**request), seconds)
        try:
            return ConverseAnswer.model_validate(answer)
        except ValidationError:
            # Of a body that is not JSON, such as a proxy's page, the SDK makes an empty answer. The cause is dropped:
            # its text quotes the answer.
            raise classify.classify_status(502) from None


def _texts(prompt: Prompt) -> list[str]:
    if any(isinstance(part, Media) for part in prompt.parts):
        raise ConfigurationError("media_unsupported", "The configured model is asked with text only.")
    return [part for part in prompt.parts if isinstance(part, str)]


def _reply(answer: ConverseAnswer) -> Reply:
    """What the model wrote. Empty if it stopped for a reason that makes the text useless.

    Raises:
        TerminalError: the content filters stopped the prompt or the answer.
    """
    reason = answer.stop_reason
    if reason in _BLOCKING:
        raise classify.blocked_error()
    if reason not in _CUT and reason not in ("end_turn", "stop_sequence"):
        return Reply("")
    return Reply(answer.text, cut=reason in _CUT)
