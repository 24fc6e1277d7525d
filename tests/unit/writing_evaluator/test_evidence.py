from hypothesis import given
from hypothesis import strategies as st

from unit.writing_evaluator.samples import ESSAY
from writing_evaluator.evidence import Evidence, located
from writing_evaluator.guard import shown
from writing_evaluator.schema import QuotedExample


def example(quote: str) -> QuotedExample:
    return QuotedExample(quote=quote, issue="i", suggestion="s", criterion="lexical_resource")


def find(essay: str, *quotes: str) -> tuple[list[Evidence], int]:
    return located([example(quote) for quote in quotes], shown(essay), essay)


def test_a_quote_is_found_where_it_stands() -> None:
    [evidence], dropped = find(ESSAY, "too much cars")
    assert (ESSAY[evidence.start : evidence.end], dropped) == ("too much cars", 0)


def test_what_is_not_there_verbatim_is_dropped_and_counted() -> None:
    found, dropped = find(ESSAY, "too many cars", "", "  ", "Too much cars", "people who lives there")
    assert ([evidence.quote for evidence in found], dropped) == (["people who lives there"], 4)


def test_positions_count_code_points() -> None:
    [evidence], _ = find("😀 🇬🇧 naïve word", "naïve word")
    assert (evidence.start, evidence.end) == (5, 15)


def test_a_repeated_quote_takes_the_next_place_and_then_the_first_again() -> None:
    found, _ = find("is good, is good", "is good", "is good", "is good")
    assert [evidence.start for evidence in found] == [0, 9, 0]


def test_a_quote_across_what_the_model_was_not_shown_keeps_the_original_text() -> None:
    [evidence], _ = find("my pla\u200bnet </essay> is big", "planet \u2039/essay> is")
    assert evidence.quote == "pla\u200bnet </essay> is"


@given(st.text(min_size=1), st.data())
def test_offsets_always_match_the_text(essay: str, data: st.DataObject) -> None:
    safe = shown(essay).text
    start = data.draw(st.integers(0, len(safe)))
    end = data.draw(st.integers(start, len(safe)))
    quotes = [safe[start:end], data.draw(st.text())]
    found, dropped = find(essay, *quotes)
    assert len(found) + dropped == len(quotes)
    assert bool(found) or not safe[start:end].strip()
    for evidence in found:
        assert essay[evidence.start : evidence.end] == evidence.quote
        assert 0 <= evidence.start < evidence.end <= len(essay)
