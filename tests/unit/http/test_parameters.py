import uuid

import pytest

from bandup.http.exceptions import InvalidFieldsError, UnknownResourceError
from bandup.http.parameters import idempotency_key, page_limit, path_id, query_choice
from bandup.http.request import Request


def asked(*limits: str) -> Request:
    return Request.from_event(
        {"multiValueQueryStringParameters": {"limit": list(limits), "other": ["x", "y"]}}, "invocation"
    )


def with_key(*keys: str) -> Request:
    return Request.from_event({"multiValueHeaders": {"Idempotency-Key": list(keys)}}, "invocation")


@pytest.mark.parametrize(("limit", "expected"), [("1", 1), ("100", 100), ("020", 20)])
def test_limit(limit: str, expected: int) -> None:
    assert page_limit(asked(limit)) == expected


def test_limit_is_20_if_nobody_says() -> None:
    assert page_limit(asked()) == 20


@pytest.mark.parametrize(
    "limit",
    ["", "0", "000", "101", "-1", "+5", " 5", "5 ", "1e2", "5.0", "abc", "1000000000", "\u0665", "\uff11", "1_0"],
)
def test_other_limits(limit: str) -> None:
    with pytest.raises(InvalidFieldsError) as caught:
        page_limit(asked(limit))
    assert [(error.where, error.pointer) for error in caught.value.errors] == [("query", "/limit")]


def test_a_parameter_given_twice() -> None:
    with pytest.raises(InvalidFieldsError):
        page_limit(asked("5", "5"))


def test_choice() -> None:
    request = Request.from_event({"queryStringParameters": {"type": "writing"}}, "invocation")
    assert query_choice(request, "type", frozenset({"writing"})) == "writing"
    assert query_choice(request, "kind", frozenset({"writing"})) is None
    with pytest.raises(InvalidFieldsError):
        query_choice(request, "type", frozenset({"speaking"}))


@pytest.mark.parametrize("key", ["1", "!~", "x" * 255, str(uuid.uuid4())], ids=["short", "edges", "longest", "uuid"])
def test_idempotency_key(key: str) -> None:
    assert idempotency_key(with_key(key)) == key
    assert idempotency_key(with_key()) is None


@pytest.mark.parametrize("keys", [("",), (" ",), ("a b",), ("x" * 256,), ("é",), ("a\n",), ("\x7f",), ("a", "a")])
def test_other_idempotency_keys(keys: tuple[str, ...]) -> None:
    with pytest.raises(InvalidFieldsError) as caught:
        idempotency_key(with_key(*keys))
    assert [(error.where, error.pointer) for error in caught.value.errors] == [("header", "/Idempotency-Key")]


def test_path_id() -> None:
    identifier = str(uuid.uuid4())
    assert path_id(identifier) == identifier


@pytest.mark.parametrize(
    "identifier",
    ["", "1", "..", str(uuid.uuid4()).upper(), f"{uuid.uuid4()}\n", f"{{{uuid.uuid4()}}}", uuid.uuid4().hex],
    ids=["empty", "number", "parent", "upper case", "line break", "braces", "without dashes"],
)
def test_other_ids_name_nothing(identifier: str) -> None:
    with pytest.raises(UnknownResourceError):
        path_id(identifier)
