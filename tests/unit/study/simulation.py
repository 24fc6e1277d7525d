"""Learners who forget, and study what is due each day, by the clock of the simulation."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from bandup.study.card import Memory, Review
from study.scheduling import CURRENT, continue_memory

DAY = 24 * 3600 * 1000
START = 1_800_000_000_000

Recall = Callable[[Memory, float, float], float]
"""From a card's memory, the days since its last review and the learner's pace to how likely it is remembered."""


def recall_by_fsrs(memory: Memory, days: float, _: float) -> float:
    """FSRS' own curve, with the decay of its default parameters."""
    decay = -0.1542
    return float((1 + (0.9 ** (1 / decay) - 1) * days / memory.stability) ** decay)


def recall_exponentially(memory: Memory, days: float, pace: float) -> float:
    """Ebbinghaus' curve, steeper behind the stability than FSRS', of a learner who keeps longer or less long than it.

    What was learnt anew is kept for a day at least: no interval is shorter, and of one failure would follow the next.
    """
    return math.exp(math.log(0.9) * days / (pace * max(1.0, memory.stability)))


@dataclass
class Studied:
    """What one learner's reviews of cards in review came to.

    Attributes:
        remembered: how many of them were.
        asked: how many there were.
        cards: the memory of each card at the end.
    """

    remembered: int = 0
    asked: int = 0
    cards: dict[int, Memory] = field(default_factory=dict)


def study(seed: int, recall: Recall, *, days: int = 120, new_per_day: int = 5, cards: int = 100) -> Studied:
    """One learner's days. What is learnt in minutes is learnt within its day."""
    random, studied = Random(seed), Studied()
    pace = random.uniform(0.8, 1.25)
    for day in range(days):
        now = START + day * DAY
        known = range(len(studied.cards), min(cards, len(studied.cards) + new_per_day))
        due = [number for number, memory in studied.cards.items() if memory.due < now + DAY]
        for number in [*due, *known]:
            _study_card(studied, number, now, random, lambda memory, days: recall(memory, days, pace))
    return studied


def _study_card(
    studied: Studied, number: int, now: int, random: Random, recall: Callable[[Memory, float], float]
) -> None:
    memory, at = studied.cards.get(number), now
    while memory is None or memory.due < now + DAY:
        at = max(at, memory.due) if memory else at
        in_review = memory is not None and memory.phase == 2
        chance = recall(memory, (at - memory.last[0]) // DAY) if memory and in_review else 0.8
        remembered = random.random() < chance
        if in_review:
            studied.asked += 1
            studied.remembered += remembered
        memory = continue_memory(memory, Review(f"{at}", f"{number}", 3 if remembered else 1, at, CURRENT))
    studied.cards[number] = memory
