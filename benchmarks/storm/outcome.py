"""What a storm left, and whether every promise held."""

from collections.abc import Mapping
from dataclasses import dataclass

MAX_CALLS_PER_GOOD = 1.6
"""Paid calls per good message. A provider that fails three times in ten costs 1.43 by itself."""

KILLS_PER_POINT = 3
"""A storm with fewer kills than that on average is too small to meet every point."""


@dataclass(frozen=True)
class Outcome:
    """Counts of one storm.

    Attributes:
        seed: of its dice.
        good: messages that this system wrote, copies not counted.
        results: results that are stored.
        lost: good messages without a result.
        changed: results that are no longer what they were when they were first seen.
        poison: messages that this system never wrote.
        poison_in_dlq: those that the dead-letter queue holds.
        good_in_dlq: good messages that it holds.
        provider_calls: paid calls.
        throttled: answers of DynamoDB that said "too much".
        kills: how many invocations ended at each point that any of them came to.
        seconds: how long the storm took.
    """

    seed: int
    good: int
    results: int
    lost: int
    changed: int
    poison: int
    poison_in_dlq: int
    good_in_dlq: int
    provider_calls: int
    throttled: int
    kills: Mapping[str, int]
    seconds: float

    @property
    def killed(self) -> int:
        """Invocations that were killed."""
        return sum(self.kills.values())

    @property
    def calls_per_good(self) -> float:
        """Paid calls per good message."""
        return round(self.provider_calls / self.good, 3)

    def list_broken_promises(self) -> list[str]:
        """The promises that did not hold, in words; empty if all did."""
        enough = self.killed >= KILLS_PER_POINT * len(self.kills)
        never = [point for point, kills in self.kills.items() if enough and not kills]
        promises = {
            f"an invocation was killed at each point, also {', '.join(never)}": not never,
            "every good message has exactly one result": self.results == self.good and self.lost == 0,
            "no result ever changes": self.changed == 0,
            "every poisonous message is in the dead-letter queue": self.poison_in_dlq == self.poison,
            "no good message is in the dead-letter queue": self.good_in_dlq == 0,
            f"at most {MAX_CALLS_PER_GOOD} paid calls per good message": self.calls_per_good <= MAX_CALLS_PER_GOOD,
        }
        return [promise for promise, held in promises.items() if not held]
