from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.ielts.bands import BANDS, find_medoid, mean
from bandup.ielts.calibration import UNCALIBRATED_ERROR, Calibration, CalibrationError, Calibrations, estimate_band
from unit.ielts.calibrations import MODEL, PROMPT, as_setting, calibration

scale = st.decimals(1, 9, places=3)
judgement = st.lists(st.sampled_from(BANDS), min_size=4, max_size=4)


@st.composite
def calibrations(draw: st.DrawFn) -> Calibration:
    means = sorted(draw(st.lists(scale, min_size=2, max_size=8, unique=True)))
    bands = sorted(draw(st.lists(scale, min_size=len(means), max_size=len(means))))
    error = draw(st.decimals(0, 4, places=2))
    return Calibration.parse(calibration(points=list(zip(means, bands, strict=True)), error=error))


@given(calibrations(), scale, scale)
def test_the_map_is_monotone_and_stays_on_the_scale(found: Calibration, one: Decimal, other: Decimal) -> None:
    low, high = found.apply(min(one, other)), found.apply(max(one, other))
    assert 1 <= low <= high <= 9


@given(calibrations())
def test_the_map_goes_through_its_points(found: Calibration) -> None:
    assert [found.apply(raw) for raw, _ in found.points] == [Fraction(band) for _, band in found.points]


@given(st.lists(judgement, min_size=1, max_size=3), st.none() | calibrations())
def test_band_and_range_hold_for_any_judgements(judgements: list[list[Decimal]], found: Calibration | None) -> None:
    raw_means = [mean(each) for each in judgements]
    kept = raw_means[find_medoid(judgements)]
    estimate = estimate_band(kept, raw_means, found)
    low, high = estimate.range["low"], estimate.range["high"]
    assert {low, high, estimate.band} <= set(BANDS)
    assert low <= estimate.band <= high
    for raw in raw_means:
        assert low <= estimate_band(raw, [raw], found).band <= high
    error = Fraction(found.error if found else UNCALIBRATED_ERROR)
    assert low == 1 or estimate.band - low >= error - Fraction(1, 2)
    assert high == 9 or high - estimate.band >= error - Fraction(1, 2)


def test_a_line_between_two_points() -> None:
    found = Calibration.parse(calibration())
    assert found.apply(Decimal("6.25")) == Fraction("5.375")
    assert found.apply(Decimal(1)) == Fraction("1.5")
    estimate = estimate_band(Decimal("6.25"), [Decimal("6.25")], found)
    assert estimate.describe() == {
        "overall_band": Decimal("5.5"),
        "band_range": {"low": Decimal("4.5"), "high": Decimal("6.5")},
        "calibrated_mean": Decimal("5.375"),
        "calibration": {"name": f"{MODEL}-writing-1-task-2-academic-3", "scripts": 40, "mae": Decimal("0.42")},
    }


def test_without_a_calibration_the_band_is_the_mean_and_the_range_is_wide() -> None:
    estimate = estimate_band(Decimal("6.25"), [Decimal("6.25")], None)
    assert estimate.describe() == {
        "overall_band": Decimal("6.5"),
        "band_range": {"low": Decimal(5), "high": Decimal(8)},
        "uncalibrated": True,
    }


UNUSABLE: dict[str, tuple[dict[str, Any], str, str]] = {
    "a key missing": ({"points": None}, "calibration_unreadable", "points"),
    "another schema": ({"schema_version": 2}, "calibration_unreadable", "schema_version"),
    "a key too many": ({"score": 1}, "calibration_unreadable", "score"),
    "a Task 1 of any exam": ({"task": "TASK_1", "exam": None}, "exam_wrong", "names no exam"),
    "a part of one exam": ({"task": "PART_1"}, "exam_wrong", "names an exam"),
    "another task": ({"task": "TASK_3"}, "calibration_unreadable", "task"),
    "two samples": ({"samples": 2}, "samples_unknown", "1 or 3"),
    "no samples": ({"samples": 0}, "samples_unknown", "1 or 3"),
    "twelve scripts": ({"scripts": 12}, "too_few_scripts", "12 scripts; at least 30"),
    "falling": ({"points": [[2, 4], [5, 3]]}, "not_monotone", "lower band"),
    "out of order": ({"points": [[5, 3], [2, 4]]}, "not_monotone", "lower band"),
    "two bands for one mean": ({"points": [[5, 3], [5, 4]]}, "not_monotone", "lower band"),
    "beyond the scale": ({"points": [[2, 1], [9, 9.5]]}, "outside_scale", "1 to 9"),
    "below the scale": ({"points": [[2, 0], [9, 9]]}, "outside_scale", "1 to 9"),
    "a negative error": ({"error": -0.1}, "calibration_unreadable", "error"),
    "no number": ({"mae": "NaN"}, "calibration_unreadable", "mae"),
}


@pytest.mark.parametrize("fault", UNUSABLE)
def test_what_is_no_calibration_is_refused_with_its_reason(fault: str) -> None:
    changes, code, told = UNUSABLE[fault]
    with pytest.raises(CalibrationError, match=told) as caught:
        Calibrations.parse(as_setting(calibration(**changes)))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "told"), [(as_setting(calibration())[:-40], "cut"), ("", "cut"), ("{}", "no list"), ("[7]", "the whole")]
)
def test_a_cut_file_is_refused(text: str, told: str) -> None:
    with pytest.raises(CalibrationError, match=told) as caught:
        Calibrations.parse(text)
    assert caught.value.code == "calibration_unreadable"


def test_one_task_has_one_calibration() -> None:
    with pytest.raises(CalibrationError, match="two calibrations") as caught:
        Calibrations.parse(as_setting(calibration(), calibration(mae=0.4)))
    assert caught.value.code == "named_twice"


HERE: dict[str, Any] = {"model": MODEL, "find_prompt_version": lambda _task, _exam: PROMPT, "samples": 3}


def test_what_was_measured_on_this_very_examiner_fits() -> None:
    Calibrations.parse(as_setting(calibration())).require_fit({"TASK_1", "TASK_2"}, **HERE)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"model": "gemini-3.1-pro"}, "with model gemini-3.5-flash-lite; here it is gemini-3.1-pro"),
        (
            {"find_prompt_version": lambda task, exam: f"{task} {exam}"},
            "with prompt version writing/1; here it is TASK_2 ACADEMIC",
        ),
        ({"samples": 1}, "with samples 3; here it is 1"),
    ],
)
def test_what_was_measured_on_another_examiner_does_not_fit(change: dict[str, Any], told: str) -> None:
    with pytest.raises(CalibrationError, match=told) as caught:
        Calibrations.parse(as_setting(calibration())).require_fit({"TASK_2"}, **HERE | change)
    assert caught.value.code == f"other_{next(iter(change)).removeprefix('find_')}"


def test_a_calibration_of_speaking_does_not_fit_writing() -> None:
    with pytest.raises(CalibrationError, match="PART_1") as caught:
        Calibrations.parse(as_setting(calibration(task="PART_1", exam=None))).require_fit({"TASK_2"}, **HERE)
    assert caught.value.code == "other_task"


def test_an_exam_has_its_own_calibration_before_the_common_one() -> None:
    own, common = calibration(), calibration(exam=None, mae=0.5)
    found = Calibrations.parse(as_setting(common, own))
    assert [each and each.exam for each in (found.find("TASK_2", "ACADEMIC"), found.find("TASK_2"))] == [
        "ACADEMIC",
        None,
    ]
    general = found.find("TASK_2", "GENERAL_TRAINING")
    assert general is not None
    assert general.mae == Decimal("0.5")
    assert found.find("TASK_1", "ACADEMIC") is None
    assert Calibrations.parse(as_setting(own)).find("TASK_2", "GENERAL_TRAINING") is None
