"""Whether a request has the form of Google's own types, and a model takes what it says.

The types are those of google-genai, which forbid fields that they do not know. Google's client checks its arguments by
them, and not what it makes of those and sends. The models' rules are after https://ai.google.dev/gemini-api/docs/thinking
and /structured-output.
"""

from collections.abc import Mapping
from typing import Any

from google.genai import types
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from ops.local_stage.model_server.gemini_errors import GeminiError

MAX_OUTPUT_TOKENS = 65_536

_LEVELS = ("MINIMAL", "LOW", "MEDIUM", "HIGH")
_THINKING_LEVELS = {"gemini-3.5-flash-lite": _LEVELS, "gemini-3.8-flash": _LEVELS[1:], "gemini-2.5-flash": ()}
"""What each model takes; one that is not listed takes all."""

_KEYWORDS = frozenset(
    {
        *("$id", "$defs", "$ref", "$anchor", "type", "format", "title", "description", "enum", "items", "prefixItems"),
        *("minItems", "maxItems", "minimum", "maximum", "anyOf", "oneOf", "properties", "additionalProperties"),
        *("required", "propertyOrdering"),
    }
)
"""What a `responseJsonSchema` may say."""


class _Body(BaseModel):
    """The body of generateContent. Google's client has no type for it: it makes one of several arguments."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel)

    contents: list[types.Content]
    system_instruction: types.Content | None = None
    generation_config: types.GenerationConfig | None = None
    safety_settings: list[types.SafetySetting] | None = None
    tools: list[types.Tool] | None = None
    tool_config: types.ToolConfig | None = None
    cached_content: str | None = None
    store: bool | None = None
    service_tier: types.ServiceTier | None = None


def check_body(model: str, payload: Mapping[str, Any]) -> None:
    """Do nothing if a request has Google's form and the model takes it.

    Raises:
        GeminiError: 400.
    """
    try:
        body = _Body.model_validate(payload)
    except ValidationError as error:
        # Only places and rules: what was sent may be a student's words.
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise GeminiError(400, f"Invalid JSON payload received. Invalid value at '{place}': {first['msg']}") from None
    for content in body.contents:
        if content.role not in (None, "user", "model"):
            raise GeminiError(400, "Please use a valid role: user, model.")
        if not content.parts:
            raise GeminiError(400, "* GenerateContentRequest.contents: contents.parts must not be empty.\n")
    if body.generation_config is not None:
        _check_config(model, body.generation_config)


def _check_config(model: str, config: types.GenerationConfig) -> None:
    if not 1 <= (config.max_output_tokens or 1) <= MAX_OUTPUT_TOKENS:
        raise GeminiError(400, f"Unable to submit request because maxOutputTokens must be 1 to {MAX_OUTPUT_TOKENS}.")
    if not 0 <= (config.temperature or 0) <= 2:
        raise GeminiError(400, "* GenerateContentRequest.generation_config.temperature: must be 0 to 2.\n")
    if (config.candidate_count or 1) != 1:
        raise GeminiError(400, "Multiple candidates is not enabled for this model.")
    if config.thinking_config is not None:
        _check_thinking(_THINKING_LEVELS.get(model, _LEVELS), config.thinking_config)
    if isinstance(config.response_json_schema, Mapping):
        _check_schema(config.response_json_schema)


def _check_thinking(levels: tuple[str, ...], thinking: types.ThinkingConfig) -> None:
    # Google's client takes any word for a level, and so does its type.
    level = thinking.thinking_level and thinking.thinking_level.value
    if level and thinking.thinking_budget is not None:
        raise GeminiError(400, "You can only set one of thinking budget and thinking level.")
    if level and not levels:
        raise GeminiError(400, "Thinking level is not supported for this model.")
    if level and level not in levels:
        raise GeminiError(400, f"Thinking level {level} is not supported for this model.")


def _check_schema(node: Mapping[str, Any]) -> None:
    """Refuse what is not on the list."""
    if unknown := sorted(node.keys() - _KEYWORDS):
        raise GeminiError(
            400, f'Invalid JSON payload received. Unknown name "{unknown[0]}" at generation_config.response_json_schema'
        )
    nested = [node["items"]] if isinstance(node.get("items"), Mapping) else []
    nested += [each for name in ("properties", "$defs") for each in node.get(name, {}).values()]
    nested += [each for name in ("anyOf", "oneOf", "prefixItems") for each in node.get(name, ())]
    for each in nested:
        if not isinstance(each, Mapping):
            raise GeminiError(400, "Invalid value at 'generation_config.response_json_schema'")
        _check_schema(each)
