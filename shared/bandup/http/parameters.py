"""Ids in paths, query parameters and headers, read as strictly as bodies. Unknown parameters are ignored."""

import re
from typing import Literal

from bandup.core.ids import UUID_PATTERN
from bandup.http.exceptions import FieldError, InvalidFieldsError, UnknownResourceError
from bandup.http.request import Request
from bandup.http.validation import pointer

DEFAULT_LIMIT = 20
MAX_LIMIT = 100

_ID = re.compile(UUID_PATTERN)
_NUMBER = re.compile(r"[0-9]{1,4}")
_VISIBLE_ASCII = re.compile(r"[!-~]{1,255}")


def path_id(value: str) -> str:
    """The id in a path.

    Raises:
        UnknownResourceError: it does not have the form of our ids, so no resource can have it.
    """
    if not _ID.fullmatch(value):
        raise UnknownResourceError
    return value


def query_id(request: Request, name: str) -> str:
    """The id in a query parameter that must be given.

    Raises:
        InvalidFieldsError: it is not given, empty or given twice.
        UnknownResourceError: it does not have the form of our ids, so no resource can have it.
    """
    value = query_value(request, name)
    if not value:
        raise invalid_parameter(name, "missing", "This parameter is required.")
    return path_id(value)


def page_limit(request: Request, default: int = DEFAULT_LIMIT, most: int = MAX_LIMIT) -> int:
    """How many items the caller wants on a page.

    Args:
        request: the request.
        default: how many there are if the parameter is not given.
        most: the most that may be asked for; at most 9,999.

    Raises:
        InvalidFieldsError: it is anything but a whole number from 1 to `most`.
    """
    return query_number(request, "limit", default=default, least=1, most=most)


def query_number(request: Request, name: str, *, default: int, most: int, least: int = 0) -> int:
    """The value of a parameter that is a number.

    Args:
        request: the request.
        name: the parameter.
        default: its value if it is not given.
        most: the greatest value that may be asked for; at most 9,999.
        least: the smallest one.

    Raises:
        InvalidFieldsError: it is anything but a whole number from `least` to `most`.
    """
    value = query_value(request, name)
    if value is None:
        return default
    if not _NUMBER.fullmatch(value) or not least <= int(value) <= most:
        raise invalid_parameter(name, "range", f"A whole number from {least} to {most} is expected.")
    return int(value)


def query_choice(request: Request, name: str, choices: frozenset[str]) -> str | None:
    """The value of a parameter that has only certain values, or None if it is not given.

    Raises:
        InvalidFieldsError: it is none of `choices`.
    """
    value = query_value(request, name)
    if value is not None and value not in choices:
        raise invalid_parameter(name, "choice", f"One of these is expected: {', '.join(sorted(choices))}.")
    return value


def idempotency_key(request: Request) -> str | None:
    """The Idempotency-Key: 1 to 255 visible ASCII characters, or None if it is not given.

    Raises:
        InvalidFieldsError: it is anything else, or given twice.
    """
    values = request.headers.get("idempotency-key")
    if values is None:
        return None
    if len(values) != 1 or not _VISIBLE_ASCII.fullmatch(values[0]):
        raise invalid_parameter(
            "Idempotency-Key", "pattern", "One value of 1 to 255 visible ASCII characters is expected.", where="header"
        )
    return values[0]


def query_value(request: Request, name: str) -> str | None:
    """The value of a query parameter, or None if it is not given.

    Raises:
        InvalidFieldsError: it is given twice.
    """
    values = request.query.get(name)
    if values is None:
        return None
    if len(values) != 1:
        raise invalid_parameter(name, "repeated", "This parameter is given more than once.")
    return values[0]


def invalid_parameter(
    name: str, code: str, message: str, *, where: Literal["query", "header"] = "query"
) -> InvalidFieldsError:
    """The problem of one parameter."""
    return InvalidFieldsError([FieldError(pointer([name]), code, message, where)])
