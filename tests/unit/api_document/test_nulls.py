"""What may be null says so in a way that OpenAPI 3.0 knows: beside a reference `nullable` allows nothing."""

from collections.abc import Iterator
from typing import Any

from support.openapi import DOCUMENT, SCHEMAS, faults


def nullable(node: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema that is said to be nullable, and where."""
    if isinstance(node, dict):
        if node.get("nullable") is True:
            yield place, node
        for name, below in node.items():
            yield from nullable(below, f"{place}/{name}")
    elif isinstance(node, list):
        for number, below in enumerate(node):
            yield from nullable(below, f"{place}/{number}")


def test_what_is_nullable_takes_null() -> None:
    found = dict(nullable(DOCUMENT))
    assert len(found) > 50
    assert {place: wrong for place, schema in found.items() if (wrong := faults(schema, None))} == {}


def test_goals_and_none_are_the_same_goals() -> None:
    assert SCHEMAS["NullableGoals"] == {**SCHEMAS["Goals"], "nullable": True}
