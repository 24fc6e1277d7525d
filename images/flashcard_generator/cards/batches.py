"""Divides the wanted cards among requests to the model."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, pairwise
from typing import TypeVar

from bandup.flashcards.options import CardType

from ..pdf.chunks import Chunk
from .checks.checker import RejectedDraft

CARDS_PER_BATCH = 10
"""More cards in one answer repeat each other more, and one broken answer loses more."""

T = TypeVar("T")


@dataclass(frozen=True)
class CardBatch:
    """One request to the model.

    Attributes:
        passages: what the cards are to be made from, in the order of the document.
        wanted: how many cards of each type.
        used: quotes that already have a card.
        rejected: earlier drafts from these passages that broke a rule; the model may correct them, once.
    """

    passages: Sequence[Chunk]
    wanted: Mapping[CardType, int]
    used: Sequence[str] = ()
    rejected: Sequence[RejectedDraft] = ()

    @property
    def total(self) -> int:
        """How many cards are wanted in all."""
        return sum(self.wanted.values())


def count_by_type(types: Sequence[CardType], count: int) -> Counter[CardType]:
    """How many of `count` cards each type gets: as evenly as possible, the first types first."""
    return Counter(islice(cycle(types), count))


def split_into_batches(passages: Sequence[Chunk], wanted: Mapping[CardType, int]) -> list[CardBatch]:
    """Batches of at most ten cards each, unless that makes more batches than there are passages.

    No passage is in two of them: a request does not know what another one asks, and would ask the same.

    Args:
        passages: at least one.
        wanted: how many cards of each type.
    """
    total = sum(wanted.values())
    count = min(-(-total // CARDS_PER_BATCH), len(passages))
    types = _interleave(wanted)
    return [
        CardBatch(some, Counter(asked))
        for some, asked in zip(_split(passages, count), _split(types, count), strict=True)
        if asked
    ]


def pick_evenly(items: Sequence[T], count: int) -> list[T]:
    """At most `count` of the items, evenly from the whole sequence."""
    if count >= len(items):
        return list(items)
    return [items[(2 * at + 1) * len(items) // (2 * count)] for at in range(count)]


def _interleave(wanted: Mapping[CardType, int]) -> list[CardType]:
    """Each type as often as wanted, well mixed, so that every batch gets some of each."""
    left, mixed = Counter(wanted), []
    while any(left.values()):
        for kind in wanted:
            if left[kind] > 0:
                mixed.append(kind)
                left[kind] -= 1
    return mixed


def _split(items: Sequence[T], count: int) -> list[Sequence[T]]:
    """`count` runs of neighbours, as equal in length as possible."""
    bounds = [at * len(items) // count for at in range(count + 1)]
    return [items[start:end] for start, end in pairwise(bounds)]
