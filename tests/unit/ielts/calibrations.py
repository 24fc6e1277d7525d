"""Calibrations for tests."""

import json
from typing import Any

MODEL = "gemini-3.5-flash-lite"
PROMPT = "writing/1"


def calibration(**changes: Any) -> dict[str, Any]:
    """A calibration as its file holds it, with some values changed."""
    return {
        "schema_version": 1,
        "model": MODEL,
        "prompt_version": PROMPT,
        "task": "TASK_2",
        "exam": "ACADEMIC",
        "samples": 3,
        "scripts": 40,
        "mae_before": 0.69,
        "mae": 0.42,
        "mae_interval": [0.33, 0.52],
        "error": 0.9,
        "points": [[2, 1.5], [5, 4], [7.5, 6.75], [9, 8.5]],
    } | changes


def as_setting(*calibrations: dict[str, Any]) -> str:
    """Calibrations as a function's environment holds them."""
    return json.dumps(calibrations)
