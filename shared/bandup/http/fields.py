"""Fields that several request bodies have."""

from typing import Any

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from bandup.core.visible import has_visible


def _require_visible(text: str) -> str:
    """Refuse a text of blanks, zero-width and other invisible characters only."""
    if not has_visible(text):
        raise PydanticCustomError("blank", "At least one visible character is expected.")
    return text


MAX_INTEGER = 2**53 - 1
"""Not every reader of JSON keeps larger integers exactly (RFC 8259, section 6)."""

VISIBLE = AfterValidator(_require_visible)
"""Requires at least one visible character."""


def describe_none_of(*fields: str) -> dict[str, Any]:
    """A request in which each of these fields is missing, or null, which is the same."""
    return {"properties": {field: {"enum": [None]} for field in fields}}
