"""A passage is found as people and models copy it, and what was never said is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.folding import FoldedText, fold

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
    place = FoldedText.of(SAID).find_whole(quote)
    assert place is not None
    assert SAID[slice(*place)] == found


@pytest.mark.parametrize("quote", ["", " ", "\u201c.\u201d", "we measured it", "ask measured", "the que", "idn't ask"])
def test_what_was_not_said_in_one_piece_is_not(quote: str) -> None:
    assert FoldedText.of(SAID).find_whole(quote) is None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("\U0002ebe1 a1", "a1"),  # a Chinese character that Unicode 14, and so this Python, does not know
        ("\u3002 We measured it twice\u3002", "We measured it twice"),
        ("\u300cWe measured it\u300d", "We measured it"),
    ],
)
def test_an_answer_is_found_by_itself_whatever_signs_stand_around_it(said: str, found: str) -> None:
    place = FoldedText.of(said).find_whole(said)
    assert place is not None
    assert found in said[slice(*place)]


ODD = "ab1 .,-'()[]{}\u2019\u3002\u300c\u4e00\u0e01\u0e31\u0301\u00df\ufb01\u0130\u0345\u2075\U0002ebe1"


@given(st.text(max_size=12) | st.text(ODD, max_size=8))
def test_any_text_with_a_letter_is_found_in_itself(said: str) -> None:
    found = FoldedText.of(said).find_whole(said)
    assert (found is not None) == any(map(str.isalnum, fold(said)))


WORDS = ("I", "didn\u2019t", "ask", "9", "\u2013", "Straße", "\u201cno\u201d", "caf\u00e9,")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), st.data())
def test_all_that_is_said_in_whole_words_is_found(said: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(said) - 1))
    quote = " ".join(said[first : data.draw(st.integers(first + 1, len(said)))])
    text = " ".join(said)
    place = FoldedText.of(text).find_whole(quote.upper() + ".")
    if place is None:
        assert not any(map(str.isalnum, quote))
    else:
        assert fold(text[slice(*place)]) in fold(quote)
