"""What the owner of a set changed of its cards. The set itself stays as it was made; edits lie over it, by card id."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from bandup.flashcards.exceptions import CardChangedError, CardNotFoundError

MAX_QUESTION = 600
MAX_ANSWER = 1_200
"""Characters that an owner may write, more than twice of what is made. All edits of a set are one item: 50 cards of
1,800 characters of four bytes are 360,000 bytes, and DynamoDB takes 409,600."""

FIRST_VERSION = 1
"""Of a card as it was made."""


@dataclass(frozen=True)
class CardEdit:
    """What one card became.

    Attributes:
        version: counts its changes, from `FIRST_VERSION`.
        changed_at: when it was changed last, in epoch milliseconds.
        question: the owner's, or None if it is as it was made.
        answer: the same of the answer.
        suspended: whether the owner does not learn it at the moment.
        deleted: whether it is gone. Nothing changes it any more.
    """

    version: int = FIRST_VERSION
    changed_at: int = 0
    question: str | None = None
    answer: str | None = None
    suspended: bool = False
    deleted: bool = False

    def as_stored(self) -> dict[str, Any]:
        """What is stored of it: what differs from a card as it was made."""
        plain = CardEdit()
        return {name: value for name, value in asdict(self).items() if value != getattr(plain, name)}


@dataclass(frozen=True)
class SetEdits:
    """All edits of one set.

    Attributes:
        version: counts the changes of any card; 0 if there was none.
        cards: by card id.
    """

    version: int = 0
    cards: Mapping[str, CardEdit] = field(default_factory=dict)

    @classmethod
    def parse(cls, stored: Mapping[str, Any] | None) -> Self:
        """The edits as they are stored; None if there are none."""
        if not stored:
            return cls()
        return cls(stored["version"], {card_id: CardEdit(**edit) for card_id, edit in stored["cards"].items()})

    def as_stored(self) -> dict[str, Any]:
        """What is stored of them."""
        return {"version": self.version, "cards": {card_id: edit.as_stored() for card_id, edit in self.cards.items()}}

    def of(self, card_id: str) -> CardEdit:
        """The edit of one card."""
        return self.cards.get(card_id, CardEdit())

    def change(self, card_id: str, seen: int, now: int, **changes: Any) -> "SetEdits":
        """The edits after one card was changed.

        Args:
            card_id: a card of the set.
            seen: the version that the change was made for.
            now: epoch milliseconds.
            **changes: attributes of `CardEdit`.

        Raises:
            CardNotFoundError: the card was deleted.
            CardChangedError: the card has another version.
        """
        edit = self.of(card_id)
        if edit.deleted:
            raise CardNotFoundError(card_id)
        if edit.version != seen:
            raise CardChangedError(card_id)
        return self._with(card_id, replace(edit, version=seen + 1, changed_at=now, **changes))

    def delete(self, card_id: str, now: int) -> "SetEdits":
        """The edits after one card was deleted, without the words that it had been given.

        Raises:
            CardNotFoundError: it was deleted before.
        """
        edit = self.of(card_id)
        if edit.deleted:
            raise CardNotFoundError(card_id)
        return self._with(card_id, CardEdit(version=edit.version + 1, changed_at=now, deleted=True))

    def _with(self, card_id: str, edit: CardEdit) -> "SetEdits":
        return SetEdits(self.version + 1, {**self.cards, card_id: edit})


def apply(edit: CardEdit, card: Mapping[str, Any]) -> dict[str, Any]:
    """A card as its owner sees it. What the owner wrote was proven and looked at by nobody."""
    written = {name: text for name in ("question", "answer") if (text := getattr(edit, name)) not in {None, card[name]}}
    unproven = {"grounded": False, "verified_by": None} if written else {}
    state = {"version": edit.version, "edited": bool(written), "suspended": edit.suspended}
    return {**card, **written, **unproven, **state}
