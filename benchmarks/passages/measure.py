"""How many of the chosen passages stand outside the body of their documents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from flashcard_generator.pdf.chunks import Chunk, Chunker
from flashcard_generator.retrieval.document_text import DocumentText
from flashcard_generator.retrieval.embedding import MAX_WITHOUT_VECTORS
from flashcard_generator.retrieval.selection import select_passages
from flashcard_generator.retrieval.vector_index import Vectors
from ops.local_stage.model_server.bedrock_titan import embed_text

from . import held_out, tuned
from .document import Document

CHUNK = 3000
OVERLAP = 300
CARDS = (10, 20, 40)
DIMENSIONS = 512
SEEDS = (1, 2, 3)
HALVES = {"tuned": tuned.write_documents, "held out": held_out.write_documents}

MOST_OUTSIDE = 0.5
"""A passage is outside the body if half of it is."""


@dataclass(frozen=True)
class Outcome:
    """What was chosen from one document.

    Attributes:
        name: of the document.
        chosen: passages.
        outside: those of them that are not of the body.
        body: passages that are of the body.
        usable: those of them that cards may be made from.
    """

    name: str
    chosen: int
    outside: int
    body: int
    usable: int


def measure_half(half: str, vectors: str, seeds: Sequence[int] = SEEDS) -> Iterator[Outcome]:
    """The outcome for each of its documents.

    Args:
        half: of `HALVES`.
        vectors: `titan`, as the offline Titan makes them, or `random`.
        seeds: one set of documents each.
    """
    for seed in seeds:
        for document in HALVES[half](seed):
            yield _measure(document, vectors, seed)


def share_outside(outcomes: Sequence[Outcome]) -> float:
    """The part (0 to 1) of all chosen passages that is outside the body."""
    return sum(each.outside for each in outcomes) / sum(each.chosen for each in outcomes)


def share_usable(outcomes: Sequence[Outcome]) -> float:
    """The part (0 to 1) of the bodies' passages that cards may be made from."""
    return sum(each.usable for each in outcomes) / sum(each.body for each in outcomes)


def _measure(document: Document, vectors: str, seed: int) -> Outcome:
    chunks = cut(document)
    text = DocumentText.of(chunks, document.bookmarks())
    rows = _make_vectors(chunks, vectors, seed) if len(chunks) > MAX_WITHOUT_VECTORS else None
    chosen = [chunk for wanted in CARDS for chunk in select_passages(text, rows, wanted).chunks]
    in_body = [place for place, chunk in enumerate(chunks) if document.share_outside(chunk.text) < MOST_OUTSIDE]
    return Outcome(
        document.name,
        len(chosen),
        sum(document.share_outside(chunk.text) >= MOST_OUTSIDE for chunk in chosen),
        len(in_body),
        sum(place in text.body for place in in_body),
    )


def cut(document: Document) -> list[Chunk]:
    """The document's passages."""
    chunker = Chunker(CHUNK, OVERLAP)
    return [chunk for page in document.pages() for chunk in chunker.feed(page)] + chunker.finish()


def _make_vectors(chunks: Sequence[Chunk], vectors: str, seed: int) -> Vectors:
    if vectors == "titan":
        return np.array([_embed(chunk.text) for chunk in chunks], np.float32)
    rows = np.random.default_rng(seed).standard_normal((len(chunks), DIMENSIONS))
    return np.array(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


@cache
def _embed(text: str) -> list[float]:
    return embed_text(text, DIMENSIONS)
