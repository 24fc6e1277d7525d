"""What counts as letters of words."""

import pytest

from flashcard_generator.letters import count_letters


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rain fell on 3 days.", 14),
        ("straße-über 12.5 µm", 12),
        ("ab " * 100, 200),
        ("a" * 200, 200),
        ("a" * 201, 0),
        ("a" * 100_000 + " fell", 4),
        ("雨" * 1_000, 1_000),
        ("", 0),
    ],
)
def test_a_run_that_is_no_word_counts_nothing(text: str, count: int) -> None:
    assert count_letters(text) == count
