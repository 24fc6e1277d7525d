"""Selects the passages that cards are made from: some from every part of the document."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..pdf.chunks import Chunk
from . import sections
from .document_text import DocumentText
from .keywords import split_words
from .repeats import drop_repeated
from .sections import Section
from .vector_index import VectorIndex, Vectors

TYPICAL_WEIGHT = 0.7
"""Maximal marginal relevance: how much it counts that a passage is typical of its section; the rest is how unlike it is
to the passages chosen before."""

CANDIDATES = 10
"""How many of a section's most typical passages are weighed against those chosen before."""


@dataclass(frozen=True)
class Selection:
    """The passages that cards are to be made from.

    Attributes:
        chunks: as many as cards are wanted, or all that are worth a card; in the order of the document.
        method: `whole_document` (all of them), `even_sections` (a short document, divided by length) or
            `topic_sections` (divided where the vectors show another topic).
        keywords: the document's words, the most characteristic first.
        sections: the consecutive sections, each with at least one of `chunks`; together all passages worth a card.
        usable: every passage that is worth a card.
    """

    chunks: tuple[Chunk, ...] = field(repr=False)
    method: str
    keywords: tuple[str, ...] = field(repr=False)
    sections: tuple[Section, ...] = field(repr=False)
    usable: tuple[Chunk, ...] = field(repr=False)


def select_passages(text: DocumentText, vectors: Vectors | None, wanted: int) -> Selection:
    """Divide the document into as many consecutive sections as cards are wanted, and take one passage of each.

    If there are no more chapters than cards, no section goes beyond its chapter. The same document gives the same
    selection.

    Args:
        text: of the document.
        vectors: a row of length 1 for each passage, or None if the document is too short to have any.
        wanted: how many cards, at least 1.
    """
    places = drop_repeated(text.chunks, sorted(text.body), vectors)
    usable = [text.body[place] for place in places]
    lengths = [len(chunk.text) for chunk in usable]
    groups = text.group_by_chapter(usable)
    if wanted >= len(usable):
        runs = [range(place, place + 1) for place in range(len(usable))]
        method, chosen = "whole_document", list(range(len(usable)))
    elif vectors is None:
        runs = sections.split_groups(
            groups, lengths, wanted, lambda run, count: sections.split_evenly(lengths[run.start : run.stop], count)
        )
        method, chosen = "even_sections", [_pick_richest(usable, run, frozenset(text.keywords)) for run in runs]
    else:
        rows = vectors[places]
        runs = sections.split_groups(
            groups, lengths, wanted, lambda run, count: sections.split_by_topic(rows[run.start : run.stop], count)
        )
        method, chosen = "topic_sections", _pick_typical(rows, runs)
    return Selection(
        chunks=tuple(usable[place] for place in chosen),
        method=method,
        keywords=text.keywords,
        sections=tuple(Section.of(usable[run.start : run.stop]) for run in runs),
        usable=tuple(usable),
    )


def _pick_richest(chunks: Sequence[Chunk], run: range, keywords: frozenset[str]) -> int:
    """The passage of a section with most of the document's keywords, the first of several."""
    return max(run, key=lambda place: len(keywords.intersection(split_words(chunks[place].text))))


def _pick_typical(vectors: Vectors, runs: Sequence[range]) -> list[int]:
    """One passage of each section: near to its centre, but unlike those chosen before."""
    index = VectorIndex(vectors)
    chosen: list[int] = []
    for run in runs:
        centre = vectors[run.start : run.stop].mean(axis=0, keepdims=True)
        typical, found = index.nearest(centre, min(CANDIDATES, len(run)), among=run)
        score = TYPICAL_WEIGHT * typical[0]
        if chosen:
            score -= (1 - TYPICAL_WEIGHT) * (vectors[found[0]] @ vectors[chosen].T).max(axis=1)
        chosen.append(int(found[0][int(np.argmax(score))]))
    return chosen
