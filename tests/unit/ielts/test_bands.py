from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.ielts.bands import BANDS, mean, parse_band, round_band, writing_mean

four = st.lists(st.sampled_from(BANDS), min_size=4, max_size=4)


@pytest.mark.parametrize(
    ("criteria", "raw", "band"),
    [
        ("6 6 6 6", "6", "6"),
        ("6 6 6.5 6", "6.125", "6"),
        ("6 6 6 7", "6.25", "6.5"),
        ("6.5 6 6.5 6.5", "6.375", "6.5"),
        ("6 6 7 7", "6.5", "6.5"),
        ("6 6.5 7 7", "6.625", "6.5"),
        ("6 7 7 7", "6.75", "7"),
        ("6.5 7 7 7", "6.875", "7"),
        ("1 1 1 1", "1", "1"),
        ("9 9 9 9", "9", "9"),
        ("8.5 9 9 9", "8.875", "9"),
        ("1 1 1 2", "1.25", "1.5"),
    ],
)
def test_published_and_worked_examples(criteria: str, raw: str, band: str) -> None:
    found = mean([Decimal(part) for part in criteria.split()])
    assert (found, round_band(found)) == (Decimal(raw), Decimal(band))


@given(four)
def test_a_tasks_band_is_the_nearest_half_band_with_ties_upwards(criteria: list[Decimal]) -> None:
    exact = sum(map(Fraction, criteria), Fraction(0)) / 4
    raw = mean(criteria)
    band = round_band(raw)
    assert Fraction(raw) == exact
    assert band in BANDS
    assert all(abs(Fraction(other) - exact) >= abs(Fraction(band) - exact) for other in BANDS)
    tied = [other for other in BANDS if abs(Fraction(other) - exact) == abs(Fraction(band) - exact)]
    assert band == max(tied)
    assert min(criteria) <= band <= max(criteria)


@given(four, st.integers(0, 3))
def test_a_better_criterion_never_lowers_the_band(criteria: list[Decimal], better: int) -> None:
    raised = [min(BANDS[-1], band + Decimal("0.5")) if i == better else band for i, band in enumerate(criteria)]
    assert round_band(mean(raised)) >= round_band(mean(criteria))


@pytest.mark.parametrize("count", [0, 1, 3, 5])
def test_a_mean_of_other_than_four_criteria_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="4 criteria"):
        mean([Decimal(6)] * count)


@pytest.mark.parametrize("value", [1, 9, Decimal("6.5"), Decimal("6.50"), Decimal("7.0")])
def test_bands_are_recognised(value: Any) -> None:
    assert parse_band(value) == value


@pytest.mark.parametrize(
    "value",
    [
        *(0, 10, -1, 10**4000),
        *map(Decimal, ("9.5", "6.3", "0.5", "NaN", "Infinity", "1E+999999")),
        *(6.5, "7", "", None, True, False, [6], {"band": 6}),
    ],
)
def test_what_is_not_a_band_is_refused_and_never_rounded(value: Any) -> None:
    with pytest.raises(ValueError, match="must be a number"):
        parse_band(value)


@given(st.one_of(st.decimals(), st.integers(), st.floats(), st.text(), st.booleans(), st.none()))
def test_only_legal_bands_get_through(value: Any) -> None:
    with suppress(ValueError):
        assert parse_band(value) in BANDS


@pytest.mark.parametrize(
    ("task_1", "task_2", "band"),
    [
        ("6", "6", "6"),
        ("6", "6.5", "6.5"),  # 6.33
        ("6.5", "6", "6"),  # 6.17
        ("5", "7", "6.5"),  # 6.33
        ("7", "5", "5.5"),  # 5.67
        ("6", "7", "6.5"),  # 6.67
        ("7", "6", "6.5"),  # 6.33
        ("1", "9", "6.5"),  # 6.33
        ("9", "1", "3.5"),  # 3.67
        ("9", "9", "9"),
        ("1", "1", "1"),
    ],
)
def test_worked_examples_of_a_whole_test(task_1: str, task_2: str, band: str) -> None:
    assert round_band(writing_mean(Decimal(task_1), Decimal(task_2))) == Decimal(band)


@pytest.mark.parametrize("task_1", BANDS)
@pytest.mark.parametrize("task_2", BANDS)
def test_the_writing_band_is_the_nearest_half_band_and_never_tied(task_1: Decimal, task_2: Decimal) -> None:
    exact = writing_mean(task_1, task_2)
    assert exact * 3 == Fraction(task_1) + Fraction(task_2) + Fraction(task_2)
    distances = sorted((abs(Fraction(band) - exact), band) for band in BANDS)
    assert round_band(exact) == distances[0][1]
    assert distances[0][0] < distances[1][0]
    assert min(task_1, task_2) <= round_band(exact) <= max(task_1, task_2)
