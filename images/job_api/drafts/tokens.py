"""Texts as tokens, and which token of a later draft is which of the earlier one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz.distance import Indel

from bandup.ielts.english import Span, find_sentences

_TOKEN = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W_]+)*|[^\w\s]|_")
_STRAIGHT = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{LEFT SINGLE QUOTATION MARK}": "'"})

MOVED_SIMILARITY = 0.6
"""A sentence that stands elsewhere is the same one if so much of both is alike (0 to 1, by insertions and deletions)."""

ALIGNED_SHARE = 0.5
"""A sentence with less of its tokens in place may have been moved."""

RUN = 4
"""Tokens in a row. Two essays on one question share many words in the same order, and few runs of them."""


@dataclass(frozen=True)
class Draft:
    """A text, its tokens and its sentences.

    Attributes:
        text: the text as it was written.
    """

    text: str
    spans: Sequence[Span] = field(init=False)
    words: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        spans = [Span(*found.span()) for found in _TOKEN.finditer(self.text)]
        object.__setattr__(self, "spans", spans)
        object.__setattr__(self, "words", [self.text[each.start : each.end].translate(_STRAIGHT) for each in spans])

    @cached_property
    def folded(self) -> list[str]:
        """The tokens in small letters, by which drafts are aligned."""
        return [word.casefold() for word in self.words]

    @cached_property
    def sentences(self) -> list[range]:
        """The tokens of each sentence."""
        return [self.locate(sentence.start, sentence.end) for sentence in find_sentences(self.text)]

    @cached_property
    def openings(self) -> frozenset[int]:
        """The first token of each sentence, whose capital letter says nothing."""
        return frozenset(sentence.start for sentence in self.sentences if sentence)

    def locate(self, start: int, end: int) -> range:
        """The tokens that a stretch of the text touches; an empty range where there is none."""
        touched = [place for place, span in enumerate(self.spans) if span.start < end and start < span.end]
        return range(touched[0], touched[-1] + 1) if touched else range(0)


class Alignment:
    """Which token of a later draft is which of the earlier one.

    Args:
        earlier: the draft before.
        later: the draft after it.
    """

    def __init__(self, earlier: Draft, later: Draft) -> None:
        self.earlier = earlier
        self.later = later
        self.places: dict[int, int] = dict(_match(earlier.folded, later.folded))
        self._find_moved()

    @cached_property
    def back(self) -> dict[int, int]:
        """From tokens of the later draft to those of the earlier one."""
        return {new: old for old, new in self.places.items()}

    def share_kept(self, tokens: Sequence[int]) -> float:
        """The share of these tokens of the earlier draft that are in the later one (0 to 1)."""
        return sum(token in self.places for token in tokens) / len(tokens) if tokens else 0.0

    @cached_property
    def likeness(self) -> float:
        """The share of either draft, whichever is larger, that stands in the other in runs of tokens (0 to 1)."""
        in_runs, run = 0, 0
        for old in range(len(self.earlier.words) + 1):
            follows = old in self.places and (run == 0 or self.places[old] == self.places[old - 1] + 1)
            if not follows:
                in_runs += run if run >= RUN else 0
            run = run + 1 if follows else int(old in self.places)
        return in_runs / max(1, min(len(self.earlier.words), len(self.later.words)))

    def _find_moved(self) -> None:
        """Match sentences that stand elsewhere in the later draft."""
        lost = [each for each in self.earlier.sentences if self.share_kept(each) < ALIGNED_SHARE]
        taken = set(self.places.values())
        free = [
            each for each in self.later.sentences if sum(token in taken for token in each) < ALIGNED_SHARE * len(each)
        ]
        for old in lost:
            words = [self.earlier.folded[token] for token in old]
            likeness = [
                Indel.normalized_similarity(words, [self.later.folded[token] for token in new]) for new in free
            ]
            best = max(range(len(free)), key=likeness.__getitem__, default=None)
            if best is None or likeness[best] < MOVED_SIMILARITY:
                continue
            new = free.pop(best)
            self._forget(old, new)
            found = _match(words, [self.later.folded[token] for token in new])
            self.places.update({old[left]: new[right] for left, right in found})

    def _forget(self, old: range, new: range) -> None:
        """Drop chance matches of a sentence that is matched as a whole."""
        for left, right in list(self.places.items()):
            if left in old or right in new:
                del self.places[left]


def _match(earlier: Sequence[str], later: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of equal tokens, in the order of both."""
    for step in Indel.opcodes(earlier, later):
        if step.tag == "equal":
            yield from zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)
