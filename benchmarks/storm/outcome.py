"""What every storm tells of itself, and which promises it sees broken."""

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ENOUGH_KILLS = 40
"""A storm with fewer kills is too small to meet every point. There are 16 of them at most."""


def allow_calls(mean: float, count: int) -> float:
    """The most calls for each of so many answers that are no surprise: a small storm's mean is far from the usual one.

    Args:
        mean: the most in the long run.
        count: how many answers were wanted; a single one takes 0.8 calls more or less.
    """
    return round(mean + 2 / math.sqrt(max(1, count)), 2)


@dataclass(frozen=True, kw_only=True)
class Outcome(ABC):
    """Counts of one storm.

    Attributes:
        kind: of its jobs, or `interview`.
        seed: of its dice.
        model_calls: calls of the model that the provider took.
        frozen: invocations that stood still, their heartbeat too.
        throttled: answers of DynamoDB that said "too much".
        outage: its answers in an outage.
        kills: how many invocations ended at each point that any of them came to.
        seconds: how long the storm took.
    """

    kind: str
    seed: int
    model_calls: int
    frozen: int
    throttled: int
    outage: int
    kills: Mapping[str, int]
    seconds: float

    @property
    def killed(self) -> int:
        """Invocations that were killed."""
        return sum(self.kills.values())

    @property
    @abstractmethod
    def figures(self) -> dict[str, Any]:
        """What a reader of the report wants to know, by its name."""

    @property
    @abstractmethod
    def promises(self) -> dict[str, bool]:
        """Each promise in words, and whether it held."""

    def list_broken_promises(self) -> list[str]:
        """The promises that did not hold, in words; empty if all did."""
        enough = self.killed >= ENOUGH_KILLS
        never = [point for point, kills in self.kills.items() if enough and not kills]
        every_point = f"an invocation was killed at each point, also {', '.join(never)}"
        return [promise for promise, held in {every_point: not never, **self.promises}.items() if not held]
