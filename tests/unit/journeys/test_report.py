import io
from typing import Any

import pytest
from rich.console import Console

from ops.journeys import report


def task(quoted: list[str | None], measured: list[str | None]) -> dict[str, Any]:
    return {
        "feedback": {"quoted_examples": [{"error_type": kind} for kind in quoted]},
        "measured": {"findings": [{"error_type": kind} for kind in measured]},
    }


def test_kinds_of_error_are_counted_by_who_found_them_and_strengths_are_none() -> None:
    first = task(["article", None], ["article", "spelling", "spelling", None])
    second = task([], ["spelling"])
    assert list(report.count_kinds(first, second).items()) == [("spelling", (0, 3)), ("article", (1, 1))]


def test_a_recording_has_no_findings() -> None:
    spoken = task(["hesitation"], [])
    del spoken["measured"]["findings"]
    assert report.count_kinds(spoken) == {"hesitation": (1, 0)}


@pytest.mark.parametrize(("quoted", "shown"), [(["word_form"], True), ([], False)])
def test_the_table_is_shown_where_there_is_an_error(quoted: list[str | None], shown: bool) -> None:
    console = Console(file=io.StringIO(), width=100)
    evaluation = task(quoted, []) | {
        "task_type": "TASK_2",
        "overall_band": 6,
        "raw_mean": 6,
        "band_range": {"low": 5, "high": 7.5},
        "uncalibrated": True,
        "rounding_policy": "r",
        "word_count": 9,
        "flags": [],
        "evaluation_id": "e",
    }
    evaluation["feedback"] |= {"criteria": [], "summary": "Clear.", "strengths": [], "improvements": []}
    report.print_essay(console, {"evaluation": evaluation, "job": {}, "seconds": 1}, in_full=False)
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert ("Kinds of error" in printed, "word form" in printed) == (shown, shown)
    assert "5 to 7.5; nobody has measured this examiner" in printed
