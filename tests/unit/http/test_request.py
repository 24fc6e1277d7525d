from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.http.request import Request
from support.events import api_event


def test_reads_a_gateway_event() -> None:
    event = api_event("post", "/jobs", body={"a": 1}, headers={"X-One": "1"}, query={"limit": "5"})
    request = Request.from_event(event, "invocation")
    assert (request.method, request.path, request.body) == ("POST", "/jobs", '{"a": 1}')
    assert request.header("x-one") == "1"
    assert request.query == {"limit": ["5"]}
    assert request.request_id == event["requestContext"]["requestId"]


def test_all_values_of_a_header_are_seen() -> None:
    event = {"headers": {"Authorization": "b"}, "multiValueHeaders": {"Authorization": ["a", "b"]}}
    assert Request.from_event(event, "invocation").headers == {"authorization": ["a", "b"]}


def test_two_spellings_of_one_header_are_two_values() -> None:
    event = {"headers": {"Authorization": "a", "authorization": "b"}, "multiValueHeaders": None}
    assert Request.from_event(event, "invocation").headers == {"authorization": ["a", "b"]}


def test_names_of_query_parameters_keep_their_case() -> None:
    assert Request.from_event({"queryStringParameters": {"Limit": "5"}}, "invocation").query == {"Limit": ["5"]}


@pytest.mark.parametrize("event", [None, [], "text", 7, {}, {"headers": None, "requestContext": None}])
def test_what_is_no_request_becomes_a_request_for_nothing(event: object) -> None:
    assert Request.from_event(event, "invocation") == Request("", "/", {}, {}, None, False, "invocation")


@pytest.mark.parametrize("forged", ["", "a\r\nX-Injected: 1", "x" * 129, 7, None, ["a"]])
def test_a_request_id_that_is_not_the_gateways_is_replaced(forged: object) -> None:
    assert Request.from_event({"requestContext": {"requestId": forged}}, "invocation").request_id == "invocation"


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.integers(), inner, max_size=3),
    max_leaves=8,
)


FIELDS = ("httpMethod", "path", "headers", "multiValueHeaders", "queryStringParameters", "requestContext")


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, ANYTHING)))
def test_any_event_becomes_a_request_without_gaps(event: dict[str, Any]) -> None:
    request = Request.from_event(event, "invocation")
    assert isinstance(request.method, str)
    assert all(isinstance(value, str) for values in request.headers.values() for value in values)
    assert all(request.headers.values())
