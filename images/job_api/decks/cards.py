"""The cards of a stored set, as they are exported."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Card:
    """One card.

    Attributes:
        question: what it asks; a CLOZE has a sentence with `____` for the gap.
        answer: the expected answer; of a CLOZE, the missing words.
        type: a `bandup.flashcards.options.CardType`.
        difficulty: a `bandup.flashcards.options.Difficulty`.
        page: where the quote is in the document, from 1.
        quote: the words of the document that support the answer.
        example: a sentence that shows the answer in use; may be empty.
        chapter: the title of the chapter that the quote stands in; empty if it is not known.
    """

    question: str
    answer: str
    type: str
    difficulty: str
    page: int
    quote: str
    example: str
    chapter: str = ""


@dataclass(frozen=True)
class Deck:
    """The cards of one set.

    Attributes:
        document_id: the same for all sets that were made of one document.
        name: of the document; empty if it is not known.
        created_at: when the set was made, in epoch milliseconds.
        cards: in the order of the set.
    """

    document_id: str
    name: str
    created_at: int
    cards: tuple[Card, ...]

    @classmethod
    def from_set(cls, stored: Mapping[str, Any]) -> "Deck":
        """The deck of a stored set."""
        cards = tuple(_card(each) for each in stored["flashcards"])
        return cls(stored["document_id"], stored["document_name"] or "", stored["created_at"], cards)


def _card(stored: Mapping[str, Any]) -> Card:
    return Card(
        question=stored["question"],
        answer=stored["answer"],
        type=stored["type"],
        difficulty=stored["difficulty"],
        page=stored["page"],
        quote=stored["quote"],
        example=stored.get("example") or "",
        chapter=stored["chapter"] or "",
    )
