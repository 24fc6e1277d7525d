"""Words are whole in any script, with their vowel signs, accents and joiners."""

import pytest

from generate_feedback.word_boundaries import count_words

HINDI = "\u0939\u093f\u0928\u094d\u0926\u0940"
"""One word of three letters and three signs."""

PERSIAN = "\u0645\u06cc\u200c\u0631\u0648\u0645"
"""One word with a zero-width non-joiner."""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("I don't know, 42 times.", 6),
        (f"{HINDI} {HINDI}", 2),
        (f"{PERSIAN}\u060c {PERSIAN}", 2),
        ("e\u0301te\u0301 1", 2),
        ("\u6211\u4e0d\u77e5\u9053", 4),
    ],
)
def test_words_are_counted(text: str, count: int) -> None:
    assert count_words(text) == count
