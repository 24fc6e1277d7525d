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


LETTER = """\
Dear Mr Brown,

I am writing about the heating in my flat, which has not worked since last week. I called you two times, but nobody came
to repair it, and there is no hot water too.

It is very cold at night, and my daughter is sick now: she have fever and a cough. I bought a small electric heater, but
it use a lot of electricity and my bill will be very expensive.

I would like you to send someone as soon as possible. Please also give me back a part of the rent for this month, as I
pay for a flat with heating.

I look forward to your answer.

Yours sincerely,
Maria Silva
"""


def letter(word: str, **changes: Any) -> dict[str, Any]:
    """A valid request for Task 1 of General Training, likewise."""
    return {
        "task_type": "TASK_1",
        "exam": "GENERAL_TRAINING",
        "question": "The heating of the flat that you rent has stopped working. Write a letter to your landlord.",
        "essay_content": f"{LETTER}\n{word}",
        **changes,
    }


def _sample(task_type: str, word: str) -> dict[str, Any]:
    folder = SAMPLES / f"writing_{task_type.lower()}"
    return {
        "task_type": task_type,
        "question": (folder / "question.txt").read_text(),
        "essay_content": f"{(folder / 'essay.txt').read_text()}\n{word}",
    }
