"""Bedrock's `Converse` for Claude: what a request asks, and what answers look like on the wire.

After https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html.
"""

import json
import math
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, Response

from ops.local_stage.model_server import claude_rules, claude_schema, interview_feedback, interviewer
from ops.local_stage.model_server.bedrock_shape import check_shape
from ops.local_stage.model_server.bedrock_wire import BedrockError, Body, exchange, json_answer
from ops.local_stage.model_server.claude_cache import CHARACTERS_PER_TOKEN, MOST_MARKS, CachedTokens, PromptCache
from ops.local_stage.model_server.claude_schema import SchemaPolicy
from ops.local_stage.model_server.errors import CannotAnswerError
from ops.local_stage.model_server.faults import Fault, FaultBook
from ops.local_stage.model_server.spoil import spoiled_text

MODEL_VERSION = "offline-claude-1"
"""The model name that every answer reports, so that no one takes it for a real model's."""

Writer = Callable[[str], dict[str, Any]]
"""From the user's text to the answer; raises CannotAnswerError."""

WRITERS: dict[str, Writer] = {"refers_to": interviewer.reply, "better_answer": interview_feedback.feedback}
"""Who answers, by a property that only the schema of such answers has."""

NO_SUBSCRIPTION = (
    "Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace "
    "actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model. Your AWS "
    "Marketplace subscription for this model cannot be completed at this time. If you recently fixed this issue, try "
    "again after 2 minutes."
)
"""What the first call of an account is told if Marketplace has not finished."""

_EMULATED = frozenset(
    {
        *("modelId", "messages", "system", "inferenceConfig", "toolConfig", "outputConfig", "requestMetadata"),
        *("additionalModelRequestFields", "additionalModelResponseFieldPaths", "performanceConfig", "serviceTier"),
    }
)


@dataclass(frozen=True)
class ConverseRequest:
    """What a request asks.

    Attributes:
        user: text of the user's message.
        schema: the JSON Schema of the answer.
        instructed: whether it was told as an instruction, and not as a field.
        max_tokens: the most tokens that the answer may have, thinking included.
        thinking: tokens of thinking before the answer.
        tokens: of the prompt.
    """

    user: str
    schema: Mapping[str, Any]
    instructed: bool
    max_tokens: int
    thinking: int
    tokens: CachedTokens


class ConverseReader:
    """Reads requests as strictly as Bedrock does.

    Args:
        policy: what is done with schemas.
        cache: of prompts.
    """

    def __init__(self, policy: SchemaPolicy, cache: PromptCache) -> None:
        self._policy = policy
        self._cache = cache

    def read(self, model: str, body: bytes) -> ConverseRequest:
        """What a request asks.

        Args:
            model: the model id that the call names.
            body: as it came.

        Raises:
            BedrockError: Bedrock would refuse it, or the offline model cannot answer it.
        """
        rules = claude_rules.rules_of(model)
        try:
            payload = json.loads(body)
        except (RecursionError, ValueError):
            raise BedrockError(400) from None
        if not isinstance(payload, dict):
            raise BedrockError(400)
        check_shape("Converse", payload | {"modelId": model})
        _check_conversation(payload)
        claude_rules.check_request(rules, payload)
        thinking = claude_rules.thinking_tokens(rules, payload)
        system = [block["text"] for block in payload.get("system", []) if "text" in block]
        schema = None
        if text_format := payload.get("outputConfig", {}).get("textFormat"):
            if not self._policy.takes(documented=rules.takes_schemas):
                raise claude_schema.refused_field()
            schema = claude_schema.read_field(text_format)
        asked = schema or claude_schema.find_instructed(system)
        if asked is None:
            raise BedrockError(400, "The offline model answers only with a schema, as a field or among instructions.")
        texts, marks = _blocks(payload)
        tokens = self._cache.count(model, texts, marks, rules.least_cached_tokens)
        if tokens.read + tokens.written + tokens.fresh > rules.context_tokens:
            raise BedrockError(400, "Input is too long for requested model.")
        user = "\n".join(block["text"] for block in payload["messages"][-1]["content"] if "text" in block)
        return ConverseRequest(user, asked, schema is None, payload["inferenceConfig"]["maxTokens"], thinking, tokens)


def converse_routes(book: FaultBook, stopping: threading.Event, policy: SchemaPolicy) -> Blueprint:
    """The route of `Converse`."""
    routes = Blueprint("converse", __name__)
    reader = ConverseReader(policy, PromptCache())

    @routes.post("/model/<model>/converse")
    def converse(model: str) -> Response:
        def answer(asked: ConverseRequest, fault: Fault | None) -> Response:
            if fault and fault.kind == "marketplace":
                raise BedrockError(403, NO_SUBSCRIPTION)
            if fault and fault.kind == "schema_refused" and not asked.instructed:
                raise claude_schema.refused_field()
            stopping.wait(_seconds(asked, fault))
            text = spoiled_text(_write_answer(asked), fault)
            return json_answer(_response(asked, f"```json\n{text}\n```" if asked.instructed else text, fault))

        return exchange(book, stopping, model, partial(reader.read, model), answer)

    return routes


def _check_conversation(payload: Mapping[str, Any]) -> None:
    """What Bedrock wants of messages and blocks beyond their form."""
    if unknown := sorted(payload.keys() - _EMULATED):
        raise BedrockError(400, f"The offline model does not know {unknown[0]}.")
    if "maxTokens" not in payload.get("inferenceConfig", {}):
        raise BedrockError(400, "The offline model wants a limit: inferenceConfig.maxTokens.")
    messages = payload.get("messages", [])
    if not messages or messages[0]["role"] != "user":
        raise BedrockError(400, "A conversation must start with a user message. Try again with a user message.")
    blocks = [*payload.get("system", []), *(block for message in messages for block in message["content"])]
    if foreign := [name for block in blocks for name in block if name not in ("text", "cachePoint")]:
        raise BedrockError(400, f"The offline model reads text only, and no {foreign[0]}.")
    if not all(message["content"] for message in messages) or any(
        not block["text"].strip() for block in blocks if "text" in block
    ):
        raise BedrockError(400, "The text field in the ContentBlock object is blank. Add text to it and try again.")
    if sum("cachePoint" in block for block in blocks) > MOST_MARKS:
        raise BedrockError(400, f"A maximum of {MOST_MARKS} blocks with cache_control may be provided.")


def _blocks(payload: Mapping[str, Any]) -> tuple[list[str], list[int]]:
    """The texts of a prompt in order, and after how many of them marks of the cache stand."""
    texts: list[str] = []
    marks: list[int] = []
    for block in (
        *payload.get("system", []),
        *(block for message in payload["messages"] for block in message["content"]),
    ):
        if "text" in block:
            texts.append(block["text"])
        else:
            marks.append(len(texts))
    return texts, marks


def _seconds(asked: ConverseRequest, fault: Fault | None) -> float:
    """How long the model thinks, and Bedrock compiles a schema that it has not seen."""
    compiling = fault is not None and fault.kind == "compile" and not asked.instructed
    spent = min(asked.thinking, asked.max_tokens) / claude_rules.TOKENS_PER_SECOND
    return spent + (float(fault.parameters["seconds"]) if fault and compiling else 0.0)


def _write_answer(asked: ConverseRequest) -> dict[str, Any]:
    properties = asked.schema.get("properties", {})
    for name, write in WRITERS.items():
        if name in properties:
            try:
                return write(asked.user)
            except CannotAnswerError as error:
                raise BedrockError(400, str(error)) from error
    raise BedrockError(400, f"The offline model answers only schemas with one of {', '.join(WRITERS)}.")


def _response(asked: ConverseRequest, text: str, fault: Fault | None) -> Body:
    thinking = asked.max_tokens if fault and fault.kind == "thinking" else min(asked.thinking, asked.max_tokens)
    limit = (asked.max_tokens - thinking) * CHARACTERS_PER_TOKEN
    if fault and fault.kind == "cut_json":
        limit = min(limit, len(text) // 2)
    content: list[Body] = [{"text": text[:limit]}] if limit else []
    stop = "max_tokens" if len(text) > limit else "end_turn"
    if fault and fault.kind == "blocked":
        content, stop = [{"text": "Sorry, the model cannot answer this question."}], "guardrail_intervened"
    elif fault and fault.kind == "safety":
        content, stop = [], "content_filtered"
    elif fault and fault.kind == "empty":
        content = []
    elif fault and fault.kind == "no_text":
        content = [{"text": ""}]
    written = math.ceil(sum(len(block["text"]) for block in content) / CHARACTERS_PER_TOKEN) + thinking
    tokens = asked.tokens
    cached = {"cacheReadInputTokens": tokens.read, "cacheWriteInputTokens": tokens.written}
    if thinking:
        content = [{"reasoningContent": {"reasoningText": {"text": "", "signature": "offline"}}}, *content]
    return {
        "output": {"message": {"role": "assistant", "content": content}},
        "stopReason": stop,
        "usage": {
            "inputTokens": tokens.fresh,
            "outputTokens": written,
            "totalTokens": tokens.fresh + tokens.read + tokens.written + written,
            **cached,
        },
        "metrics": {"latencyMs": 1},
        "additionalModelResponseFields": {"model": MODEL_VERSION},
    }
