"""What Claude is sent through Bedrock's Converse."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bandup.core.errors import ConfigurationError
from bandup.models.catalogue import Converse
from bandup.models.port import Media, Prompt

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime.type_defs import ContentBlockTypeDef

CHARACTERS_PER_TOKEN = 5
"""More than a token of any language has on average, so that a prompt is rather thought too short for the cache."""

_INSTRUCTION = """\
The form of your reply is fixed. It is one JSON object, with no other text before or after it and no fence around it,
and it satisfies this JSON Schema:
"""


def build_request(
    model_id: str,
    converse: Converse,
    prompt: Prompt,
    schema: Mapping[str, Any],
    *,
    native: bool,
    max_tokens: int,
    repair: str | None,
) -> dict[str, Any]:
    """The arguments of boto3's `converse`.

    Neither a temperature nor a forced tool is among them: current Claude models refuse both.

    Args:
        model_id: the inference profile.
        converse: how the model wants to be asked.
        prompt: what to ask.
        schema: JSON Schema of the answer.
        native: whether it goes into a field of the request, and not into the instructions.
        max_tokens: output tokens, thinking included.
        repair: a note that is added to the prompt, or None.

    Raises:
        ConfigurationError: the prompt has more than text.
    """
    instructions = [prompt.system] if native else [prompt.system, _INSTRUCTION + json.dumps(schema)]
    request: dict[str, Any] = {
        "modelId": model_id,
        "system": [{"text": text} for text in instructions],
        "messages": [{"role": "user", "content": _content(prompt, sum(map(len, instructions)), converse, repair)}],
        "inferenceConfig": {"maxTokens": max_tokens},
        # Converse itself does not say which model answered; Claude's own answer does.
        "additionalModelResponseFieldPaths": ["/model"],
    }
    if converse.request_fields:
        request["additionalModelRequestFields"] = dict(converse.request_fields)
    if native:
        json_schema = {"name": "answer", "schema": json.dumps(schema)}
        request["outputConfig"] = {
            "textFormat": {"type": "json_schema", "structure": {"jsonSchema": json_schema}},
        }
    return request


def _content(
    prompt: Prompt, instructed: int, converse: Converse, repair: str | None
) -> "Sequence[ContentBlockTypeDef]":
    """The prompt's parts, and a mark behind those that the provider shall keep, if together they are long enough."""
    texts = [part for part in prompt.parts if isinstance(part, str)]
    if any(isinstance(part, Media) for part in prompt.parts):
        raise ConfigurationError("media_unsupported", "The configured model is asked with text only.")
    blocks: list[ContentBlockTypeDef] = [{"text": text} for text in texts]
    kept = instructed + sum(len(text) for text in texts[: prompt.repeated])
    if prompt.repeated and kept >= converse.least_cached_tokens * CHARACTERS_PER_TOKEN:
        blocks.insert(prompt.repeated, {"cachePoint": {"type": "default"}})
    return blocks if repair is None else [*blocks, {"text": repair}]
