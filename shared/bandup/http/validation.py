"""From a JSON object to a validated request."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from bandup.http.exceptions import FieldError, InvalidFieldsError

_SAYS_ONLY_WHAT_IS_EXPECTED = frozenset(
    {
        "band",
        "blank",
        "bool_type",
        "date",
        "dict_type",
        "extra_forbidden",
        "float_type",
        "greater_than_equal",
        "int_type",
        "less_than_equal",
        "list_type",
        "literal_error",
        "missing",
        "model_type",
        "nothing_to_change",
        "one_of_each",
        "one_of_two",
        "one_per_question",
        "out_of_order",
        "repeated",
        "retake_alone",
        "string_pattern_mismatch",
        "string_too_long",
        "string_too_short",
        "string_type",
        "task_1_only",
        "too_long",
        "too_short",
        "unknown_language",
    }
)
"""Kinds of pydantic errors whose message never quotes the value. For all others, a general message is sent."""


class RequestModel(BaseModel):
    """Base of request bodies: no unknown fields, and no value is turned into another type."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        defer_build=True,  # most requests need one of a function's models
    )


def refuse(schemas: Sequence[Mapping[str, Any]]) -> ConfigDict:
    """The configuration of a request model whose schema says what no request may be; its validators refuse the same."""
    refused: dict[str, Any] = {"anyOf": [dict(schema) for schema in schemas]} if len(schemas) > 1 else dict(schemas[0])
    return ConfigDict(json_schema_extra={"not": refused})


Model = TypeVar("Model", bound=RequestModel)


def validate(model: type[Model], body: Mapping[str, Any]) -> Model:
    """The request in `body`.

    Raises:
        InvalidFieldsError: with a pointer to each field at fault.
    """
    try:
        return model.model_validate(body)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
    raise InvalidFieldsError(
        [FieldError(pointer(fault["loc"]), fault["type"], _message(fault["type"], fault["msg"])) for fault in faults]
    )


def pointer(path: Iterable[str | int]) -> str:
    """The RFC 6901 JSON pointer of a path of names and indexes."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _message(kind: str, message: str) -> str:
    return message if kind in _SAYS_ONLY_WHAT_IS_EXPECTED else "This value is not valid."
