"""Cards of sets follow what their owner changes of the set.

They do so when they are read. The other way, to change them together with the set, would write two tables for each
change, and miss what was changed while a set was just put into study.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bandup.core.clock import Clock
from bandup.flashcards.edits import CardEdit, SetEdits
from bandup.jobs.results import ResultStore
from bandup.study.card import CardState, StudyCard
from bandup.study.exceptions import StudyCardChangedError
from bandup.study.store import StudyStore


@dataclass(frozen=True)
class Follower:
    """Brings cards of sets up to date.

    Attributes:
        store: cards.
        sets: all sets.
        now: epoch milliseconds.
    """

    store: StudyStore
    sets: ResultStore
    now: Clock

    def follow(self, cards: Sequence[StudyCard]) -> list[StudyCard]:
        """The cards as their sets have them now, without those that the set has no more or that changed their state.

        It takes one small read for each set among the cards, and a write for each card whose set has changed it.

        Args:
            cards: of one owner and one state, as they were read.
        """
        sets = {card.source.id: card.user_id for card in cards if card.followed}
        edits = {set_id: SetEdits.parse(self.sets.find_edits(set_id, user)) for set_id, user in sets.items()}
        followed = [self._follow(card, edits[card.source.id]) if card.followed else card for card in cards]
        return [after for before, after in zip(cards, followed, strict=True) if after.state is before.state]

    def _follow(self, card: StudyCard, edits: SetEdits) -> StudyCard:
        if card.followed is None:
            return card
        edit = edits.of(card.followed["card"])
        if edit.version == card.followed["version"]:
            return card
        # If somebody changed it meanwhile, the next read follows.
        if edit.deleted:
            with suppress(StudyCardChangedError):
                self.store.delete(card, self.now())
            return card.delete(self.now())
        changed = card.change(self.now(), **follow_edit(card, edit))
        with suppress(StudyCardChangedError):
            self.store.change(card, changed)
        return changed


def follow_edit(card: StudyCard, edit: CardEdit) -> dict[str, Any]:
    """What an edit of the set's card changes of the card: attributes by name.

    Its text, unless it was written anew here; and its state, if the card was put aside or taken back in the set since.
    """
    before: Mapping[str, Any] = card.followed or {}
    texts = {} if card.rewritten else {"front": edit.question or card.front, "back": edit.answer or card.back}
    return {
        **texts,
        "state": follow_suspension(card.state, was=before["suspended"], suspended=edit.suspended),
        "followed": {**before, "version": edit.version, "suspended": edit.suspended},
    }


def follow_suspension(state: CardState, *, was: bool, suspended: bool) -> CardState:
    """A card's state after its set's card was put aside or taken back."""
    if suspended and not was and state is CardState.ACTIVE:
        return CardState.SUSPENDED
    if was and not suspended and state is CardState.SUSPENDED:
        return CardState.ACTIVE
    return state
