"""A passage is found as people and models copy it, and what was never said is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.models.folding import find_passage

SAID = "Well, I didn\u2019t ask: we \u201cmeasured\u201d\u00a0the  queue \u2013 twice \u2013 and put it on Straße 9."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("I didn't ask", "I didn\u2019t ask"),
        ("i DIDN\u2018T ask.", "I didn\u2019t ask"),
        ('"we "measured" the queue"', "we \u201cmeasured\u201d\u00a0the  queue"),
        ("the queue - twice - and", "the  queue \u2013 twice \u2013 and"),
        ("\u2026put it on STRASSE 9.", "put it on Straße 9"),
        (" Well, I ", "Well, I"),
    ],
)
def test_what_was_copied_loosely_is_found(quote: str, found: str) -> None:
    place = find_passage(quote, SAID)
    assert place is not None
    assert SAID[slice(*place)] == found


@pytest.mark.parametrize("quote", ["", " ", "\u201c.\u201d", "we measured it", "ask measured", "the queue twice"])
def test_what_was_not_said_in_one_piece_is_not(quote: str) -> None:
    assert find_passage(quote, SAID) is None


@given(st.text(max_size=60), st.data())
def test_every_passage_is_found_where_it_says_the_same(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = find_passage(text[start:end], text)
    if place is not None:
        assert 0 <= place[0] < place[1] <= len(text)
    else:
        assert not any(map(str.isalnum, text[start:end]))
