"""Finds passages that say what an earlier passage said."""

from collections.abc import Sequence

from ..pdf.chunks import Chunk
from .keywords import split_words
from .vector_index import VectorIndex, Vectors

_ALIKE_COSINE = 0.95
_ALIKE_WORDS = 0.8
"""Two passages are the same if their vectors say so, and four in five of their word triples are shared. Vectors alone
would drop passages about the same thing that say different things about it."""

_COMPARED = 8
"""How many nearest passages each one is compared with."""


def drop_repeated(chunks: Sequence[Chunk], places: Sequence[int], vectors: Vectors | None) -> list[int]:
    """The places whose text does not stand at an earlier one already.

    Args:
        chunks: the document's passages in order.
        places: some of them, in order; at least one.
        vectors: one row for each passage, or None.
    """
    repeated = _find_repeated(chunks, places, vectors)
    return [place for place in places if place not in repeated]


def _find_repeated(chunks: Sequence[Chunk], kept: Sequence[int], vectors: Vectors | None) -> set[int]:
    """The places whose text stood already at an earlier place."""
    triples: dict[int, frozenset[tuple[str, ...]]] = {}

    def triples_of(place: int) -> frozenset[tuple[str, ...]]:
        if place not in triples:
            triples[place] = _find_triples(chunks[place].text)
        return triples[place]

    repeated: set[int] = set()
    for place, candidates in _find_candidates(kept, vectors).items():
        for earlier in candidates:
            if earlier not in repeated and _measure_overlap(triples_of(place), triples_of(earlier)) >= _ALIKE_WORDS:
                repeated.add(place)
                break
    return repeated


def _find_candidates(kept: Sequence[int], vectors: Vectors | None) -> dict[int, list[int]]:
    """For each place, the earlier ones that may say the same."""
    if vectors is None:
        return {place: list(kept[:number]) for number, place in enumerate(kept)}
    rows = vectors[kept]
    cosines, found = VectorIndex(rows).nearest(rows, min(_COMPARED, len(kept)))
    return {
        place: [
            kept[other]
            for cosine, other in zip(cosines[number], found[number], strict=True)
            if other < number and cosine >= _ALIKE_COSINE
        ]
        for number, place in enumerate(kept)
    }


def _find_triples(text: str) -> frozenset[tuple[str, ...]]:
    words = split_words(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _measure_overlap(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / max(1, len(one | other))
