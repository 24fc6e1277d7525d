"""Finds passages that no card should be made from: contents, references, imprints, and repetitions.

Only what the form of the text proves is left out, in any language. Whatever is doubtful stays.
"""

import re
from collections.abc import Sequence

from ..pdf.chunks import Chunk
from .keywords import split_words
from .vector_index import VectorIndex, Vectors

_LEADERS = ("....", ". . .", "····", "· · ·", "……", "____")
_DOTS = re.compile(r"(?:[.·_] ?){5,}|(?:… ?){3,}")
_ENTRY = re.compile(r"(?:[.·…_] ?){4,}\s*(?:\d{1,4}|[ivxlc]{1,7})\b")
_ENTRY_CHARACTERS = 60
"""A line of a table of contents or of figures: dots that lead to a page. It has a title of about this length."""

_CITED = ("doi", "http", "et al", "ISBN", "ISSN", "pp.", "vol.", "Vol.")
_CITATION = re.compile(r"\(\d{4}[a-z]?\)|\[\d{1,3}\]|\d[-\u2013]\d")
_CITATION_CHARACTERS = 40
"""Marks of a list of references. Prose that cites has one in several lines, a list has one or more in each line."""

_IMPRINT = ("©", "ISBN", "ll rights reserved", "opyright", "Library of Congress")
_IMPRINT_CHARACTERS = 300

_SHARE = 0.5
"""A passage is left out if such lines are at least half of it."""

_ALIKE_COSINE = 0.95
_ALIKE_WORDS = 0.8
"""Two passages are the same if their vectors say so, and four in five of their word triples are shared. Vectors alone
would drop passages about the same thing that say different things about it."""

_COMPARED = 8
"""How many nearest passages each one is compared with."""


def find_informative(chunks: Sequence[Chunk]) -> list[int]:
    """The places of the passages that are not boilerplate, in order; all, if every passage looks like it."""
    found = [place for place, chunk in enumerate(chunks) if not is_boilerplate(chunk.text)]
    return found or list(range(len(chunks)))


def drop_repeated(chunks: Sequence[Chunk], places: Sequence[int], vectors: Vectors | None) -> list[int]:
    """The places whose text does not stand at an earlier one already.

    Args:
        chunks: the document's passages in order.
        places: some of them, in order; at least one.
        vectors: one row for each passage, or None.
    """
    repeated = _find_repeated(chunks, places, vectors)
    return [place for place in places if place not in repeated]


def is_boilerplate(text: str) -> bool:
    """Whether at least half of a passage is contents, references or imprint."""
    entries = len(_ENTRY.findall(text)) if any(leader in text for leader in _LEADERS) else 0
    citations = sum(map(text.count, _CITED)) + len(_CITATION.findall(text))
    marked = (
        _ENTRY_CHARACTERS * entries,
        _CITATION_CHARACTERS * citations,
        _IMPRINT_CHARACTERS * sum(map(text.count, _IMPRINT)),
    )
    return max(marked) >= _SHARE * len(text)


def has_page_leaders(text: str) -> bool:
    """Whether it has the dots of a table of contents in it, more than those of an ellipsis in any language."""
    return _DOTS.search(text) is not None


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
