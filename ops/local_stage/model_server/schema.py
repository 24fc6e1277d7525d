"""Put an answer into the JSON Schema that a request asks for.

Not a validator: it selects, from what the examiner knows, what the schema names. It follows `$ref`, takes the first
alternative of `anyOf` that is not null, and heeds `enum`, `maxItems` and `maxLength`. Criteria may carry longer names
(`task_response`, `grammar`): their first letters tell them apart. Google's client sends the keywords of its own kind of
schema in snake case.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ops.local_stage.model_server.criteria import CRITERIA
from ops.local_stage.model_server.errors import CannotAnswerError

_IN_SNAKE_CASE = {"anyOf": "any_of", "maxItems": "max_items", "maxLength": "max_length"}
_PREFIXES = dict(zip(("task", "coher", "lexic", "gramm"), CRITERIA, strict=True))


def criterion_of(name: str) -> str | None:
    """The criterion that a property or an enum's value names, or None."""
    return next((criterion for prefix, criterion in _PREFIXES.items() if name.casefold().startswith(prefix)), None)


def fit(answer: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of the answer that the schema names, under its names.

    Raises:
        CannotAnswerError: the schema requires something that the answer does not hold, or does not ask for `criteria`.
    """
    fitted = select(answer, schema)
    if "criteria" not in fitted:
        msg = "The offline examiner answers only schemas with an object 'criteria'."
        raise CannotAnswerError(msg)
    return fitted


def select(answer: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of the answer that the schema names, under its names.

    Raises:
        CannotAnswerError: the schema requires something that the answer does not hold.
    """
    return _fit_object(answer, _resolve_references(schema, schema), schema, "$")


def _fit(value: object, schema: Mapping[str, Any], root: Mapping[str, Any], path: str) -> object:
    schema = _resolve_references(schema, root)
    if isinstance(value, Mapping):
        return _fit_object(value, schema, root, path)
    if isinstance(value, list):
        items = [_fit(item, schema.get("items", {}), root, f"{path}[]") for item in value]
        return items[: _keyword(schema, "maxItems")]
    if isinstance(value, str):
        return _fit_string(value, schema, path)
    return value


def _fit_object(
    value: Mapping[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any], path: str
) -> dict[str, object]:
    fitted: dict[str, object] = {}
    for name, property_schema in schema.get("properties", {}).items():
        key = name if name in value else criterion_of(name)
        if key is not None and key in value:
            fitted[name] = _fit(value[key], property_schema, root, f"{path}.{name}")
        elif name in schema.get("required", ()):
            msg = f"The offline examiner does not know what to answer for {path}.{name}."
            raise CannotAnswerError(msg)
    return fitted


def _fit_string(value: str, schema: Mapping[str, Any], path: str) -> str:
    allowed: Sequence[str] = schema.get("enum", ())
    if allowed and value not in allowed:
        value = next((each for each in allowed if criterion_of(each) == value), "")
        if not value:
            msg = f"The offline examiner has no answer among the values of {path}."
            raise CannotAnswerError(msg)
    return value[: _keyword(schema, "maxLength")]


def _resolve_references(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    while True:
        if "$ref" in schema:
            schema = root.get("$defs", {}).get(str(schema["$ref"]).removeprefix("#/$defs/"), {})
        elif alternatives := _keyword(schema, "anyOf"):
            schema = next((each for each in alternatives if each.get("type") != "null"), {})
        else:
            return schema


def _keyword(schema: Mapping[str, Any], name: str) -> Any:
    return schema.get(name, schema.get(_IN_SNAKE_CASE[name]))
