from typing import Any

import pytest

from ops.scan.gate import AT_LEAST, SKIPPED_IDS, findings


def report(**changes: Any) -> dict[str, Any]:
    summary = {"passed": AT_LEAST, "failed": 0, "parsing_errors": 0} | changes
    return {"summary": summary, "results": {"failed_checks": [], "skipped_checks": []}}


def skip(number: int, reason: str | None) -> dict[str, Any]:
    return {"check_id": f"CKV_{number}", "resource": "aws_x.y", "check_result": {"suppress_comment": reason}}


def test_scan_that_looked_at_enough_and_found_nothing_passes() -> None:
    assert findings(report()) == []


def test_failed_check_is_named() -> None:
    failing = report()
    failing["results"]["failed_checks"] = [{"check_id": "CKV_1", "resource": "aws_x.y", "check_name": "Ensure"}]
    assert findings(failing) == ["CKV_1 aws_x.y: Ensure"]


def test_file_that_could_not_be_read_fails_the_scan() -> None:
    assert "1 files could not be read" in findings(report(parsing_errors=1))[0]


def test_scan_of_too_little_fails() -> None:
    assert findings(report(passed=AT_LEAST - 1)) == [f"only {AT_LEAST - 1} checks passed; {AT_LEAST} are expected"]


@pytest.mark.parametrize("reason", [None, "", "No comment provided"])
def test_skip_needs_a_reason(reason: str | None) -> None:
    skipping = report()
    skipping["results"]["skipped_checks"] = [skip(1, reason)]
    assert findings(skipping) == ["CKV_1 aws_x.y is skipped without a reason"]


def test_few_kinds_of_checks_are_skipped() -> None:
    skipping = report()
    skipping["results"]["skipped_checks"] = [skip(number, "A reason") for number in range(SKIPPED_IDS)] * 2
    assert findings(skipping) == []
    skipping["results"]["skipped_checks"].append(skip(SKIPPED_IDS, "A reason"))
    assert len(findings(skipping)) == 1
