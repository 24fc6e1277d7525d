import base64
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.http.body import MAX_BODY_BYTES, MAX_DEPTH, MAX_NAME_LENGTH, parse_body
from bandup.http.exceptions import (
    BodyTooLargeError,
    InvalidFieldsError,
    MalformedRequestError,
    UnsupportedMediaTypeError,
)
from bandup.http.request import Request
from support.processor import within


def request(body: object, **headers: str) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request.from_event({"httpMethod": "POST", "path": "/", "headers": named, "body": body}, "invocation")


def base64_request(body: str) -> Request:
    return Request.from_event({"body": body, "isBase64Encoded": True}, "invocation")


CALLERS_FAULTS = (BodyTooLargeError, InvalidFieldsError, MalformedRequestError, UnsupportedMediaTypeError)

MALFORMED: dict[str, object] = {
    "null": None,
    "empty": "",
    "blank": "   ",
    "not text": {"a": 1},
    "a number for a text": 7,
    "not JSON": "essay",
    "JSON null": "null",
    "JSON string": '"essay"',
    "JSON number": "7",
    "JSON true": "true",
    "array": "[]",
    "array of objects": '[{"a": 1}]',
    "cut": '{"a": "b',
    "two objects": "{}{}",
    "trailing comma": '{"a": 1,}',
    "single quotes": "{'a': 1}",
    "comment": "{} // hello",
    "byte order mark": "\ufeff{}",
    "raw control character in a string": '{"a": "\x00"}',
    "raw newline in a string": '{"a": "\n"}',
    "NaN": '{"a": NaN}',
    "Infinity": '{"a": Infinity}',
    "-Infinity": '{"a": [-Infinity]}',
    "too large a fraction": '{"a": 1e999}',
    "5,000 digits": '{"a": ' + "9" * 5000 + "}",
    "5,000 negative digits": '{"a": -' + "9" * 5000 + "}",
    "5,000 decimals": '{"a": 0.' + "9" * 5000 + "}",
    "duplicate member": '{"a": 1, "a": 2}',
    "duplicate member, one escaped": '{"a": 1, "\\u0061": 2}',
    "duplicate member inside": '{"a": {"b": 1, "b": 1}}',
    "200,000 levels of arrays": '{"a": ' + "[" * 200_000,
    "closed levels of arrays": '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "20,000 levels of objects": '{"a":' * 20_000 + "1" + "}" * 20_000,
    "one level too many": "{" + '"a": {' * MAX_DEPTH + "}" * MAX_DEPTH + "}",
    "too long a name": json.dumps({"n" * (MAX_NAME_LENGTH + 1): 1}),
    "half a surrogate pair, raw": '{"a": "\ud800"}',
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed(body: object) -> None:
    with pytest.raises(MalformedRequestError):
        parse_body(request(body))


@pytest.mark.parametrize(
    "body",
    ["not base64!", "e30", "e3\n0=", "é", base64.b64encode(b"\xff\xfe{}").decode(), base64.b64encode(b"7").decode()],
)
def test_malformed_in_base64(body: str) -> None:
    with pytest.raises(MalformedRequestError):
        parse_body(base64_request(body))


def test_base64_is_decoded() -> None:
    assert parse_body(base64_request(base64.b64encode('{"a": "é"}'.encode()).decode())) == {"a": "é"}


def test_deepest_body_that_is_read() -> None:
    assert parse_body(request('{"a":' * MAX_DEPTH + "1" + "}" * MAX_DEPTH))


def test_brackets_in_strings_are_not_levels() -> None:
    body = {"a": "[{" * 1000, 'a "\\': '\\"[[[['}
    assert parse_body(request(json.dumps(body))) == body


@pytest.mark.parametrize("quotes", ['"' * 100_000, '\\"' * 100_000, '"\\' * 100_000, '{"' + "\\" * 200_000])
def test_depth_is_found_in_linear_time(quotes: str) -> None:
    with within(2), pytest.raises(MalformedRequestError):
        parse_body(request(quotes))


def test_largest_body_that_is_read() -> None:
    essay = "x" * (MAX_BODY_BYTES - len('{"a": ""}'))
    assert parse_body(request(json.dumps({"a": essay})))
    assert parse_body(base64_request(base64.b64encode(json.dumps({"a": essay}).encode()).decode()))
    for grown in (essay + "x", essay[:-1] + "é"):
        body = json.dumps({"a": grown}, ensure_ascii=False)
        with pytest.raises(BodyTooLargeError):
            parse_body(request(body))
        with pytest.raises(BodyTooLargeError):
            parse_body(base64_request(base64.b64encode(body.encode()).decode()))


def test_size_comes_before_everything_else() -> None:
    with pytest.raises(BodyTooLargeError):
        parse_body(request("[" * 10_000_000, content_type="text/plain"))
    with pytest.raises(BodyTooLargeError):
        parse_body(base64_request("!" * 10_000_000))


@pytest.mark.parametrize("media_type", ["application/json", "Application/JSON", "application/json; charset=utf-8"])
def test_json_media_types(media_type: str) -> None:
    assert parse_body(request("{}", content_type=media_type)) == {}
    assert parse_body(request("{}")) == {}


@pytest.mark.parametrize(
    "media_type",
    ["text/plain", "text/json", "application/x-www-form-urlencoded", "application/jsonx", "application", "*/*", ";"],
)
def test_other_media_types(media_type: str) -> None:
    with pytest.raises(UnsupportedMediaTypeError):
        parse_body(request("{}", content_type=media_type))


@pytest.mark.parametrize("text", ["\\u0000", "\\u001b[31m", "\\b", "\\u000e", "\\u001f", "\\ud800", "\\udc00\\ud800"])
def test_characters_that_no_text_may_hold(text: str) -> None:
    with pytest.raises(InvalidFieldsError) as caught:
        parse_body(request('{"a": "fine", "b/c~d": ["fine", "x' + text + 'y"]}'))
    assert [error.pointer for error in caught.value.errors] == ["/b~1c~0d/1"]


def test_a_name_is_a_text_too() -> None:
    with pytest.raises(InvalidFieldsError) as caught:
        parse_body(request('{"\\u0000": 1}'))
    assert [error.pointer for error in caught.value.errors] == ["/\x00"]


def test_characters_that_a_text_may_hold() -> None:
    text = "tab\tline\r\nnext\x0bline\x0cpage é \u0301 \u200f \U0001f468\u200d\U0001f469 \u2028 \x7f"
    assert parse_body(request(json.dumps({"a": text}))) == {"a": text}


ORDINARY = st.text(alphabet=st.characters(min_codepoint=32, codec="utf-8"), max_size=20)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | ORDINARY,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ORDINARY, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(ORDINARY, JSON, max_size=5), st.booleans())
def test_every_ordinary_object_is_read_as_it_was_sent(body: dict[str, Any], ascii_only: bool) -> None:
    assert parse_body(request(json.dumps(body, ensure_ascii=ascii_only))) == body


@given(
    st.one_of(
        st.none(),
        st.integers(),
        st.text(),
        st.text(alphabet='{}[]",:\\u0d8 -.eE+19NaIftrulsy\x00\n'),
        JSON.map(json.dumps),
    ),
    st.sampled_from([None, "application/json", "text/plain", "", ";;;", "application/json; charset=\ud800"]),
    st.one_of(st.booleans(), st.none(), st.text(max_size=3)),
)
def test_anything_else_is_a_problem_of_the_caller(body: object, media_type: str | None, is_base64: object) -> None:
    event = {"body": body, "isBase64Encoded": is_base64, "headers": {"content-type": media_type}}
    with suppress(*CALLERS_FAULTS):
        assert isinstance(parse_body(Request.from_event(event, "invocation")), dict)
