"""Which release of the console a stage serves: its console.json, which the stage's Terraform reads."""

import json
from pathlib import Path

PIN = "console.json"
HISTORY = "console-history.jsonl"


def read_pin(folder: Path) -> str | None:
    """The tag that a stage serves; None before the first.

    Args:
        folder: the stage's folder.
    """
    tag: str | None = json.loads((folder / PIN).read_text("utf-8"))["release"]
    return tag


def write_pin(folder: Path, tag: str | None) -> None:
    """Pin what a stage serves."""
    (folder / PIN).write_text(json.dumps({"release": tag}, indent=2) + "\n", "utf-8")
