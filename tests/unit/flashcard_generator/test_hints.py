"""Hints and contexts: what may be shown beside a card, and what gives it away."""

import pytest

from bandup.flashcards.options import CardType
from flashcard_generator.cards.checks.card import Card
from flashcard_generator.cards.checks.passage import Passage
from flashcard_generator.cards.hint import read_hint
from flashcard_generator.cards.schema import CardDraft, build_schema
from flashcard_generator.pdf.bookmarks import Bookmark
from flashcard_generator.pdf.chunks import Chunk, Chunker
from flashcard_generator.pdf.reader import Page
from flashcard_generator.retrieval.context import MAX_BEFORE, describe_context
from flashcard_generator.retrieval.document_text import DocumentText

QUOTE = "The mitochondrion makes 38 molecules of ATP"


def hint_of(hint: str, answer: str = "mitochondrion", kind: CardType = CardType.FACT) -> str | None:
    draft = CardDraft(passage=0, quote=QUOTE, type=kind, question="What makes ATP?", answer=answer, hint=hint)
    return read_hint(Card.of(draft, Passage(Chunk(0, QUOTE, 1, 1)), (0, len(QUOTE))))


@pytest.mark.parametrize("hint", ["an organelle", "begins with “m”", "найди органеллу", "  two\n words "])
def test_a_hint_is_kept(hint: str) -> None:
    assert hint_of(hint) == " ".join(hint.split())


@pytest.mark.parametrize(
    ("hint", "answer", "kind"),
    [
        ("", "mitochondrion", CardType.FACT),
        ("the Mitochondrion, of course", "mitochondrion", CardType.FACT),
        ("mitochondria are organelles", "mitochondrion", CardType.FACT),
        ("mi-to-chon-dri-on", "mitochondrion", CardType.FACT),
        ("about 38", "38 molecules", CardType.CLOZE),
        ("細胞の中", "細胞", CardType.FACT),
        ("see section 3 of this book", "mitochondrion", CardType.FACT),
        ("an organelle", "True", CardType.TRUE_FALSE),
        ("long " * 30, "mitochondrion", CardType.FACT),
    ],
)
def test_a_hint_that_tells_the_answer_or_no_hint_is_none(hint: str, answer: str, kind: CardType) -> None:
    assert hint_of(hint, answer, kind) is None


def test_an_answer_that_the_second_look_wrote_is_not_in_the_hint_either() -> None:
    draft = CardDraft(passage=0, quote=QUOTE, type=CardType.FACT, question="How?", answer="it does", hint="38 of them")
    card = Card.of(draft, Passage(Chunk(0, QUOTE, 1, 1)), (0, len(QUOTE)))
    assert read_hint(card) == "38 of them"
    assert read_hint(card.with_answer("38 molecules")) is None


def test_a_writer_without_hints_is_understood_and_one_is_asked_for() -> None:
    draft = CardDraft.model_validate({"passage": 0, "quote": "q", "type": "FACT", "question": "q", "answer": "a"})
    assert draft.hint == ""
    described = build_schema([CardType.FACT])["$defs"]["CardDraft"]["properties"]["hint"]
    assert described.keys() == {"title", "type", "description"}


TEXT = (
    "Cells\nCells are small. They divide often. A cell has a wall, and it keeps its shape.\n"
    f"Leaves\n{'Leaves are green ' * 30}and thin. A stoma is a pore.\nIt opens."
)


def context_of(quote: str, size: int = 4_000, overlap: int = 30, bookmarks: tuple[Bookmark, ...] = ()) -> str | None:
    chunker = Chunker(size, overlap)
    chunks = [*chunker.feed(Page(1, TEXT)), *chunker.finish()]
    chunk = next(each for each in chunks if quote in each.text)
    return describe_context(DocumentText.of(chunks, bookmarks), chunk, chunk.start + chunk.text.index(quote))


@pytest.mark.parametrize("size", [4_000, 200])
@pytest.mark.parametrize(
    ("quote", "before"),
    [
        ("Cells are small.", None),
        ("They divide often.", "Cells are small."),
        ("A cell has a wall", "They divide often."),
        ("it keeps its shape", "A cell has a wall, and"),
        ("It opens.", None),
    ],
)
def test_the_sentence_before_is_shown_from_the_same_paragraph(quote: str, before: str | None, size: int) -> None:
    assert context_of(quote, size) == before


def test_a_long_sentence_before_is_cut_at_a_word() -> None:
    before = context_of("A stoma is a pore.")
    assert before is not None
    assert before.startswith("… ")
    assert before.removeprefix("… ") in TEXT
    assert len(before) <= MAX_BEFORE + 2


def test_the_chapter_comes_first() -> None:
    marks = (Bookmark(1, "Cells", 1), Bookmark(1, "Leaves", 1))
    assert context_of("They divide often.", bookmarks=marks) == "Cells — Cells are small."
    assert context_of("It opens.", bookmarks=marks) == "Leaves"
