"""What a set takes over of the one that it is made instead of: notes, edits, and which cards are not wanted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self

from bandup.core.clock import now_ms
from bandup.flashcards.edits import SetEdits
from bandup.flashcards.sets import EARLIER
from bandup.flashcards.succession import Succession, list_earlier, succeed
from bandup.jobs.result import Result

from .cards.card_set_writer import CardSet

DELETED = "deleted_before"
"""Why a good card is not kept: its owner had deleted the card of the same fact."""


class StoredSets(Protocol):
    """Reads sets, as `ResultStore` does."""

    def get_owned(self, result_id: str, user_id: str) -> dict[str, Any] | None:
        """See `ResultStore.get_owned`."""
        ...


@dataclass(frozen=True)
class Inheritance:
    """What the cards of one new set take over.

    Attributes:
        succession: card by card; None if the set is made instead of no other, or that one is gone.
    """

    succession: Succession | None

    @classmethod
    def find(cls, sets: StoredSets, replaces: str | None, user_id: str, card_set: CardSet) -> Self:
        """Look at the earlier set as it is now: its owner may have changed it while the new one was written.

        Args:
            sets: where it is.
            replaces: its id, if there is one.
            user_id: its owner.
            card_set: the new cards.

        Raises:
            RetryLaterError, ConfigurationError: it could not be read.
        """
        stored = sets.get_owned(replaces, user_id) if replaces else None
        return cls(succeed(card_set.cards, list_earlier(stored), now_ms()) if stored else None)

    def keep(self, card_set: CardSet) -> CardSet:
        """The set without the cards whose facts its owner had deleted."""
        if self.succession is None:
            return card_set
        facts = self.succession.facts
        kept = [card for card, fact in zip(card_set.cards, facts, strict=True) if fact is not None]
        dropped = len(facts) - len(kept)
        reasons = {**card_set.dropped, **({DELETED: dropped} if dropped else {})}
        return replace(card_set, cards=kept, dropped=reasons)

    def hand_down(self, result: Result) -> Result:
        """The result of the kept cards, with their facts and edits, and what it remembers of earlier cards."""
        if self.succession is None:
            return result
        facts = self.succession.facts
        kept = [place for place, fact in enumerate(facts) if fact is not None]
        cards = [{**card, "fact": facts[place]} for place, card in zip(kept, result.body["flashcards"], strict=True)]
        edits = {
            card["id"]: self.succession.edits[place]
            for place, card in zip(kept, cards, strict=True)
            if place in self.succession.edits
        }
        earlier = [card.as_stored() for card in self.succession.earlier]
        body: Mapping[str, Any] = {**result.body, "flashcards": cards, **({EARLIER: earlier} if earlier else {})}
        return replace(result, body=body, edits=SetEdits(1, edits).as_stored() if edits else {})
