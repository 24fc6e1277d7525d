"""Splits a document into consecutive sections, so that each can be given its share of the cards."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..pdf.chunks import Chunk
from .vector_index import Vectors

PLACE_WEIGHT = 0.25
"""With 1, joining an even share of the document to the next would cost as much as joining two unlike passages. With a
quarter, a short section on a topic of its own stays, and a run of some three even shares is divided all the same.
Measured by `make bench` on documents of known sections: 0.97 of them get a card, with 1 it is 0.92."""


@dataclass(frozen=True)
class Section:
    """Consecutive passages of a document.

    Attributes:
        chunks: the numbers of its passages; passages left out as boilerplate are not among them.
        first_page: counted from 1.
        last_page: at least `first_page`.
    """

    chunks: tuple[int, ...]
    first_page: int
    last_page: int

    @classmethod
    def of(cls, chunks: Sequence[Chunk]) -> "Section":
        """The section of these passages."""
        return cls(tuple(chunk.number for chunk in chunks), chunks[0].first_page, chunks[-1].last_page)


def split_evenly(lengths: Sequence[int], count: int) -> list[range]:
    """Split a row of passages into `count` runs of about the same amount of text.

    Args:
        lengths: characters of each passage.
        count: 1 to the number of passages.

    Returns:
        The runs in order; none is empty, and together they are the whole row.
    """
    ends = list(itertools.accumulate(lengths))
    cuts = [0]
    for number in range(1, count):
        goal = ends[-1] * number / count
        cut = min(range(len(ends)), key=lambda place: abs(ends[place] - goal)) + 1
        # Each run before has a passage, and as many passages stay as runs are to come.
        cuts.append(min(max(cut, cuts[-1] + 1), len(lengths) - (count - number)))
    return [range(start, end) for start, end in itertools.pairwise([*cuts, len(lengths)])]


def split_groups(
    groups: Sequence[range], lengths: Sequence[int], count: int, split: Callable[[range, int], list[range]]
) -> list[range]:
    """Split a row of passages into `count` runs, none of which goes beyond its group if there are enough for all.

    Args:
        groups: consecutive runs that are the whole row.
        lengths: characters of each passage.
        count: 1 to the number of passages.
        split: splits some of the row into so many runs, which it counts from 0.

    Returns:
        As `split_evenly`.
    """
    if count < len(groups):
        return split(range(len(lengths)), count)
    shares = _share_out(groups, lengths, count)
    return [
        range(group.start + run.start, group.start + run.stop)
        for group, share in zip(groups, shares, strict=True)
        for run in split(group, share)
    ]


def _share_out(groups: Sequence[range], lengths: Sequence[int], count: int) -> list[int]:
    """How many runs each group gets: one, and the rest by its length (Sainte-Laguë), but one a passage at most."""
    sizes = [sum(lengths[group.start : group.stop]) for group in groups]
    shares = [1] * len(groups)
    for _ in range(count - len(groups)):
        open_groups = [at for at, group in enumerate(groups) if shares[at] < len(group)]
        shares[max(open_groups, key=lambda at: sizes[at] / (2 * shares[at] + 1))] += 1
    return shares


def split_by_topic(vectors: Vectors, count: int) -> list[range]:
    """Split a row of passages where its topic changes, into `count` runs.

    Neighbouring runs are merged, those first whose merging adds least to the distances from the runs' centres (Ward's
    method, kept to neighbours). A passage's place in the document counts as one more dimension, see `PLACE_WEIGHT`.

    Args:
        vectors: one row of length 1 for each passage.
        count: 1 to the number of passages.

    Returns:
        As `split_evenly`.
    """
    total = len(vectors)
    places = np.arange(total, dtype=np.float32) * PLACE_WEIGHT * (count / total) ** 1.5
    sums = np.column_stack([vectors, places]).astype(np.float64)
    sizes = np.ones(total)
    after = list(range(1, total + 1))
    before = list(range(-1, total - 1))

    def cost(run: int) -> float:
        other = after[run]
        if other == total:
            return float("inf")
        apart = sums[run] / sizes[run] - sums[other] / sizes[other]
        return float(apart @ apart * sizes[run] * sizes[other] / (sizes[run] + sizes[other]))

    costs = np.array([cost(run) for run in range(total)])
    for _ in range(total - count):
        run = int(costs.argmin())
        other = after[run]
        sums[run] += sums[other]
        sizes[run] += sizes[other]
        after[run] = after[other]
        if after[run] < total:
            before[after[run]] = run
        costs[other] = np.inf
        costs[run] = cost(run)
        if before[run] >= 0:
            costs[before[run]] = cost(before[run])
    starts = [0]
    while after[starts[-1]] < total:
        starts.append(after[starts[-1]])
    return [range(start, end) for start, end in itertools.pairwise([*starts, total])]
