"""Quotes are found where they stand, or not at all."""

from hypothesis import given
from hypothesis import strategies as st

from bandup.ielts.answer import places

TEXT = "It was, it was a book. It was long."


def test_a_quote_that_comes_up_again_is_its_next_place() -> None:
    assert list(places(["It was", "It was", "It was"], TEXT)) == [(0, 6), (23, 29), (0, 6)]


def test_blanks_around_a_quote_do_not_count_and_blanks_alone_are_no_quote() -> None:
    assert list(places([" a book\n", " ", "", "A book"], TEXT)) == [(15, 21), None, None, None]


@given(st.text(), st.lists(st.text(max_size=4)))
def test_every_place_holds_its_quote_and_no_quote_that_is_there_is_missed(text: str, quotes: list[str]) -> None:
    found = list(places(quotes, text))
    assert len(found) == len(quotes)
    for quote, place in zip(quotes, found, strict=True):
        wanted = quote.strip()
        assert (place is not None) == (bool(wanted) and wanted in text)
        if place:
            assert text[slice(*place)] == wanted
