"""Redocly: what it finds in the document."""

import json
from pathlib import Path
from typing import Any

from ops.api_document.exceptions import ApiDocumentError
from ops.api_document.tools import Run, require_success

CONFIG = Path(__file__).with_name("redocly.yaml")

MOST_FINDINGS = "1000"
"""Redocly would name 100 of them at most."""


def lint(document: Path, run: Run) -> None:
    """Do nothing if Redocly finds nothing by the rules of redocly.yaml.

    Raises:
        ApiDocumentError: one line for each finding, with its place and its rule.
    """
    options = ("--config", str(CONFIG), "--lint-config", "error", "--format", "json", "--max-problems", MOST_FINDINGS)
    ended = run("redocly", "lint", str(document), *options)
    try:
        problems: list[dict[str, Any]] = json.loads(ended.output)["problems"]
    except (ValueError, KeyError):
        require_success(ended, "Redocly cannot read the document")
        raise ApiDocumentError(f"Redocly printed no report: {ended.output[:200]}") from None
    if problems:
        findings = "\n".join(f"  {_finding_line(problem)}" for problem in problems)
        raise ApiDocumentError(f"the document breaks rules of Redocly ({len(problems)} findings):\n{findings}")
    require_success(ended, "Redocly names no finding, and fails all the same")


def _finding_line(problem: dict[str, Any]) -> str:
    place = problem["location"][0]
    start = place.get("start", {"line": 1, "col": 1})
    return f"{place['source']['ref']}:{start['line']}:{start['col']} {problem['ruleId']}: {problem['message']}"
