"""One card of one user, and the reviews that it had."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

SCHEMA_VERSION = 1

LATEST = 10**15 - 1
"""The latest time that a queue can hold, in epoch milliseconds: of the year 33658."""


class CardState(StrEnum):
    """What its owner wants of a card."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    RETIRED = "retired"
    DELETED = "deleted"
    """All that is left of a card that its owner deleted, so that it is not proposed again. Nobody sees it."""


class SourceKind(StrEnum):
    """What a card was made of."""

    WRITING = "writing"
    SPEAKING = "speaking"
    INTERVIEW = "interview"
    FLASHCARDS = "flashcards"


@dataclass(frozen=True)
class Source:
    """Where a card comes from.

    Attributes:
        kind: what it was made of.
        id: of the evaluation, the interview or the set.
        place: of the quote in the source; for a card of a set, what its fact is hashed to.
        document: what the set was made of; None for other sources. A fact of a document is one card, as it is one note
            in Anki: when the set is made again, the card goes on with the new one.
    """

    kind: SourceKind
    id: str
    place: str
    document: str | None = None

    @property
    def root(self) -> str:
        """What the card's id begins with the hash of."""
        return self.document or self.id

    @property
    def card_id(self) -> str:
        """The same for the same source, or document, and place; it has the form of a UUID."""
        digits = _digest(self.root) + _digest(self.place)
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def prefix_of(root: str) -> str:
    """What the ids of all cards of a source, or of a document, begin with, and no others: 64 bits of a hash."""
    digits = _digest(root)
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:]}-"


@dataclass(frozen=True)
class Review:
    """One answer of the learner to a card.

    Attributes:
        id: of the learner's device, which makes it once for each review.
        card_id: the card.
        rating: 1 for forgotten, 2 hard, 3 good, 4 easy.
        time: when it was, in epoch milliseconds.
        parameters: which parameters it is scheduled with.
    """

    id: str
    card_id: str
    rating: int
    time: int
    parameters: str

    @property
    def order(self) -> tuple[int, str]:
        """Its place in the card's log."""
        return self.time, self.id


@dataclass(frozen=True)
class Memory:
    """What the log of a card comes to.

    Attributes:
        phase: of FSRS: 1 for learning, 2 for review, 3 for relearning.
        step: of learning or relearning; None in review.
        stability: days after which it is remembered with 90 %.
        difficulty: 1 to 10.
        due: epoch milliseconds.
        first: when it was reviewed first, in epoch milliseconds.
        last: the order of its last review.
        reviews: how many there were.
    """

    phase: int
    step: int | None
    stability: float
    difficulty: float
    due: int
    first: int
    last: tuple[int, str]
    reviews: int

    def as_stored(self) -> dict[str, Any]:
        return {**vars(self), "last": list(self.last)}

    @classmethod
    def parse(cls, stored: Mapping[str, Any]) -> Self:
        """Numbers as they were: a float's shortest text is stored."""
        exact = {name: float(stored[name]) for name in ("stability", "difficulty")}
        return cls(**{"step": None, **stored, **exact, "last": tuple(stored["last"])})


@dataclass(frozen=True)
class StudyCard:
    """One card.

    Attributes:
        user_id: its owner.
        source: where it comes from.
        kind: what it asks, such as `cloze`; a type of flashcard in lower case if it comes of a set.
        front: the question.
        back: the answer.
        note: what helps to understand the answer; may be empty.
        error_type: the kind of error that it is about, see `bandup.ielts.error_types`; None for none.
        state: what its owner wants of it.
        created_at: epoch milliseconds.
        updated_at: the same.
        version: counts its changes and reviews from 1.
        memory: what its reviews come to; None if there were none.
        rewritten: whether its owner wrote its text here.
        mistake: what was wrong and what it should be, as `wrong` and `right`; None where no later work can tell whether
            it comes back.
        retest: what later work has shown of the mistake: `occasions`, and the work that counted `last`, or when its
            owner decided about the card; None for nothing.
        followed: of the set's card that it follows, the id as `card`, and the `version` and suspension (`suspended`)
            that it has followed; None for other sources.
    """

    user_id: str
    source: Source
    kind: str
    front: str
    back: str
    note: str
    error_type: str | None
    state: CardState
    created_at: int
    updated_at: int
    version: int = 1
    memory: Memory | None = None
    rewritten: bool = False
    mistake: Mapping[str, str] | None = None
    retest: Mapping[str, Any] | None = None
    followed: Mapping[str, Any] | None = None

    @property
    def id(self) -> str:
        return self.source.card_id

    @property
    def due(self) -> int | None:
        """When it comes back, in epoch milliseconds; None if it was never reviewed."""
        return self.memory.due if self.memory else None

    @property
    def queue(self) -> str | None:
        """Its place in its owner's order: by state; active ones that have reviews first, by when they are due."""
        match self.state:
            case CardState.DELETED:
                return None
            case CardState.ACTIVE:
                return f"{NEW_QUEUE}{self.created_at:015d}" if self.due is None else due_queue(self.due)
        return f"{self.state}#{self.created_at:015d}"

    @property
    def is_tested(self) -> bool:
        """Whether later work may retire or wake it."""
        return self.mistake is not None and self.state in {CardState.ACTIVE, CardState.RETIRED}

    def change(self, now: int, **changes: Any) -> "StudyCard":
        """The card after a change at `now` (epoch milliseconds)."""
        return replace(self, version=self.version + 1, updated_at=now, **changes)

    def delete(self, now: int) -> "StudyCard":
        """What is left of it: no word of it, and no review."""
        emptied = {"front": "", "back": "", "note": "", "error_type": None, "memory": None, "followed": None}
        emptied |= {"mistake": None, "retest": None}
        return self.change(now, state=CardState.DELETED, **emptied)

    def as_item(self) -> dict[str, Any]:
        return {
            **vars(self),
            "source": vars(self.source),
            "memory": self.memory.as_stored() if self.memory else None,
            "queue": self.queue,
            "introduced_at": self.memory.first if self.memory else None,
            "tested_kind": self.error_type if self.is_tested else None,
            "schema_version": SCHEMA_VERSION,
        }

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        source = item["source"]
        known: dict[str, Any] = {name: item.get(name) for name in cls.__dataclass_fields__}
        return cls(
            **known
            | {
                "source": Source(**{**source, "kind": SourceKind(source["kind"])}),
                "state": CardState(item["state"]),
                "memory": Memory.parse(item["memory"]) if "memory" in item else None,
            }
        )


NEW_QUEUE = f"{CardState.ACTIVE}#new#"
"""Begins the queue of cards that were never reviewed."""


def due_queue(due: int) -> str:
    """The queue of a card that is due at a moment in epoch milliseconds."""
    return f"{CardState.ACTIVE}#due#{due:015d}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def show_card(card: StudyCard) -> dict[str, Any]:
    """A card as its owner sees it."""
    memory = card.memory
    return {
        "id": card.id,
        "kind": card.kind,
        "front": card.front,
        "back": card.back,
        "note": card.note,
        "error_type": card.error_type,
        "state": card.state.value,
        "source": {"kind": card.source.kind.value, "id": card.source.id},
        "created_at": card.created_at,
        "updated_at": card.updated_at,
        "version": card.version,
        "due": card.due,
        "stability": memory.stability if memory else None,
        "difficulty": memory.difficulty if memory else None,
        "review_count": memory.reviews if memory else 0,
        "reviewed_at": memory.last[0] if memory else None,
        "retest_occasions": (card.retest or {}).get("occasions", 0) if card.mistake else None,
    }
