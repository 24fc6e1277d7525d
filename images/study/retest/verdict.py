"""When a mistake's card retires, and when it wakes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Self

from bandup.study.card import CardState

from .mistakes import Mistake
from .occasions import count_occasions, is_same, is_shown
from .work import Work

ENOUGH_OCCASIONS: Final = 3
"""So often later work must have had the occasion without showing the mistake."""


@dataclass(frozen=True)
class Retest:
    """What later work has shown of a mistake.

    Attributes:
        occasions: how many there were since it was shown last.
        last: the order of the work that was counted last, or of when its owner decided about the card.
    """

    occasions: int = 0
    last: tuple[int, str] = (0, "")

    def as_stored(self) -> dict[str, Any]:
        return {"occasions": self.occasions, "last": list(self.last)}

    @classmethod
    def parse(cls, stored: Mapping[str, Any] | None) -> Self:
        return cls(stored["occasions"], tuple(stored["last"])) if stored else cls()


@dataclass(frozen=True)
class MistakeCard:
    """A mistake with its card.

    Attributes:
        card_id: the card's id.
        source_id: where the mistake was made.
        state: active or retired; no other card is tested.
        mistake: what is looked for.
        retest: what was seen so far.
    """

    card_id: str
    source_id: str
    state: CardState
    mistake: Mistake
    retest: Retest = Retest()


def retest_cards(cards: Sequence[MistakeCard], work: Work) -> Iterator[MistakeCard]:
    """The cards that a work changes, as they are then. To look at the same work again changes nothing.

    A card that is active retires after `ENOUGH_OCCASIONS`. A mistake that returns wakes the cards of the very same
    words; one that goes by its kind alone wakes, if there are none, the card of the kind that retired last: an error
    more is no reason to bring back all that was ever learned about articles.
    """
    later = [card for card in cards if card.source_id != work.id and card.retest.last < work.order]
    seen = {card.mistake.kind for card in cards if card.retest.last == work.order and card.state is CardState.ACTIVE}
    returned = [card for card in later if card.state is CardState.RETIRED and is_shown(card.mistake, work)]
    woken = [card for card in returned if card.mistake.is_of_words or is_same(card.mistake, work)]
    told = {card.mistake.kind for card in woken} | seen
    newest = {card.mistake.kind: card for card in sorted(returned, key=lambda each: each.retest.last)}
    woken += [card for kind, card in newest.items() if kind not in told]
    # First those that wake: whoever is interrupted sees by what came later that they are awake.
    for card in woken:
        yield replace(card, state=CardState.ACTIVE, retest=Retest(0, work.order))
    for card in later:
        if card.state is CardState.ACTIVE and (changed := _follow(card, work)):
            yield changed


def _follow(card: MistakeCard, work: Work) -> MistakeCard | None:
    if is_shown(card.mistake, work):
        return replace(card, retest=Retest(0, work.order)) if card.retest.occasions else None
    occasions = 0 if work.is_revision else count_occasions(card.mistake, work)
    if not occasions:
        return None
    retest = Retest(card.retest.occasions + occasions, work.order)
    state = CardState.RETIRED if retest.occasions >= ENOUGH_OCCASIONS else CardState.ACTIVE
    return replace(card, state=state, retest=retest)
