import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, mean_absolute_error

from accuracy import measures
from accuracy.measures import Bands
from bandup.ielts.bands import BANDS

SCALE = [float(band) for band in BANDS]
PAIRS = st.lists(st.tuples(st.sampled_from(SCALE), st.sampled_from(SCALE)), min_size=2, max_size=40)


def split(pairs: list[tuple[float, float]]) -> tuple[Bands, Bands]:
    known, given_ = zip(*pairs, strict=True)
    return np.array(known), np.array(given_)


@given(PAIRS)
def test_kappa_is_the_one_of_scikit_learn(pairs: list[tuple[float, float]]) -> None:
    assume(len({band for pair in pairs for band in pair}) > 1)
    known, given_ = split(pairs)
    labels = list(range(len(SCALE) + 2))
    theirs = cohen_kappa_score((known * 2).astype(int), (given_ * 2).astype(int), labels=labels, weights="quadratic")
    assert float(measures.qwk(known, given_)) == pytest.approx(theirs)


def test_kappa_of_a_worked_example() -> None:
    # Observed: mean of squares (0 + 1 + 0 + 1) / 4 = 0.5. By chance: 1.25 + 0.25 + (6.5 - 6.5)^2 = 1.5.
    known, given_ = np.array([5.0, 6.0, 7.0, 8.0]), np.array([5.0, 7.0, 7.0, 7.0])
    given_[0] = 6.0
    observed, chance = (1 + 1 + 0 + 1) / 4, 1.25 + 0.1875 + 0.0625
    assert float(measures.qwk(known, given_)) == pytest.approx(1 - observed / chance)


@given(PAIRS)
def test_kappa_is_symmetric_and_at_most_1(pairs: list[tuple[float, float]]) -> None:
    known, given_ = split(pairs)
    value = float(measures.qwk(known, given_))
    assert value == pytest.approx(float(measures.qwk(given_, known)), nan_ok=True)
    assert math.isnan(value) or -1 - 1e-9 <= value <= 1 + 1e-9


@given(st.lists(st.sampled_from(SCALE), min_size=2, max_size=30))
def test_identical_gradings_agree_in_full(bands: list[float]) -> None:
    known = np.array(bands)
    found = {name: float(measure(known, known)) for name, measure in measures.MEASURES.items()}
    kappa = found.pop("qwk")
    assert math.isnan(kappa) if len(set(bands)) == 1 else kappa == 1
    assert found == {"mae": 0, "within_half": 1, "bias": 0}


@given(PAIRS, st.sampled_from([-0.5, 0.5, 1.0]))
def test_a_shift_of_one_grading_moves_its_bias_alone(pairs: list[tuple[float, float]], shift: float) -> None:
    known, given_ = split(pairs)
    moved = float(measures.bias(known, given_ + shift)) - float(measures.bias(known, given_))
    assert moved == pytest.approx(shift)
    assert float(measures.qwk(known + shift, given_ + shift)) == pytest.approx(
        float(measures.qwk(known, given_)), nan_ok=True
    )
    assert float(measures.mae(known, known + shift)) == pytest.approx(abs(shift))
    assert float(measures.within_half(known, known + shift)) == (abs(shift) <= 0.5)


@given(PAIRS)
def test_the_mean_error_is_the_one_of_scikit_learn(pairs: list[tuple[float, float]]) -> None:
    known, given_ = split(pairs)
    assert float(measures.mae(known, given_)) == pytest.approx(mean_absolute_error(known, given_))


KNOWN = np.array([3.5, 4.0, 4.5, 5.0, 5.5, 6.0, 6.5, 7.0, 7.5, 8.0])
CLOSE = KNOWN + np.array([0.5, 0, -0.5, 0, 0.5, 0, 0, -0.5, 0, 0])
FAR = np.full(10, 6.0)


def test_intervals_hold_the_value_and_are_the_same_each_time() -> None:
    found = measures.compare_bands(KNOWN, CLOSE)
    assert found == measures.compare_bands(KNOWN, CLOSE)
    assert all(each.low <= each.value <= each.high for each in found.values())
    assert found["mae"].low < found["mae"].high


def test_more_scripts_make_the_interval_narrower() -> None:
    few = measures.estimate_interval(measures.mae, KNOWN, CLOSE)
    many = measures.estimate_interval(measures.mae, np.tile(KNOWN, 9), np.tile(CLOSE, 9))
    assert many.value == pytest.approx(few.value)
    assert many.high - many.low < 0.5 * (few.high - few.low)


def test_an_undefined_kappa_is_not_a_number() -> None:
    assert math.isnan(measures.compare_bands(FAR, FAR)["qwk"].value)


def test_where_some_resamples_are_undefined_there_is_no_interval() -> None:
    known, given_ = FAR.copy(), FAR.copy()
    known[0] = 7.0
    found = measures.estimate_interval(measures.qwk, known, given_)
    assert found.value == pytest.approx(0)
    assert math.isnan(found.low)


def test_the_lead_compares_on_the_same_scripts() -> None:
    lead = measures.qwk_lead(KNOWN, CLOSE, FAR)
    assert lead.value == pytest.approx(float(measures.qwk(KNOWN, CLOSE) - measures.qwk(KNOWN, FAR)))
    assert lead.low > 0
    same = measures.qwk_lead(KNOWN, CLOSE, CLOSE)
    assert (same.low, same.value, same.high) == (0, 0, 0)


def test_bias_is_told_for_each_whole_band_with_its_half() -> None:
    assert measures.bias_by_band(np.array([4.0, 4.5, 6.0]), np.array([5.0, 5.0, 5.0])) == {4: (2, 0.75), 6: (1, -1.0)}
