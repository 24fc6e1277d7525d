"""Cards as they are exported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bandup.flashcards.facts import Fact


@dataclass(frozen=True)
class Card:
    """One card.

    Attributes:
        question: what it asks; a CLOZE has a sentence with `____` for the gap.
        answer: the expected answer; of a CLOZE, the missing words.
        type: a `bandup.flashcards.options.CardType`; in lower case, the kind of a card that is studied.
        difficulty: a `bandup.flashcards.options.Difficulty`; empty if it has none.
        page: where the quote is in the document, from 1; None if the document has no pages.
        quote: the words of the document that support the answer.
        example: a sentence that shows the answer in use; may be empty.
        chapter: the title of the chapter that the quote stands in; empty if it is not known.
        hint: a few words that help without the answer; may be empty.
        context: the chapter and the sentence before the quote; may be empty.
        page_image: the name of the picture of where the quote stands; empty if there is none.
        read_by: `model` if the page is a picture that a model read, else empty.
        fact: what its note is known by, see `bandup.flashcards.facts`.
        changed_at: the time of its last change in epoch seconds, later with each change; 0 if there was none.
        error_type: the kind of error that it is about; empty if it is about none.
    """

    question: str
    answer: str
    type: str
    difficulty: str
    page: int | None
    quote: str
    example: str
    chapter: str = ""
    hint: str = ""
    context: str = ""
    page_image: str = ""
    read_by: str = ""
    fact: Fact = ()
    changed_at: int = 0
    error_type: str = ""


@dataclass(frozen=True)
class Deck:
    """Cards that are exported together.

    Attributes:
        document_id: the same for all sets that were made of one document.
        name: of the document; empty if it is not known.
        created_at: when the set, or the oldest card, was made, in epoch milliseconds.
        cards: in their order.
        pictures: the pictures that the cards name.
    """

    document_id: str
    name: str
    created_at: int
    cards: tuple[Card, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @classmethod
    def from_set(cls, stored: Mapping[str, Any], pictures: Mapping[str, bytes] | None = None) -> "Deck":
        """The deck of a set that was read, see `bandup.flashcards.sets.read_set`, without its suspended cards.

        Anki takes no suspension from a package: it would learn a new card, and go on with one that it has.

        Args:
            stored: the set.
            pictures: its pictures.
        """
        cards = tuple(_card(each) for each in stored["flashcards"] if not each["suspended"])
        return cls(stored["document_id"], stored["document_name"] or "", stored["created_at"], cards, pictures or {})


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
        hint=stored["hint"] or "",
        context=stored["context"] or "",
        page_image=stored["page_image"] or "",
        read_by=stored["read_by"] or "",
        fact=stored["fact"],
        # Two changes within one second are two versions of a note for Anki.
        changed_at=stored["changed_at"] // 1000 + stored["version"] if stored["changed_at"] else 0,
    )
