"""Essays that tests submit; each carries a marker of its own, so that faults and counts do not mix."""

import uuid
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[1] / "samples" / "writing_task_2"


def marker() -> str:
    """A word that no other request contains."""
    return f"zq{uuid.uuid4().hex}"


def submission(word: str, **changes: Any) -> dict[str, Any]:
    """A valid request whose essay carries `word`."""
    request = {
        "task_type": "TASK_2",
        "question": (SAMPLES / "question.txt").read_text(),
        "essay_content": f"{(SAMPLES / 'essay.txt').read_text()}\n{word}",
    }
    return {**request, **changes}
