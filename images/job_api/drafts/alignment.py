"""Which token of a later draft is which of the earlier one."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from .tokens import Draft, find_common

SENTENCE_KEPT = 0.34
"""A sentence is still there if so much of it is, in rows of two tokens or more: any two share single words."""

MOVED_SIMILARITY = 0.6
"""A sentence that stands elsewhere is the same one if so much of both is alike."""

MOST_MOVED = 200
"""Sentences that are looked for elsewhere: as many as 20,000 characters of ordinary English have."""

RUN = 4
"""Tokens in a row. Two essays on one question share many words in the same order, and few such runs."""

SAME_ESSAY = 0.25
"""A draft is one of the same essay if so much of the shorter one stands in the other in runs."""


class Alignment:
    """Which token of a later draft is which of the earlier one.

    Args:
        earlier: the draft before.
        later: the draft after it.
    """

    def __init__(self, earlier: Draft, later: Draft) -> None:
        self.earlier = earlier
        self.later = later
        self.places: dict[int, int] = dict(find_common(earlier.folded, later.folded))
        self._runs = _measure_runs(self.places)
        self._find_moved()
        self._runs = _measure_runs(self.places)

    @cached_property
    def taken(self) -> frozenset[int]:
        """The tokens of the later draft that are in the earlier one."""
        return frozenset(self.places.values())

    @cached_property
    def is_same_essay(self) -> bool:
        """Whether both are drafts of one essay, so that what is gone can be said to be deleted."""
        shorter = min(len(self.earlier.words), len(self.later.words))
        return self._count_in_runs(range(len(self.earlier.words)), RUN) >= SAME_ESSAY * shorter

    def share_kept(self, tokens: Sequence[int]) -> float:
        """The share (0 to 1) of these tokens of the earlier draft that the later one has, in rows of two or more."""
        return self._count_in_runs(tokens, 2) / len(tokens) if tokens else 0.0

    def _count_in_runs(self, tokens: Sequence[int], length: int) -> int:
        return sum(self._runs.get(token, 0) >= length for token in tokens)

    def _find_moved(self) -> None:
        """Match sentences that stand elsewhere in the later draft, and drop what sentences have in common by chance."""
        lost = [each for each in self.earlier.sentences if self.share_kept(each) < SENTENCE_KEPT]
        for sentence in lost:
            for token in sentence:
                self.places.pop(token, None)
        used = set(self.places.values())
        free = [each for each in self.later.sentences if sum(token in used for token in each) * 2 < len(each)]
        bags = [Counter(self.later.folded[token] for token in each) for each in free[:MOST_MOVED]]
        holders = defaultdict[str, list[int]](list)
        for number, bag in enumerate(bags):
            for word in bag:
                holders[word].append(number)
        for old in lost[:MOST_MOVED]:
            words = [self.earlier.folded[token] for token in old]
            shared = Counter[int]()
            for word, count in Counter(words).items():
                shared.update({number: min(count, bags[number][word]) for number in holders[word]})
            best = max(shared, key=lambda number: 2 * shared[number] / (len(words) + len(free[number])), default=None)
            if best is None:
                continue
            new = free[best]
            common = find_common(words, [self.later.folded[token] for token in new])
            if 2 * len(common) >= MOVED_SIMILARITY * (len(words) + len(new)):
                self.places |= {old[left]: new[right] for left, right in common if new[right] not in used}
                used.update(new)
                for word in bags[best]:
                    holders[word].remove(best)


def _measure_runs(places: Mapping[int, int]) -> dict[int, int]:
    """For each token that is kept, how many with those around it are kept in one row."""
    lengths: dict[int, int] = {}
    run: list[int] = []
    for token in sorted(places):
        if run and (token, places[token]) != (run[-1] + 1, places[run[-1]] + 1):
            lengths.update(dict.fromkeys(run, len(run)))
            run = []
        run.append(token)
    return lengths | dict.fromkeys(run, len(run))
