"""Whether the document and a model demand the same of a request body."""

from collections.abc import Iterator, Mapping
from typing import Any

_SAYS_NOTHING_OF_VALUES = {"title", "description", "example", "$defs"}


def differences(documented: Mapping[str, Any], model: Mapping[str, Any], root: Mapping[str, Any]) -> list[str]:
    """Everything in which the two differ: properties, types, bounds, patterns, enums, and what else there is.

    Args:
        documented: a schema of OpenAPI 3.0, or a reference to one.
        model: the JSON Schema of a pydantic model.
        root: the document, in which the references of `documented` lead somewhere.

    Returns:
        One line for each difference; empty if there is none.
    """
    return list(_compare(_plain(documented, root), _plain(model, model), "body"))


def _plain(schema: Mapping[str, Any], root: Mapping[str, Any]) -> dict[str, Any]:
    """A schema without references and annotations, in one spelling for both dialects: OpenAPI 3.0 and 2020-12."""
    while "$ref" in schema:
        target: Any = root
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        schema = target
    plain = {name: value for name, value in schema.items() if name not in _SAYS_NOTHING_OF_VALUES}
    if plain.get("default", "none") is None:
        del plain["default"]  # a field that may be null may be left out
    if "anyOf" in plain:
        (only,) = (option for option in plain.pop("anyOf") if option != {"type": "null"})
        plain = {**plain, **_plain(only, root), "nullable": True}
        if "enum" in plain:
            plain["enum"] |= {None}  # in OpenAPI 3.0 `nullable` adds no value to those of an enum
    for name in ("required", "enum"):
        if name in plain:
            plain[name] = set(plain[name])
    if "items" in plain:
        plain["items"] = _plain(plain["items"], root)
    if "properties" in plain:
        plain["properties"] = {name: _plain(each, root) for name, each in plain["properties"].items()}
    return plain


def _compare(documented: Mapping[str, Any], model: Mapping[str, Any], place: str) -> Iterator[str]:
    for rule in sorted(documented.keys() | model.keys()):
        said, done = documented.get(rule), model.get(rule)
        if isinstance(said, dict) and isinstance(done, dict):
            yield from _compare(said, done, place if rule == "properties" else f"{place}.{rule}")
        elif said != done:
            yield f"{place}: {rule} is {said} in the document, {done} in the model"
