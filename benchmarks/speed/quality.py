"""How much of a document its cards cover, and how many passages are chosen outside its body."""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from bandup.flashcards.options import Difficulty
from flashcard_generator.cards.batches import count_by_type, split_into_batches
from flashcard_generator.cards.prompt import build_prompt
from flashcard_generator.pdf.chunks import Chunk, Chunker
from flashcard_generator.pdf.reader import Page
from flashcard_generator.retrieval.document_text import DocumentText
from flashcard_generator.retrieval.embedding import MAX_WITHOUT_VECTORS
from flashcard_generator.retrieval.selection import select_passages
from ops.local_stage.model_server import card_writer
from ops.local_stage.model_server.bedrock_titan import embed_text
from ops.local_stage.model_server.card_prompt import read_card_prompt
from passages import measure

from . import seed_design
from .documents import Document, kinds
from .figures import Figure, at_least, at_most
from .pipeline import CARDS, CHUNK, OVERLAP, TYPES, seed_cards

DIMENSIONS = 512
SEEDS = (1, 101, 201)


def figures() -> Iterator[Figure]:
    """Both sides ask the offline card writer for twenty cards; a card counts for the section of its page."""
    ours, seed = [], []
    for start in SEEDS:
        for document in kinds(start):
            ours.append(share(document, our_pages(document)))
            seed.append(share(document, seed_pages(document)))
    what = f"share of known sections with a card, {len(ours)} documents, {CARDS} cards each"
    yield Figure(f"{what}: ours, mean", [sum(ours) / len(ours)], "share", "offline card writer", at_least(0.95))
    yield Figure(f"{what}: seed design, mean", [sum(seed) / len(seed)], "share", "offline card writer")
    yield Figure(f"{what}: ours", ours, "share", "offline card writer")
    yield Figure(f"{what}: seed design", seed, "share", "offline card writer")
    yield from _figures_of_body()


def _figures_of_body() -> Iterator[Figure]:
    """Passages for 10, 20 and 40 cards, of documents in both halves, see `passages`."""
    for half in measure.HALVES:
        for vectors in ("titan", "random"):
            outcomes = list(measure.measure_half(half, vectors))
            what = f"{len(outcomes)} documents of known body, {half}, {vectors} vectors"
            outside, usable = measure.share_outside(outcomes), measure.share_usable(outcomes)
            yield Figure(f"passages outside the body, {what}", [outside], "share", "known body", at_most(0.03))
            yield Figure(f"body that cards may come from, {what}", [usable], "share", "known body", at_least(0.97))


def share(document: Document, pages: Sequence[int]) -> float:
    """Share (0 to 1) of the sections that one of the pages belongs to."""
    return len({document.section_of(page) for page in pages} - {None}) / len(document.sections)


def our_pages(document: Document) -> list[int]:
    """The pages of our cards."""
    chunks = _chunks(document)
    vectors = None
    if len(chunks) > MAX_WITHOUT_VECTORS:
        vectors = np.array([_vector(chunk.text) for chunk in chunks], np.float32)
    chosen = select_passages(DocumentText.of(chunks), vectors, CARDS).chunks
    by_number = {chunk.number: chunk for chunk in chosen}
    pages = []
    for batch in split_into_batches(chosen, count_by_type(TYPES, CARDS)):
        [text] = build_prompt(batch, Difficulty.MEDIUM).parts
        for card in card_writer.write(read_card_prompt(str(text)))["cards"]:
            chunk = by_number[card["passage"]]
            pages.append(chunk.page_at(max(0, chunk.text.find(card["quote"]))))
    return pages


def seed_pages(document: Document) -> list[int]:
    """The pages of the seed design's cards."""
    found = seed_design.passages(document.pages)
    vectors = [_vector(passage.text) for passage in found]
    chosen = seed_design.pick_passages(found, vectors, seed_design.keywords(found), _vector)
    return [chosen[card["passage"]].page for card in seed_cards(chosen)]


def _chunks(document: Document) -> list[Chunk]:
    chunker = Chunker(CHUNK, OVERLAP)
    chunks = [chunk for number, text in enumerate(document.pages, 1) for chunk in chunker.feed(Page(number, text))]
    return chunks + chunker.finish()


@cache
def _vector(text: str) -> list[float]:
    return embed_text(text, DIMENSIONS)
