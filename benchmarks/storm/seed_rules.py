"""What the rules of the seed design would have made of the same storm: a model of its rules, not its code.

The rules: of a batch only the first record is looked at; an answer that is not a success, the provider's failures
included, still acknowledges the whole batch; only input that cannot be read is left to the queue, which gives up after
three deliveries; a result is written without a condition.
"""

import random
from collections import Counter
from dataclasses import dataclass

from .weather import Weather

DELIVERIES = 3


@dataclass(frozen=True)
class SeedOutcome:
    """What was left.

    Attributes:
        lost: good messages without a result.
        rewritten: results that a second copy wrote over.
    """

    lost: int
    rewritten: int


def by_seed_rules(weather: Weather, seed: int) -> SeedOutcome:
    """Run the rules over as many messages, copies and poison as the storm has."""
    dice = random.Random(seed)  # dice, not keys
    poison = round(weather.messages * weather.poison)
    good = range(poison, weather.messages)
    queue = [(number, DELIVERIES) for number in range(weather.messages)]
    queue += [(number, DELIVERIES) for number in range(weather.messages) if dice.random() < weather.duplicates]
    dice.shuffle(queue)
    written: Counter[int] = Counter()
    while queue:
        batch, queue = queue[: weather.batch], queue[weather.batch :]
        number, _ = batch[0]
        if dice.random() < weather.kills or number < poison:
            queue += [(each, left - 1) for each, left in batch if left > 1]
        elif dice.random() >= weather.provider_failures:
            written[number] += 1
    return SeedOutcome(
        lost=sum(number not in written for number in good), rewritten=sum(count - 1 for count in written.values())
    )
