"""Runs that are interrupted, repeated and compared."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from accuracy.comparing import compare_runs, read_report
from accuracy.exceptions import AccuracyError
from accuracy.grading import Outcome
from accuracy.journal import Journal
from accuracy.repeats import measure_spread
from accuracy.scripts import Script

Make = Callable[..., list[Script]]

EXAMINER = {"model": "m", "samples": 3}


def outcome(script: Script, band: float) -> Outcome:
    return Outcome(script, Decimal(str(band)), Decimal(str(band)), "m", Decimal("0.01"), 1.5, prompt_version="p")


def test_what_was_graded_before_an_interruption_is_found_again(scripts: Make, tmp_path: Path) -> None:
    first, second, third = scripts([5.0, 6.0, 7.0])
    journal = Journal.open(tmp_path / "build" / "journal", EXAMINER)
    assert journal.find(first, 0) is None
    journal.add(outcome(first, 5.5), 0)
    journal.add(Outcome(second, None, None, None, code="blocked"), 0)
    with journal.path.open("a") as file:
        file.write('{"key": "cut')
    again = Journal.open(journal.path, EXAMINER)
    assert again.find(first, 0) == outcome(first, 5.5)
    assert again.find(first, 1) is None
    assert again.find(second, 0) is None, "what failed is tried again"
    again.add(outcome(third, 7.0), 0)
    assert Journal.open(journal.path, EXAMINER).find(third, 0) == outcome(third, 7.0)
    again.close()
    assert not journal.path.exists()


def test_another_script_or_examiner_is_graded_anew(scripts: Make, tmp_path: Path) -> None:
    [script] = scripts([5.0])
    journal = Journal.open(tmp_path / "journal", EXAMINER)
    journal.add(outcome(script, 5.0), 0)
    others = (
        replace(script, text="other"),
        replace(script, question="other"),
        replace(script, task_type="TASK_1"),
        replace(script, id="other"),
    )
    assert [Journal.open(journal.path, EXAMINER).find(other, 0) for other in others] == [None] * 4
    assert Journal.open(journal.path, {**EXAMINER, "samples": 1}).find(script, 0) is None


def test_the_spread_counts_scripts_that_every_run_graded(scripts: Make) -> None:
    some = scripts([5.0, 6.0, 7.0])
    runs = [
        [outcome(script, band) for script, band in zip(some, bands, strict=True)] for bands in ((5, 6, 7), (5, 7, 7))
    ]
    runs[0][2] = Outcome(some[2], None, None, None, code="blocked")
    spread = measure_spread(runs)
    assert spread is not None
    assert (spread.scripts, spread.same_band, spread.mean_range, spread.widest_range) == (2, 0.5, 0.5, 1)
    assert measure_spread(runs[:1]) is None


def test_two_runs_are_compared_on_the_scripts_of_both(scripts: Make, tmp_path: Path) -> None:
    some = scripts([4.0, 4.5, 5.0, 5.5, 6.0, 6.5, 7.0, 7.5, 8.0, 8.5, 6.0, 6.5])
    right = [outcome(script, float(script.band)) for script in some]
    report = tmp_path / "accuracy.json"
    report.write_text(json.dumps({"bands": [{"id": each.id, "given": float(each.band) - 1} for each in some[:11]]}))
    found = compare_runs(right, read_report(report), "before")
    assert (found.scripts, found.mae.value, found.mae.low) == (11, 1, 1)
    assert found.qwk.low > 0
    with pytest.raises(AccuracyError, match="9 scripts in common"):
        compare_runs(right[:9], read_report(report), "before")
    with pytest.raises(AccuracyError, match=r"is no accuracy\.json"):
        read_report(tmp_path / "nothing.json")
