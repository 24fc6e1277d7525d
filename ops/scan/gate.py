"""When a scan may pass."""

from collections.abc import Mapping
from typing import Any

AT_LEAST = 300
"""Checks that must have passed: fewer means that something was not looked at."""

SKIPPED_IDS = 17
"""Kinds of checks that may be skipped at most: nine, and eight that ask of CloudFront what public files do not need."""


def findings(report: Mapping[str, Any]) -> list[str]:
    """What is wrong with a scan.

    Args:
        report: checkov's own, in JSON.

    Returns:
        One sentence each; empty if all is well.
    """
    summary, results = report["summary"], report.get("results", {})
    found = [f"{it['check_id']} {it['resource']}: {it['check_name']}" for it in results.get("failed_checks", [])]
    if summary["parsing_errors"]:
        found.append(f"{summary['parsing_errors']} files could not be read: {results.get('parsing_errors')}")
    if summary["passed"] < AT_LEAST:
        found.append(f"only {summary['passed']} checks passed; {AT_LEAST} are expected")
    skipped = results.get("skipped_checks", [])
    found += [
        f"{it['check_id']} {it['resource']} is skipped without a reason"
        for it in skipped
        if it["check_result"].get("suppress_comment") in (None, "", "No comment provided")
    ]
    ids = {it["check_id"] for it in skipped}
    if len(ids) > SKIPPED_IDS:
        found.append(f"{len(ids)} kinds of checks are skipped: {', '.join(sorted(ids))}")
    return found
