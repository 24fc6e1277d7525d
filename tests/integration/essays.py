"""Essays that tests submit; each carries a marker of its own, so that faults and counts do not mix."""

import uuid
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[1] / "samples"


def marker() -> str:
    """A word that no other request contains."""
    return f"zq{uuid.uuid4().hex}"


def submission(word: str, **changes: Any) -> dict[str, Any]:
    """A valid request for Task 2 whose essay carries `word`."""
    return _sample("TASK_2", word) | changes


def task_1(word: str, **changes: Any) -> dict[str, Any]:
    """A valid request for Task 1, likewise; without its chart."""
    return _sample("TASK_1", word) | changes


def _sample(task_type: str, word: str) -> dict[str, Any]:
    folder = SAMPLES / f"writing_{task_type.lower()}"
    return {
        "task_type": task_type,
        "question": (folder / "question.txt").read_text(),
        "essay_content": f"{(folder / 'essay.txt').read_text()}\n{word}",
    }
