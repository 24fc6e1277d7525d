"""Simulated histories of interviews: when they were held, under which conditions, and how they were rated."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from support.trends import DAY_MS, Reference, conditions_matrix, weigh

LENGTHS = (5, 7, 10, 15, 20, 30, 50, 75, 100)
EASE = {"EASY": 1.0, "MEDIUM": 0.0, "HARD": -1.0}
KINDS = {"technical": -0.5, "behavioural": 0.5}


@dataclass(frozen=True)
class Design:
    """All of a history but its ratings."""

    moments: list[int]
    difficulties: list[str]
    categories: list[str]

    @property
    def conditions(self) -> dict[str, list[str]]:
        return {"difficulty": self.difficulties, "category": self.categories}

    def reference(self) -> Reference:
        return Reference.of(weigh(self.moments), conditions_matrix(self.moments, self.difficulties, self.categories))


def draw_design(chance: np.random.Generator, length: int) -> Design:
    """From several a day to one a month, and with long gaps; difficulties by chance, rising, or always the same."""
    days = chance.choice([0.1, 1.0, 3.0, 7.0, 30.0])
    gaps = chance.exponential(days, length) + (chance.random(length) < 0.05) * chance.exponential(120, length)
    levels = list(EASE)
    ways = (
        [chance.integers(3)] * length,
        chance.integers(0, 3, length),
        [each * 3 // length for each in range(length)],
    )
    difficulties = [levels[which] for which in ways[chance.integers(3)]]
    several = length >= 15
    categories = [list(KINDS)[which] if several else "technical" for which in chance.integers(0, 2, length)]
    return Design([int(day * DAY_MS) for day in gaps.cumsum()], difficulties, categories)


def draw_ratings(chance: np.random.Generator, design: Design, count: int, slope: float = 0.0) -> Any:
    """Rows of ratings in steps of a half: level, difficulty, category, slope and chance."""
    level = 5.5 + np.array([EASE[each] for each in design.difficulties]) + [KINDS[each] for each in design.categories]
    rows = level + slope * np.arange(len(level)) + chance.normal(0, chance.uniform(0.6, 1.4), (count, len(level)))
    return np.clip(np.round(rows * 2) / 2, 0, 10)
