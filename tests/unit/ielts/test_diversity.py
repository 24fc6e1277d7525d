"""MATTR: exact on texts that can be counted by hand, and blind to length."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.ielts.diversity import WINDOW, moving_average_type_token_ratio


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
