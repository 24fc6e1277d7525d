import io
from typing import Any

from rich.console import Console

from ops.journeys.material import SAMPLES, Essay
from ops.journeys.revision import print_revision

FOUND: dict[str, Any] = {"source": "judge", "error_type": "agreement", "new_start": None, "new_end": None}


def test_each_finding_is_printed_with_what_stands_there_now_and_noise_is_called_so() -> None:
    console = Console(file=io.StringIO(), width=100)
    findings = [
        {**FOUND, "status": "fixed", "quote": "she go", "new_start": 0, "new_end": 8},
        {**FOUND, "status": "deleted", "quote": "three childs"},
        {**FOUND, "status": "new", "quote": "often", "new_start": 9, "new_end": 14},
    ]
    bands = [
        {"band": "overall_band", "before": 6, "now": 6.5, "change": 0.5, "within_range": True},
        {"band": "grammar_band", "before": 5, "now": 7.5, "change": 2.5, "within_range": False},
    ]
    evaluation = {"essay_content": "She goes often.", "revision": {"findings": findings, "bands": bands}}
    print_revision(console, {"evaluation": evaluation})
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert "Second draft: 1 fixed, 1 deleted, not fixed, 1 new" in printed
    lines = {line.split()[0]: line for line in printed.splitlines() if line.strip()}
    assert all(text in printed for text in ("she go", "She goes", "three childs"))
    assert "6, now 6.5 (within the range: this may be noise)" in lines["overall"]
    assert lines["grammar"].endswith("5, now 7.5")


def test_the_samples_second_draft_is_another_text_on_the_same_question() -> None:
    first = Essay.sample("TASK_2").text
    second = (SAMPLES / "writing_task_2" / "revised.txt").read_text(encoding="utf-8")
    assert "everyone have a right" in first
    assert "everyone has a right" in second
    assert "Furthermore" not in second
