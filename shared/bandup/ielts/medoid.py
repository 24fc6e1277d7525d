"""Which of several judgements of the same work is kept."""

from collections.abc import Sequence
from decimal import Decimal


def find_medoid(judgements: Sequence[Sequence[Decimal]]) -> int:
    """The place of the judgement that is nearest to all others; of several, the first.

    It is one of the judgements and no mean of them, so that its reasons and quotes are those of its bands. The distance
    of two is the sum of the distances of their criterion bands.

    Args:
        judgements: the criterion bands of each, at least one judgement, all with the criteria in the same order.
    """
    return min(
        range(len(judgements)), key=lambda place: sum(_distance(judgements[place], other) for other in judgements)
    )


def _distance(one: Sequence[Decimal], other: Sequence[Decimal]) -> Decimal:
    return sum((abs(a - b) for a, b in zip(one, other, strict=True)), Decimal(0))
