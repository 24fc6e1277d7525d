"""How the cards that are wanted are divided among requests to the model."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, pairwise
from typing import TypeVar

from bandup.flashcards.kinds import CardType

from ..pdf.chunks import Chunk
from .checks.examine import Rejected

CARDS_PER_PART = 10
"""More cards in one answer repeat each other more, and one broken answer loses more."""

T = TypeVar("T")


@dataclass(frozen=True)
class Part:
    """One request to the model.

    Attributes:
        passages: what the cards are to be made from, in the order of the document.
        wanted: how many cards of each type.
        used: quotes that already have a card.
        rejected: earlier drafts from these passages that broke a rule; the model may mend them, once.
    """

    passages: Sequence[Chunk]
    wanted: Mapping[CardType, int]
    used: Sequence[str] = ()
    rejected: Sequence[Rejected] = ()

    @property
    def total(self) -> int:
        """How many cards are wanted in all."""
        return sum(self.wanted.values())


def dealt(types: Sequence[CardType], count: int) -> Counter[CardType]:
    """How many of `count` cards each type gets: as even as can be, the first types first."""
    return Counter(islice(cycle(types), count))


def divided(passages: Sequence[Chunk], wanted: Mapping[CardType, int]) -> list[Part]:
    """Requests for at most ten cards each, unless the document has fewer passages than that makes requests.

    No passage is in two of them: what one request does not know, the other would ask again.

    Args:
        passages: at least one.
        wanted: how many cards of each type.
    """
    total = sum(wanted.values())
    count = min(-(-total // CARDS_PER_PART), len(passages))
    types = _alternating(wanted)
    return [
        Part(shown, Counter(asked))
        for shown, asked in zip(_split(passages, count), _split(types, count), strict=True)
        if asked
    ]


def spread(items: Sequence[T], count: int) -> list[T]:
    """At most `count` of the items, evenly from the whole sequence."""
    if count >= len(items):
        return list(items)
    return [items[(2 * at + 1) * len(items) // (2 * count)] for at in range(count)]


def _alternating(wanted: Mapping[CardType, int]) -> list[CardType]:
    """Each type as often as wanted, well mixed, so that every part gets some of each."""
    left, mixed = Counter(wanted), []
    while any(left.values()):
        for kind in wanted:
            if left[kind] > 0:
                mixed.append(kind)
                left[kind] -= 1
    return mixed


def _split(items: Sequence[T], count: int) -> list[Sequence[T]]:
    """`count` runs of neighbours, as equal in length as can be."""
    bounds = [at * len(items) // count for at in range(count + 1)]
    return [items[start:end] for start, end in pairwise(bounds)]
