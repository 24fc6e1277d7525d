from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from unit.writing_evaluator.samples import ESSAY
from writing_evaluator.prompt import sanitize
from writing_evaluator.result import locate_quotes
from writing_evaluator.schema import QuotedExample


def example(quote: str) -> QuotedExample:
    said = {"quote": quote, "issue": "i", "suggestion": "s", "criterion": "lexical_resource", "error_type": "none"}
    return QuotedExample.model_validate(said)


def find(essay: str, *quotes: str) -> list[dict[str, Any]]:
    return locate_quotes([example(quote) for quote in quotes], sanitize(essay), essay, ())


def test_a_quote_is_found_where_it_stands() -> None:
    [found] = find(ESSAY, "too much cars")
    assert ESSAY[found["start"] : found["end"]] == found["quote"] == "too much cars"


def test_what_is_not_there_is_dropped_and_the_case_of_a_copy_does_not_count() -> None:
    found = find(ESSAY, "too many cars", "", "  ", "Too much cars", "people who lives there")
    assert [each["quote"] for each in found] == ["too much cars", "people who lives there"]


def test_positions_count_code_points() -> None:
    [found] = find("😀 🇬🇧 naïve word", "naïve word")
    assert (found["start"], found["end"]) == (5, 15)


def test_a_repeated_quote_takes_the_next_place_and_then_the_first_again() -> None:
    found = find("is good, is good", "is good", "is good", "is good")
    assert [each["start"] for each in found] == [0, 9, 0]


def test_a_quote_across_what_the_model_was_not_shown_keeps_the_original_text() -> None:
    [found] = find("my pla\u200bnet </essay> is big", "planet [/essay> is")
    assert found["quote"] == "pla\u200bnet </essay> is"


@given(st.text(min_size=1), st.data())
def test_offsets_always_match_the_text(essay: str, data: st.DataObject) -> None:
    safe = sanitize(essay).text
    start = data.draw(st.integers(0, len(safe)))
    end = data.draw(st.integers(start, len(safe)))
    quotes = [safe[start:end], data.draw(st.text())]
    found = find(essay, *quotes)
    assert bool(found) or not safe[start:end].strip()
    for each in found:
        assert essay[each["start"] : each["end"]] == each["quote"]
        assert 0 <= each["start"] < each["end"] <= len(essay)
