"""Linking words; and MATTR: exact on texts that can be counted by hand, and blind to length."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.ielts.english import split_words
from bandup.ielts.vocabulary import LINKING_WORDS, WINDOW, count_linking_words, moving_average_type_token_ratio


@pytest.mark.parametrize(
    ("tokens", "ratio"),
    [([], 0), (["a"], 1), (["a", "a", "b", "b"], 0.5), (["a"] * 200, 1 / WINDOW), ([str(n) for n in range(200)], 1)],
)
def test_known_values(tokens: list[str], ratio: float) -> None:
    assert moving_average_type_token_ratio(tokens) == pytest.approx(ratio)


@given(st.lists(st.sampled_from("abcdefgh"), min_size=WINDOW, max_size=3 * WINDOW))
def test_it_is_the_mean_over_all_windows(tokens: list[str]) -> None:
    windows = [tokens[start : start + WINDOW] for start in range(len(tokens) - WINDOW + 1)]
    mean = sum(Fraction(len(set(window)), WINDOW) for window in windows) / len(windows)
    assert moving_average_type_token_ratio(tokens) == pytest.approx(float(mean))


def test_words_and_phrases_are_counted_in_order_of_first_use() -> None:
    text = "However, buses help. For example, mine does; however, on the other hand, it is late."
    found = count_linking_words(split_words(text))
    assert list(found.items()) == [("however", 2), ("for example", 1), ("on the other hand", 1)]


def test_a_longer_phrase_takes_the_words_of_a_shorter_one() -> None:
    assert count_linking_words(split_words("even though it rains, so that we go")) == {"even though": 1, "so that": 1}


def test_every_phrase_of_the_lists_is_found() -> None:
    for phrase in {phrase for group in LINKING_WORDS.values() for phrase in group}:
        assert count_linking_words(["x", *phrase.split(), "x"]) == {phrase: 1}


def test_no_text_has_none() -> None:
    assert not count_linking_words([])
