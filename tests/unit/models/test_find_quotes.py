"""Quotes are found as people and models write them; what is joined or invented is not."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bandup.core.folding import fold
from bandup.models.sanitize import find_quotes

TEXT = "It is good. It is bad."
ANSWER = (
    "we cut the bill by 40\xa0% – I didn\u2019t ask \u201cwho\u201d owned the caf\u00e9; then, the therapist helped me"
)


def test_a_quote_that_comes_up_again_takes_the_next_place_and_then_the_first() -> None:
    assert find_quotes(["It is", " It is ", "It is"], TEXT) == [(0, 5), (12, 17), (0, 5)]
    assert find_quotes(["it is", "it is", "it is"], TEXT) == [(0, 5), (12, 17), (0, 5)]


@pytest.mark.parametrize(
    ("quote", "stored"),
    [
        ("We cut the bill", "we cut the bill"),
        ("we cut the bill.", "we cut the bill"),
        ("\u201cwe cut the bill\u201d", "we cut the bill"),
        ("… cut the bill by 40 %", "cut the bill by 40\xa0%"),
        ('I didn\'t ask "who" owned', "I didn\u2019t ask \u201cwho\u201d owned"),
        ("40 % - I didn`t", "40\xa0% – I didn\u2019t"),
        ("owned  the\ncafe\u0301", "owned the caf\u00e9"),
        ("owned the cafe\u0301.", "owned the caf\u00e9"),
        ("HELPED ME!", "helped me"),
    ],
)
def test_harmless_habits_of_copying_lose_no_quote(quote: str, stored: str) -> None:
    [place] = find_quotes([quote], ANSWER)
    assert place is not None
    assert ANSWER[slice(*place)] == stored


@pytest.mark.parametrize(
    "quote", ["", " \n", "…", "It was", "good bad", "It is good It is bad", "It is good, It is bad", "It is not good"]
)
def test_what_is_blank_joined_or_invented_has_no_place(quote: str) -> None:
    assert find_quotes([quote], TEXT) == [None]


def test_a_whole_word_is_preferred_to_a_part_of_one() -> None:
    assert find_quotes(["The"], "bathe in the sea") == [(9, 12)]


@given(st.lists(st.text(alphabet="ab ", max_size=4), max_size=8), st.text(alphabet="ab ", max_size=40))
@example(["bb", "bb"], "bbb b")
def test_every_verbatim_quote_has_its_place(quotes: list[str], text: str) -> None:
    for quote, place in zip(quotes, find_quotes(quotes, text), strict=True):
        if quote.strip() and quote.strip() in text:
            assert place is not None
            assert text[slice(*place)] == quote.strip()


@given(
    st.integers(0, len(ANSWER) - 8), st.integers(8, 40), st.sampled_from((str.upper, str.title, str.lower)), st.data()
)
def test_a_copy_in_any_habit_stores_what_was_written(
    start: int, length: int, case: Callable[[str], str], data: st.DataObject
) -> None:
    part = ANSWER[start : start + length].strip()
    copied = unicodedata.normalize(data.draw(st.sampled_from(("NFC", "NFD"))), case(part))
    copied = data.draw(st.sampled_from(("{}", "{}.", "“{}”", "‘{}’", '"{}."', "…{}…", " {} "))).format(copied)
    [place] = find_quotes([copied.replace("\u2019", "'").replace("–", "-")], ANSWER)
    assert place is not None
    assert fold(part).strip(".;,") in fold(ANSWER[slice(*place)])
