"""Quotes are found although they were copied with other blanks, marks or ligatures, and only if they are there."""

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bandup.core.folding import FoldedText, fold
from unit.flashcard_generator.passages import ARABIC, CHINESE, LANGUAGES, PLANTS, RUSSIAN, SPANISH, VOLCANOES

SOURCES = (PLANTS, VOLCANOES, CHINESE, RUSSIAN, ARABIC, SPANISH, "The ﬁrst “oﬃcial” well-\nknown  e\u0301tude, naïve.")


@st.composite
def cuts(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text, and the bounds of some words of it."""
    text = draw(st.sampled_from(SOURCES))
    start = draw(st.integers(0, len(text) - 2))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(cuts())
def test_every_part_of_a_text_is_found_in_it_verbatim(cut: tuple[str, int, int]) -> None:
    text, start, end = cut
    assume(fold(text[start:end]))
    place = FoldedText.of(text).find(text[start:end])
    assert place is not None
    assert fold(text[start:end]) in fold(text[slice(*place)])


def another_copy(text: str, hyphen_at: int) -> str:
    """What a model makes of a text: other blanks, quotation marks, dashes, accents and ligatures."""
    copied = unicodedata.normalize("NFC", text).replace("fi", "ﬁ").replace("'", "’").replace('"', "“")
    copied = " \n".join(copied.split())
    return f"{copied[:hyphen_at]}\xad{copied[hyphen_at:]}".replace("-", "–")


@given(cuts(), st.integers(0, 40))
def test_a_copy_with_other_marks_is_found(cut: tuple[str, int, int], hyphen_at: int) -> None:
    text, start, end = cut
    assume(fold(text[start:end]))
    assert FoldedText.of(text).find(another_copy(text[start:end], hyphen_at)) is not None


@given(st.text(max_size=60), st.text(min_size=1, max_size=20))
@example("ß", "ss")
@example("İstanbul", "i")
def test_what_is_found_reads_like_the_quote(text: str, quote: str) -> None:
    place = FoldedText.of(text).find(quote)
    if place is not None:
        start, end = place
        assert 0 <= start < end <= len(text)
        assert fold(quote) in fold(text[start:end])


@pytest.mark.parametrize(
    ("source", "quote", "verbatim"),
    [
        ("The ﬁrst oﬃce.", "first office", "ﬁrst oﬃce"),
        ("an infor-\nmation age", "information age", "infor-\nmation age"),
        ("He said “stop”  \n now.", 'he said "stop" now', "He said “stop”  \n now"),
        ("a well–known fact", "well-known", "well–known"),
        ("e\u0301tudes", "études", "e\u0301tudes"),
        ("the therapist came", "rapist came", "therapist came"),
        ("叶绿体\n含有色素", "叶绿体含有", "叶绿体\n含有"),
        ("il a interpr´et´e cela", "interprété", "interpr´et´e"),
        ("a na¨ıve guess", "naïve", "na¨ıve"),
        ("Tesaˇr´ık d˚um", "Tesařík dům", "Tesaˇr´ık d˚um"),
        ("it grows as x^{max} does", "as x^max", "as x^{max}"),
        ("there are 2ⁿ subsets", "2^n subsets", "2ⁿ subsets"),
        ("water is H₂O here", "H_2O", "H₂O"),
        ("zero\u200bwidth text", "zerowidth text", "zero\u200bwidth text"),
    ],
)
def test_what_is_kept_is_what_stands_there(source: str, quote: str, verbatim: str) -> None:
    place = FoldedText.of(source).find(quote)
    assert place is not None
    assert source[slice(*place)] == verbatim


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "quote", ["", "   ", "\u200b", "–“”", "Photosynthesis takes place in the roots", "光合作用是动物"]
)
def test_what_is_not_there_is_not_found(language: str, quote: str) -> None:
    assert FoldedText.of(LANGUAGES[language]).find(quote) is None
    assert FoldedText.of(PLANTS).find(quote) is None
