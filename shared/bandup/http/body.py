"""Reading a JSON body so strictly that all other code gets plain values of limited size.

The standard library's reader takes the last of two equal names, accepts NaN, recurses without a limit and reads
integers of any length. JSON text may hold NUL and halves of surrogate pairs. All of that is refused here.
"""

import base64
import json
import math
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from bandup.http.exceptions import (
    BodyTooLargeError,
    FieldError,
    InvalidFieldsError,
    MalformedRequestError,
    UnsupportedMediaTypeError,
)
from bandup.http.request import Request
from bandup.http.validation import pointer

MAX_BODY_BYTES = 256 * 1024
"""Of the decoded body. The longest valid request, a whole Writing test of 48,000 characters of four bytes each, has
192 KB. The rest is for JSON's escapes."""

MAX_DEPTH = 32
MAX_NAME_LENGTH = 128
MAX_NUMBER_LENGTH = 24
"""In characters, as many as the longest decimal text of a double has: `-2.2250738585072014e-308`."""

_STRINGS = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_NOT_BRACKETS = re.compile(r"[^\[\]{}]+")
_REFUSED_CHARACTERS = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff]")
"""Vertical tab and form feed are white space, as word processors write it."""


def parse_body(request: Request) -> dict[str, Any]:
    """The JSON object in the body.

    Raises:
        BodyTooLargeError: it is longer than `MAX_BODY_BYTES`.
        UnsupportedMediaTypeError: its content type is not JSON. A missing content type is taken as JSON.
        MalformedRequestError: it is not one JSON object in UTF-8 that can be read in one way only.
        InvalidFieldsError: a text holds control characters or halves of surrogate pairs.
    """
    raw = _bytes(request)
    media_type = (request.header("content-type") or "application/json").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise UnsupportedMediaTypeError("The body must be application/json.")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise MalformedRequestError("The body is not UTF-8.") from None
    body = _load(text)
    if not isinstance(body, dict):
        raise MalformedRequestError("The body must be a JSON object.")
    if errors := list(_refused_texts(body)):
        raise InvalidFieldsError(errors)
    return body


def _bytes(request: Request) -> bytes:
    body = request.body
    if not isinstance(body, str) or not body:
        raise MalformedRequestError("The body is missing.")
    if len(body) > MAX_BODY_BYTES * (4 / 3 if request.is_base64 else 1) + 4:
        raise _too_large()
    try:
        raw = base64.b64decode(body, validate=True) if request.is_base64 else body.encode()
    except ValueError:
        raise MalformedRequestError("The body is not encoded as its sender says.") from None
    if len(raw) > MAX_BODY_BYTES:
        raise _too_large()
    return raw


def _too_large() -> BodyTooLargeError:
    return BodyTooLargeError(f"The body is longer than {MAX_BODY_BYTES} bytes.")


def _load(text: str) -> object:
    if _depth(text) > MAX_DEPTH:
        raise MalformedRequestError(f"The body is nested deeper than {MAX_DEPTH} levels.")
    try:
        return json.loads(
            text, object_pairs_hook=_members, parse_constant=_constant, parse_int=_integer, parse_float=_fraction
        )
    except json.JSONDecodeError as error:
        raise MalformedRequestError(f"The body is not JSON from character {error.pos} on.") from None


def _depth(text: str) -> int:
    """How deep arrays and objects are nested, found without recursion."""
    depth = deepest = 0
    for bracket in _NOT_BRACKETS.sub("", _STRINGS.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise MalformedRequestError("An object in the body names a member twice.")
    if any(len(name) > MAX_NAME_LENGTH for name in members):
        raise MalformedRequestError(f"A name in the body is longer than {MAX_NAME_LENGTH} characters.")
    return members


def _constant(_: str) -> object:
    raise MalformedRequestError("The body holds NaN or Infinity, which are not JSON.")


def _integer(digits: str) -> int:
    return int(_check_length(digits))


def _fraction(digits: str) -> float:
    value = float(_check_length(digits))
    if not math.isfinite(value):
        raise MalformedRequestError("A number in the body is too large.")
    return value


def _check_length(digits: str) -> str:
    if len(digits) > MAX_NUMBER_LENGTH:
        raise MalformedRequestError(f"A number in the body is longer than {MAX_NUMBER_LENGTH} characters.")
    return digits


def _refused_texts(body: dict[str, Any]) -> Iterator[FieldError]:
    waiting: deque[tuple[tuple[str | int, ...], object]] = deque([((), body)])
    while waiting:
        path, value = waiting.popleft()
        if isinstance(value, str) and _REFUSED_CHARACTERS.search(value):
            yield FieldError(pointer(path), "character", "Control characters and half surrogate pairs are not allowed.")
        elif isinstance(value, dict):
            for name, item in value.items():
                waiting.extend([((*path, name), name), ((*path, name), item)])
        elif isinstance(value, list):
            waiting.extend(((*path, index), item) for index, item in enumerate(value))
