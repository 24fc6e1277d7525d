"""Stored sets of cards in their newest form, with what their owner made of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from bandup.flashcards import edits
from bandup.flashcards.edits import CardEdit, SetEdits
from bandup.flashcards.exceptions import CardNotFoundError
from bandup.flashcards.facts import find_facts
from bandup.flashcards.options import GAP, CardType

_LATER = ("chapter", "verified_by", "hint", "context", "page_image", "read_by")
"""What cards did not have from the beginning."""

NULLABLE = ("document_name", "page_count")
"""What sets do not store where it is None: those from before documents had names, and of documents without pages."""

_NOT_SHOWN = ("fact", "changed_at", "position")

EARLIER = "earlier_cards"
"""The attribute with the cards of earlier sets whose facts a set does not have, see `bandup.flashcards.succession`."""


def read_set(stored: Mapping[str, Any]) -> dict[str, Any]:
    """A set without its deleted cards, and with the edits of the others.

    What a set or a card has not is None, also where it was made before there was such a thing. Each card has
    three attributes for this service alone: its `fact`, when it was changed (`changed_at`, epoch milliseconds; 0 for
    never), and its `position` in the set as it was made. The hint of a card that was edited is None: it may hold words
    of the answer that there is now.
    """
    cards = list(_read_cards(stored))
    kept = {name: value for name, value in stored.items() if name not in {"edits", EARLIER}}
    return {**dict.fromkeys(NULLABLE), **kept, "total_cards": len(cards), "flashcards": cards}


def show_set(found: Mapping[str, Any]) -> dict[str, Any]:
    """A set that was read, without what is for this service alone."""
    return {**found, "flashcards": [show_card(card) for card in found["flashcards"]]}


def show_card(card: Mapping[str, Any]) -> dict[str, Any]:
    """A card of a set that was read, without what is for this service alone."""
    return {name: value for name, value in card.items() if name not in _NOT_SHOWN}


def export_set(stored: Mapping[str, Any]) -> dict[str, Any]:
    """A set as its owner takes it along: with what it remembers of earlier sets, but for what was deleted of them."""
    earlier = [edits.apply(edit, card) for card, edit in _read_earlier(stored) if not edit.deleted]
    shown = [{name: value for name, value in card.items() if name not in {"fact", "edit"}} for card in earlier]
    return show_set(read_set(stored)) | ({EARLIER: shown} if shown else {})


def change_card(stored: Mapping[str, Any], card_id: str, seen: int, now: int, changes: Mapping[str, Any]) -> SetEdits:
    """A set's edits after one card was changed, see `SetEdits.change`.

    Raises:
        CardNotFoundError: the set has no such card (any more).
        CardChangedError: the card has another version.
    """
    _require_card(stored, card_id)
    return SetEdits.parse(stored.get("edits")).change(card_id, seen, now, **changes)


def delete_card(stored: Mapping[str, Any], card_id: str, now: int) -> SetEdits:
    """A set's edits after one card was deleted.

    Raises:
        CardNotFoundError: the set has no such card (any more).
    """
    _require_card(stored, card_id)
    return SetEdits.parse(stored.get("edits")).delete(card_id, now)


def find_card(found: Mapping[str, Any], card_id: str) -> dict[str, Any]:
    """A card of a set that was read.

    Raises:
        CardNotFoundError: the set has no such card (any more).
    """
    for card in found["flashcards"]:
        if card["id"] == card_id:
            return dict(card)
    raise CardNotFoundError(card_id)


def keeps_gaps(card: Mapping[str, Any], question: str) -> bool:
    """Whether a question has as many gaps as the card's own. Anki refuses a note whose kind changes."""
    return card["type"] != CardType.CLOZE or question.count(GAP) == str(card["question"]).count(GAP)


def identify_cards(stored: Mapping[str, Any]) -> list[str]:
    """The id of each card of a stored set. It never changes: a set that has none is counted, and stays as it is."""
    return [card.get("id", f"card-{number}") for number, card in enumerate(stored["flashcards"], start=1)]


def _read_cards(stored: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    made = stored["flashcards"]
    changed = SetEdits.parse(stored.get("edits"))
    for position, (card, card_id, fact) in enumerate(zip(made, identify_cards(stored), find_facts(made), strict=True)):
        edit = changed.of(card_id)
        if not edit.deleted:
            whole = {**dict.fromkeys(_LATER), **card, "id": card_id}
            shown = edits.apply(edit, whole)
            if shown["edited"]:
                shown = {**shown, "hint": None}
            yield {**shown, "fact": fact, "changed_at": edit.changed_at, "position": position}


def _read_earlier(stored: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], CardEdit]]:
    for card in stored.get(EARLIER, ()):
        yield card, CardEdit(**card.get("edit", {}))


def _require_card(stored: Mapping[str, Any], card_id: str) -> None:
    if card_id not in identify_cards(stored):
        raise CardNotFoundError(card_id)
