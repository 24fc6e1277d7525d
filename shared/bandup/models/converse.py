"""Claude through Bedrock's Converse: one JSON answer per question, inside a deadline."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import ValidationError

from bandup.core.aws import Clients
from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError, InvalidOutputError, RetryLaterError, RetryNowError
from bandup.core.metrics import Metric, measure
from bandup.models import bedrock, classify
from bandup.models.catalogue import LiveModel, load_model, today
from bandup.models.converse_answer import ConverseAnswer
from bandup.models.converse_request import build_request
from bandup.models.port import Prompt
from bandup.models.retrying import MIN_ATTEMPT_SECONDS, retry_within
from bandup.models.structured import Reply, get_valid_answer
from bandup.models.usage import Ledger, Usage

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

T = TypeVar("T")

TOKENS_PER_SECOND = 70
"""What Claude writes at least, thinking included: 70 to 80 in published measurements."""

MAX_CALLS = 3
"""Calls for one question: the first and two more, after a passing fault or to repair an answer. A person waits for the
answer, and who waits too long asks again."""

_BLOCKING = frozenset({"guardrail_intervened", "content_filtered"})
_CUT = frozenset({"max_tokens", "model_context_window_exceeded"})


@dataclass
class _Question:
    """What a model is asked, and how.

    Attributes:
        prompt: what to ask.
        schema: JSON Schema of the answer.
        native: whether it goes into a field of the request, and not into the instructions.
        max_tokens: output tokens, thinking included.
        repair: the note that is added to the prompt, or None.
        calls: made so far.
    """

    prompt: Prompt
    schema: Mapping[str, Any]
    native: bool
    max_tokens: int = 0
    repair: str | None = None
    calls: int = 0


class ConverseModel:
    """A `bandup.models.port.JsonModel`. Build it once per execution environment and use it from one thread.

    The catalogue says in which form the model takes the schema of its answer. A model that refuses it as a field of the
    request is asked again with the schema as an instruction, and so from then on.

    Args:
        client: a client of Bedrock's runtime made by `bandup.core.aws.Clients`.
        model: which model to call, by its inference profile, with its prices and its thinking.
        answer_tokens: output tokens of one answer; those of thinking are added. Bedrock reserves quota for both. A
            repair of an answer that was cut may use twice as many.
        answer_seconds: the longest that a single try may take to answer; the time to think is added.
        repair_seconds: an unusable answer is asked for anew only if so much of the budget is left; with less, the
            repair would be paid for and given up.
        sleep: how to wait between tries, in seconds.
        clock: the current day, which decides the price.

    Raises:
        ConfigurationError: the model is not asked through Converse.
    """

    def __init__(
        self,
        client: "BedrockRuntimeClient",
        model: LiveModel,
        *,
        answer_tokens: int,
        answer_seconds: float,
        repair_seconds: float = MIN_ATTEMPT_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], date] = today,
    ) -> None:
        if model.model.converse is None:
            raise ConfigurationError("model_not_claude", f"Model {model.id} is not asked through Converse.")
        self._client = client
        self._model = model
        self._converse = model.model.converse
        self._max_tokens = answer_tokens + self._converse.thinking_tokens
        self._attempt_seconds = answer_seconds + self._converse.thinking_tokens / TOKENS_PER_SECOND
        self._repair_seconds = repair_seconds
        self._sleep = sleep
        self._clock = clock
        self._native = self._converse.schema_form == "native"

    @classmethod
    def build(
        cls,
        model_id: str,
        region: str,
        clients: Clients,
        *,
        answer_tokens: int,
        answer_seconds: float,
        repair_seconds: float = MIN_ATTEMPT_SECONDS,
    ) -> Self:
        """The model of a function. Nothing is called yet.

        Args:
            model_id: an inference profile of the catalogue.
            region: where Bedrock is called.
            clients: AWS clients.
            answer_tokens: output tokens of one answer.
            answer_seconds: the longest that a single try may take to answer.
            repair_seconds: what must be left of the budget to ask for an unusable answer anew.

        Raises:
            ConfigurationError: the model is unknown or retired, or not asked through Converse.
        """
        return cls(
            clients.get("bedrock-runtime", region),
            load_model(model_id),
            answer_tokens=answer_tokens,
            answer_seconds=answer_seconds,
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
        question = _Question(prompt, schema, native=self._native)

        def ask(repair: str | None, *, larger: bool) -> Reply:
            if repair is not None and deadline.budget() < self._repair_seconds:
                raise InvalidOutputError(
                    "model_output_invalid", "The model's answer is unusable; no time to ask again."
                )
            if question.calls == MAX_CALLS:
                raise RetryLaterError("out_of_calls", "The model was asked as often as it may be for one question.")
            question.repair, question.max_tokens = repair, self._max_tokens * (2 if larger else 1)
            answer = retry_within(
                deadline,
                lambda seconds: self._attempt(question, seconds, deadline),
                attempt_seconds=self._attempt_seconds,
                attempts=MAX_CALLS - question.calls,
                sleep=self._sleep,
            )
            tokens = answer.tokens
            cost = self._model.cost(tokens, self._clock())
            ledger.add(Usage(answer.model or self._model.id, tokens.input, tokens.output, cost))
            return _read_reply(answer, fence_allowed=not question.native)

        started = time.monotonic()
        try:
            return get_valid_answer(ask, validate, repair=prompt.repair)
        finally:
            ledger.add_wait(started)

    def _attempt(self, question: _Question, seconds: float, deadline: Deadline) -> ConverseAnswer:
        """One of the question's calls. A refused schema is asked again at once, which is none of them."""
        question.calls += 1
        try:
            return self._try(question, seconds)
        except bedrock.SchemaRefusedError:
            if not question.native:
                raise
            measure(Metric.SCHEMA_REFUSED)
            question.native = self._native = False
        except RetryNowError as error:
            # Bedrock may take minutes to compile a schema that it has not seen yet: longer than any try.
            if error.code == classify.UNREACHABLE:
                question.native = False
            raise
        return self._try(question, min(self._attempt_seconds, deadline.budget()))

    def _try(self, question: _Question, seconds: float) -> ConverseAnswer:
        request = build_request(
            self._model.id,
            self._converse,
            question.prompt,
            question.schema,
            native=question.native,
            max_tokens=question.max_tokens,
            repair=question.repair,
        )
        answer = bedrock.call_with_timeout(lambda: self._client.converse(**request), seconds)
        try:
            return ConverseAnswer.model_validate(answer)
        except ValidationError:
            # Of a body that is not JSON, such as a proxy's page, the SDK makes an empty answer. The cause is dropped:
            # its text quotes the answer.
            raise classify.classify_status(502) from None


def _read_reply(answer: ConverseAnswer, *, fence_allowed: bool) -> Reply:
    """What the model wrote. Empty if it stopped for a reason that makes the text useless.

    Raises:
        TerminalError: the content filters stopped the prompt or the answer.
    """
    reason = answer.stop_reason
    if reason in _BLOCKING:
        raise classify.blocked_error()
    if reason not in _CUT and reason not in ("end_turn", "stop_sequence"):
        return Reply("")
    return Reply(answer.text, cut=reason in _CUT, fence_allowed=fence_allowed)
