from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accuracy.calibrating import MAPS, fit_all, write_all
from accuracy.grading import Outcome
from accuracy.scripts import Script
from bandup.ielts.bands import BANDS
from bandup.ielts.calibration import Calibration, Calibrations
from unit.ielts.calibrations import calibration

Make = Callable[..., list[Script]]

pairs = st.lists(st.tuples(st.sampled_from(BANDS), st.sampled_from(BANDS)), min_size=10, max_size=40)


def outcomes(scripts: list[Script], raw_means: list[float]) -> list[Outcome]:
    return [
        Outcome(script, Decimal(round(raw * 2)) / 2, Decimal(str(raw)), "m", prompt_version="p")
        for script, raw in zip(scripts, raw_means, strict=True)
    ]


@pytest.mark.parametrize("kind", MAPS)
@given(pairs)
def test_every_map_is_one_that_a_stage_takes(kind: str, found: list[tuple[Decimal, Decimal]]) -> None:
    means, bands = (np.array(each, dtype=float) for each in zip(*found, strict=True))
    fitted = MAPS[kind]().fit(means.reshape(-1, 1), bands)
    points = [[round(number, 4) for number in point] for point in fitted.list_points()]
    if len(points) < 2:
        assert len(set(means)) == 1, "one mean has one band, which is no map"
        return
    taken = Calibration.parse(calibration(points=points))
    for mean, band in zip(means, fitted.predict(means.reshape(-1, 1)), strict=True):
        assert float(taken.apply(Decimal(mean))) == pytest.approx(band, abs=0.01)


BIASED = [4 + band / 2 for band in np.linspace(3, 9, 31)]


def test_what_is_off_by_rule_is_put_right_and_written(scripts: Make, tmp_path: Path) -> None:
    known = np.round(np.linspace(3, 9, 31) * 2) / 2
    [fitted] = fit_all(outcomes(scripts(list(known)), BIASED), model="gemini-x", samples=3)
    assert fitted.before["bias"].value > 0.8
    assert abs(fitted.after["bias"].value) < 0.1
    assert fitted.refused is None
    [path] = write_all([fitted], tmp_path)
    assert path.name == "gemini-x-p-task-2-3.json"
    [read] = Calibrations.parse(f"[{path.read_text()}]").known
    assert read == fitted.calibration
    assert (read.scripts, read.samples, read.exam) == (31, 3, None)


def test_fewer_than_thirty_scripts_are_measured_and_give_no_calibration(scripts: Make, tmp_path: Path) -> None:
    [fitted] = fit_all(outcomes(scripts([6.0, 7.0] * 14 + [6.5]), [6.5] * 29), model="m", samples=1)
    assert (fitted.scripts, fitted.refused) == (29, "29 scripts; at least 30 are needed")
    assert write_all([fitted], tmp_path) == []


def test_what_is_no_better_than_the_examiner_alone_is_not_written(scripts: Make, tmp_path: Path) -> None:
    bands = [4.0, 5.0, 6.0, 7.0] * 10
    [fitted] = fit_all(outcomes(scripts(bands), bands), model="m", samples=1)
    assert fitted.refused is not None
    assert "no better" in fitted.refused
    assert write_all([fitted], tmp_path) == []


def test_each_exam_has_its_own_task_1_and_what_a_rule_graded_tells_nothing(scripts: Make) -> None:
    some = scripts([4.0, 5.0, 6.0, 7.0, 8.0] * 6)
    first = [replace(script, task_type="TASK_1", exam="GENERAL_TRAINING") for script in some[:10]]
    second = [replace(script, task_type="TASK_1") for script in some[10:20]]
    judged = outcomes([*first, *second], [6.0] * 20)
    by_rule = [replace(each, prompt_version=None) for each in outcomes(some[20:], [1.0] * 10)]
    assert [(each.name, each.scripts) for each in fit_all([*judged, *by_rule], model="m", samples=1)] == [
        ("TASK_1 ACADEMIC", 10),
        ("TASK_1 GENERAL_TRAINING", 10),
    ]
