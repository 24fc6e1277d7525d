"""How much goes wrong, as shares from 0 to 1."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weather:
    """One storm's settings.

    Attributes:
        messages: how many messages, or turns of interviews, are sent, copies not counted.
        batch: the most messages that one invocation is given.
        poison: share of the messages that this system never wrote.
        duplicates: share of the messages that arrive a second time.
        provider_failures: share of the provider's answers that are errors.
        throttles: share of DynamoDB's answers that say "too much".
        queue_failures: share of SQS's answers that are errors.
        kills: share of the invocations that are to be killed, at one of the points that they come to.
        frozen: share of the model's answers before which the environment stands still, its heartbeat too.
        slow: share of the model's answers that take minutes while the heartbeat goes on.
        environments: how many invocations run at the same time.
    """

    messages: int
    batch: int = 10
    poison: float = 0.05
    duplicates: float = 0.20
    provider_failures: float = 0.30
    throttles: float = 0.10
    queue_failures: float = 0.02
    kills: float = 0.10
    frozen: float = 0.02
    slow: float = 0.01
    environments: int = 8
