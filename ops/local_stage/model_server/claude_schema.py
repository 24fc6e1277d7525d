"""Which JSON Schema Claude takes as a field of a request, and which it was told among its instructions.

After https://platform.claude.com/docs/en/build-with-claude/structured-outputs: objects name all that they may hold, and
only the keywords that are listed there are taken.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ops.local_stage.model_server.bedrock_wire import BedrockError

_PLACE = "The model returned the following errors: output_config.format.schema:"

KEYWORDS = frozenset(
    {
        *("type", "properties", "required", "additionalProperties", "items", "minItems", "enum", "const", "format"),
        *("anyOf", "allOf", "$ref", "$defs", "definitions", "default", "title", "description"),
    }
)

_TYPES = frozenset({"object", "array", "string", "integer", "number", "boolean", "null"})
_FORMATS = frozenset({"date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"})


class Handling(StrEnum):
    """What becomes of a schema as a field of a request."""

    DOCUMENTED = "documented"
    TAKEN = "taken"
    REFUSED = "refused"


@dataclass
class SchemaPolicy:
    """What Bedrock does with a schema as a field of a request. Accounts differ, so tests choose it.

    Attributes:
        handling: as the model's rules say, or the same for every model.
    """

    handling: Handling = Handling.DOCUMENTED

    def takes(self, *, documented: bool) -> bool:
        """Whether it is taken.

        Args:
            documented: whether the model's rules say so.
        """
        return documented if self.handling is Handling.DOCUMENTED else self.handling is Handling.TAKEN


def refused_field() -> BedrockError:
    """Bedrock's answer where a schema is not taken at all."""
    return BedrockError(
        400, "The model returned the following errors: output_config.format: Extra inputs are not permitted"
    )


def read_field(text_format: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a request's field.

    Raises:
        BedrockError: 400; it is no JSON object, or says something that Claude does not take.
    """
    try:
        schema = json.loads(text_format["structure"]["jsonSchema"]["schema"])
    except ValueError:
        raise BedrockError(400, f"{_PLACE} Invalid JSON") from None
    _check(schema)
    return dict(schema)


def find_instructed(instructions: Sequence[str]) -> dict[str, Any] | None:
    """The schema that stands on a line of its own among the instructions, or None."""
    for line in "\n".join(instructions).splitlines():
        if line.startswith("{"):
            try:
                found = json.loads(line)
            except ValueError:
                continue
            if isinstance(found, dict) and "properties" in found:
                return found
    return None


def _check(node: object) -> None:
    """Refuse a schema with what is not on the lists."""
    if not isinstance(node, Mapping):
        raise BedrockError(400, f"{_PLACE} a schema must be an object")
    if unknown := sorted(node.keys() - KEYWORDS):
        raise BedrockError(400, f"{_PLACE} For '{node.get('type')}' type, property '{unknown[0]}' is not supported")
    types = node.get("type", ())
    if not set([types] if isinstance(types, str) else types) <= _TYPES:
        raise BedrockError(400, f"{_PLACE} Invalid schema type")
    if node.get("format", "date") not in _FORMATS:
        raise BedrockError(400, f"{_PLACE} String format '{node['format']}' is not supported")
    if node.get("minItems", 0) not in (0, 1):
        raise BedrockError(400, f"{_PLACE} 'minItems' must be 0 or 1")
    if node.get("type") == "object" and node.get("additionalProperties") is not False:
        raise BedrockError(400, f"{_PLACE} For 'object' type, 'additionalProperties' must be explicitly set to false")
    nested = [node[name] for name in ("items",) if name in node]
    nested += [each for name in ("properties", "$defs", "definitions") for each in node.get(name, {}).values()]
    nested += [each for name in ("anyOf", "allOf") for each in node.get(name, ())]
    for each in nested:
        _check(each)
