"""Simulated learners, whose level and slope are known."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from bandup.ielts.exams import Exam
from bandup.ielts.practice import CRITERIA, Piece, Practice, Skill

DAY_MS = 86_400_000
NOW = 1_790_000_000_000


def make_piece(task: str = "TASK_2", bands: Sequence[float] = (6, 6, 6, 6), **about: Any) -> Piece:
    skill: Skill = "writing" if task.startswith("TASK") else "speaking"
    band = float(np.floor(np.mean(bands) * 2 + 0.5) / 2)
    values: dict[str, Any] = {"words": 260, "errors": {}, "judge": "a-model 1"}
    criteria = dict(zip(CRITERIA[skill], map(float, bands), strict=True))
    return Piece(task=task, band=band, low=band - 0.5, high=band + 0.5, criteria=criteria, **values | about)


def make_practice(days_ago: float, *pieces: Piece, exam: Exam = "ACADEMIC", **about: Any) -> Practice:
    held = pieces or (make_piece(),)
    skill: Skill = "writing" if held[0].task.startswith("TASK") else "speaking"
    time = NOW - round(days_ago * DAY_MS)
    return Practice(id=f"{exam} {days_ago} {held[0].task}", time=time, skill=skill, exam=exam, pieces=held, **about)


def draw_learner(
    chance: np.random.Generator,
    count: int,
    *,
    level: float = 6.0,
    slope: float = 0.0,
    noise: float = 0.6,
    weaker: float = 0.0,
    gap_days: float = 0.0,
) -> list[Practice]:
    """A history of Writing, oldest first.

    Args:
        chance: what is drawn from.
        count: tasks.
        level: at the middle of the history.
        slope: bands from one task to the next.
        noise: standard deviation of each criterion's bands.
        weaker: how far the first criterion lies below the others.
        gap_days: how long nothing was done, halfway.
    """
    gaps = chance.exponential(2.5, count)
    gaps[count // 2] += gap_days
    ages = gaps[::-1].cumsum()[::-1] - gaps[-1]
    found = []
    for number, age in enumerate(ages):
        task = ("TASK_1", "TASK_2")[chance.integers(2)]
        mean = level + slope * (number - (count - 1) / 2) + (0.4 if task == "TASK_1" else 0)
        bands = mean - np.array([weaker, 0, 0, 0]) + chance.normal(0, noise, 4)
        bands = np.clip(np.round(bands * 2) / 2, 1, 9).tolist()
        found.append(make_practice(float(age), make_piece(task, bands)))
    return found
