from hypothesis import given
from hypothesis import strategies as st

from bandup.models.sanitize import find_quotes

TEXT = "It is good. It is bad."


def test_a_quote_that_comes_up_again_takes_the_next_place_and_then_the_first() -> None:
    assert find_quotes(["It is", " It is ", "It is"], TEXT) == [(0, 5), (12, 17), (0, 5)]


def test_what_is_blank_or_not_there_verbatim_has_no_place() -> None:
    assert find_quotes(["", " \n", "it is", "It was"], TEXT) == [None] * 4


@given(st.lists(st.text(alphabet="ab ", max_size=4), max_size=8), st.text(alphabet="ab ", max_size=40))
def test_every_place_holds_its_quote(quotes: list[str], text: str) -> None:
    found = find_quotes(quotes, text)
    for quote, place in zip(quotes, found, strict=True):
        assert (place is not None) == (bool(quote.strip()) and quote.strip() in text)
        assert place is None or text[slice(*place)] == quote.strip()
