from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, HttpUrl

from bandup.http.exceptions import MAX_FIELD_ERRORS, InvalidFieldsError
from bandup.http.validation import RequestModel, pointer, validate


class Inner(RequestModel):
    number: int


class Model(RequestModel):
    kind: Literal["A", "B"]
    text: Annotated[str, Field(min_length=2, max_length=5, pattern="^[a-z]+$")]
    inner: list[Inner] | None = None
    link: HttpUrl | None = None


def problem_of(body: dict[str, Any]) -> InvalidFieldsError:
    with pytest.raises(InvalidFieldsError) as caught:
        validate(Model, body)
    return caught.value


def test_valid() -> None:
    assert validate(Model, {"kind": "A", "text": "abc"}) == Model(kind="A", text="abc")


def test_each_fault_has_its_pointer() -> None:
    problem = problem_of({"kind": "C", "text": 7, "inner": [{"number": 1}, {"number": "2", "x": 1}], "a/b~c": 1})
    assert {error.pointer: error.code for error in problem.errors} == {
        "/kind": "literal_error",
        "/text": "string_type",
        "/inner/1/number": "int_type",
        "/inner/1/x": "extra_forbidden",
        "/a~1b~0c": "extra_forbidden",
    }


def test_missing_fields() -> None:
    assert {(error.pointer, error.code) for error in problem_of({}).errors} == {
        ("/kind", "missing"),
        ("/text", "missing"),
    }


@pytest.mark.parametrize("number", [1.0, "1", True, None, [1]])
def test_nothing_is_turned_into_another_type(number: object) -> None:
    problem = problem_of({"kind": "A", "text": "abc", "inner": [{"number": number}]})
    assert [error.pointer for error in problem.errors] == ["/inner/0/number"]


def test_thousands_of_unknown_fields_do_not_become_thousands_of_errors() -> None:
    assert len(problem_of({f"field-{number}": 1 for number in range(5000)}).errors) == MAX_FIELD_ERRORS


CANARY = "canary-of-the-essay"
HOSTILE = st.sampled_from([CANARY, [CANARY], {CANARY: CANARY}, f"https://{CANARY}:99999/", [{"number": CANARY}]])


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("kind", "text", "inner", "link"), HOSTILE)))
def test_no_value_is_ever_quoted(body: dict[str, Any]) -> None:
    for error in problem_of(body).errors:
        assert CANARY not in error.message
        assert CANARY not in error.code


def test_pointers_follow_rfc_6901() -> None:
    assert pointer([]) == ""
    assert pointer(["foo", 0]) == "/foo/0"
    assert pointer(["a/b"]) == "/a~1b"
    assert pointer(["m~n"]) == "/m~0n"
    assert pointer(["~1"]) == "/~01"
    assert pointer([""]) == "/"
