from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accuracy import baselines
from accuracy.scripts import Script
from bandup.ielts.bands import BANDS

Make = Callable[..., list[Script]]


def of(bands: list[Decimal], lengths: list[int]) -> list[Script]:
    return [
        Script(f"s{place}", f"TASK_{1 + place % 2}", band, "q", "word " * words)
        for place, (band, words) in enumerate(zip(bands, lengths, strict=True))
    ]


@pytest.mark.slow
@given(st.lists(st.tuples(st.sampled_from(BANDS), st.integers(1, 900)), min_size=10, max_size=20))
def test_a_guess_is_always_a_band(facts: list[tuple[Decimal, int]]) -> None:
    scripts = of([band for band, _ in facts], [words for _, words in facts])
    legal = {float(band) for band in BANDS}
    assert set(baselines.mean_band(scripts)) | set(baselines.word_count(scripts)) <= legal


@pytest.mark.parametrize("guess", [baselines.mean_band, baselines.word_count])
def test_a_scripts_own_band_does_not_leak_into_its_guess(scripts: Make, guess: Callable[..., object]) -> None:
    lengths = [100, 130, 160, 190, 220, 250, 280, 310, 340, 370, 400, 900]
    bands = [6.0] * 11
    low, high = (np.array(guess(scripts([*bands, planted], lengths))) for planted in (1.0, 9.0))
    assert low[-1] == high[-1] == 6.0
    assert list(low[:-1]) != list(high[:-1])


def test_the_mean_is_that_of_all_the_others(scripts: Make) -> None:
    bands = [9.0] + [5.0] * 10
    assert list(baselines.mean_band(scripts(bands))) == [5.0] + [5.5] * 10


def test_word_count_finds_what_length_tells_and_no_more(scripts: Make) -> None:
    bands = [4.0, 4.5, 5.0, 5.5, 6.0, 6.5, 7.0, 7.5, 8.0, 8.5]
    assert list(baselines.word_count(scripts(bands, [round(40 * band) for band in bands]))) == bands
    same = baselines.word_count(scripts(bands, [250] * 10))
    assert list(same) == list(baselines.mean_band(scripts(bands)))


def test_each_task_has_a_level_of_its_own() -> None:
    lengths = [150 + 10 * place for place in range(12)]
    bands = [Decimal(4 + 3 * (place % 2)) for place in range(12)]
    assert list(baselines.word_count(of(bands, lengths))) == [float(band) for band in bands]


def test_fitting_mends_the_scale_and_not_the_ranking(scripts: Make) -> None:
    bands = [4.0, 4.5, 5.0, 5.5, 6.0, 6.5, 7.0, 7.5, 8.0, 8.5]
    generous = [Decimal(str(6 + band / 4)) for band in bands]
    assert list(baselines.fit_line(scripts(bands), generous)) == bands
    blind = baselines.fit_line(scripts(bands), [Decimal(6)] * 10)
    assert list(blind) == list(baselines.mean_band(scripts(bands)))
