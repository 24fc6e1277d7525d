"""How much goes wrong, as shares from 0 to 1."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weather:
    """One storm's settings.

    Attributes:
        messages: how many messages are sent, copies not counted.
        batch: the most messages that one invocation is given.
        poison: share of the messages that this system never wrote.
        duplicates: share of the messages that arrive a second time.
        provider_failures: share of the provider's answers that are errors.
        throttles: share of DynamoDB's answers that say "too much".
        kills: share of the invocations that are to be killed, at one of the points that they come to.
        environments: how many invocations run at the same time.
    """

    messages: int = 10_000
    batch: int = 10
    poison: float = 0.05
    duplicates: float = 0.20
    provider_failures: float = 0.30
    throttles: float = 0.10
    kills: float = 0.05
    environments: int = 8
