"""Bedrock's `Converse` for Claude: what a request may say, and what answers look like on the wire.

After https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html, and what Claude takes as a
schema: objects that name all their properties and allow no others, and no limits of lengths or numbers.
"""

import json
import math
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response

from ops.local_stage.model_server import interview_feedback, interviewer
from ops.local_stage.model_server.bedrock_wire import BedrockError, Body, exchange, json_answer
from ops.local_stage.model_server.errors import CannotAnswerError
from ops.local_stage.model_server.faults import Fault, FaultBook
from ops.local_stage.model_server.spoil import spoiled_text

MODEL_VERSION = "offline-claude-1"
"""The model name that every answer reports, so that no one takes it for a real model's."""

Writer = Callable[[str, Mapping[str, Any]], dict[str, Any]]
"""From the user's text and the schema to the answer; raises CannotAnswerError."""

WRITERS: dict[str, Writer] = {"refers_to": interviewer.reply, "better_answer": interview_feedback.feedback}
"""Who answers, by a property that only the schema of such answers has."""

_PROFILES = ("global.anthropic.claude-", "us.anthropic.claude-", "eu.anthropic.claude-", "apac.anthropic.claude-")
_RETIRED = "anthropic.claude-3"
_CHARACTERS_PER_TOKEN = 4
_UNSUPPORTED = frozenset(
    ("minLength", "maxLength", "minimum", "maximum", "multipleOf", "maxItems", "uniqueItems", "minProperties")
)
_IN_SCHEMA = "output_config.format.schema:"
_TOP = frozenset(("additionalModelResponseFieldPaths", "messages", "system", "inferenceConfig", "outputConfig"))
_INFERENCE = frozenset(("maxTokens", "stopSequences"))


@dataclass(frozen=True)
class ConverseRequest:
    """What a request asks.

    Attributes:
        user: text of the user's message.
        characters: length of all text that was sent.
        schema: the JSON Schema of the answer.
        max_tokens: the most tokens that the answer may have.
    """

    user: str
    characters: int
    schema: Mapping[str, Any]
    max_tokens: int


def converse_routes(book: FaultBook, stopping: threading.Event) -> Blueprint:
    """The route of `Converse`."""
    routes = Blueprint("converse", __name__)

    @routes.post("/model/<model>/converse")
    def converse(model: str) -> Response:
        return exchange(book, stopping, model, lambda body, fault: _converse(model, body, fault))

    return routes


def _converse(model: str, body: bytes, fault: Fault | None) -> Response:
    _check_model(model)
    asked = read_converse(body)
    text = spoiled_text(_write_answer(asked), fault)
    return json_answer(_response(asked, text, fault))


def _check_model(model: str) -> None:
    if _RETIRED in model:
        raise BedrockError(404, "This model version has reached the end of its life.")
    if model.startswith("anthropic.claude-"):
        raise BedrockError(
            400,
            f"Invocation of model ID {model} with on-demand throughput isn\u2019t supported. Retry your request with "
            "the ID or ARN of an inference profile that contains this model.",
        )
    if not model.startswith(_PROFILES):
        raise BedrockError(400, "The provided model identifier is invalid.")


def read_converse(body: bytes) -> ConverseRequest:
    """Read a request's body.

    Raises:
        BedrockError: 400; it is no JSON, or breaks the parts of the format that are used here.
    """
    try:
        payload = json.loads(body)
        return _read(payload)
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError):
        raise BedrockError(400) from None


def _read(payload: Mapping[str, Any]) -> ConverseRequest:
    if unknown := sorted(payload.keys() - _TOP):
        raise BedrockError(400, f"The field {unknown[0]} is not supported by this model.")
    inference = payload.get("inferenceConfig", {})
    if unknown := sorted(inference.keys() - _INFERENCE):
        raise BedrockError(400, f"{unknown[0]} is not supported by this model.")
    max_tokens = inference["maxTokens"]
    if type(max_tokens) is not int or max_tokens < 1:
        raise BedrockError(400, "Value at 'inferenceConfig.maxTokens' failed to satisfy constraint: at least 1.")
    [message] = payload["messages"]
    if message["role"] != "user":
        raise BedrockError(400, "A conversation must start with a user message.")
    texts = [block["text"] for block in message["content"]]
    system = [block["text"] for block in payload.get("system", [])]
    if not texts or not all(text.strip() for text in (*texts, *system)):
        raise BedrockError(400, "The text field in the ContentBlock object is blank. Add text to it and try again.")
    text_format = payload["outputConfig"]["textFormat"]
    if text_format["type"] != "json_schema":
        raise BedrockError(400, "Value at 'outputConfig.textFormat.type' must be json_schema.")
    schema = json.loads(text_format["structure"]["jsonSchema"]["schema"])
    _check_schema(schema)
    return ConverseRequest("\n".join(texts), sum(map(len, (*texts, *system))), schema, max_tokens)


def _check_schema(node: object) -> None:
    if isinstance(node, list):
        for each in node:
            _check_schema(each)
    if not isinstance(node, dict):
        return
    if refused := sorted(_UNSUPPORTED & node.keys() if isinstance(node.get("type"), str) else ()):
        raise BedrockError(
            400, f"output_config.format.schema: For '{node['type']}' type, {refused[0]} is not supported"
        )
    if node.get("type") == "object" and node.get("additionalProperties") is not False:
        raise BedrockError(
            400,
            "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false",
        )
    for each in node.values():
        _check_schema(each)


def _write_answer(asked: ConverseRequest) -> dict[str, Any]:
    properties = asked.schema.get("properties", {})
    for name, write in WRITERS.items():
        if name in properties:
            try:
                return write(asked.user, asked.schema)
            except CannotAnswerError as error:
                raise BedrockError(400, str(error)) from error
    raise BedrockError(400, f"The offline model answers only schemas with one of {', '.join(WRITERS)}.")


def _response(asked: ConverseRequest, text: str, fault: Fault | None) -> Body:
    limit = asked.max_tokens * _CHARACTERS_PER_TOKEN
    if fault and fault.kind == "cut_json":
        limit = len(text) // 2
    content: list[Body] = [{"text": text[:limit]}]
    stop = "max_tokens" if len(text) > limit else "end_turn"
    if fault and fault.kind == "blocked":
        content, stop = [{"text": "Sorry, the model cannot answer this question."}], "guardrail_intervened"
    elif fault and fault.kind == "safety":
        content, stop = [], "content_filtered"
    elif fault and fault.kind == "empty":
        content = []
    elif fault and fault.kind == "no_text":
        content = [{"text": ""}]
    read = math.ceil(asked.characters / _CHARACTERS_PER_TOKEN)
    written = math.ceil(sum(len(block["text"]) for block in content) / _CHARACTERS_PER_TOKEN)
    return {
        "output": {"message": {"role": "assistant", "content": content}},
        "stopReason": stop,
        "usage": {"inputTokens": read, "outputTokens": written, "totalTokens": read + written},
        "metrics": {"latencyMs": 1},
        "additionalModelResponseFields": {"model": MODEL_VERSION},
    }
