"""Lets cards of mistakes follow what later work shows."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bandup.core.clock import Clock
from bandup.core.errors import RetryLaterError
from bandup.study.card import StudyCard
from bandup.study.exceptions import CardGoneError, StudyCardChangedError
from bandup.study.store import StudyStore

from .mistakes import Mistake
from .verdict import MistakeCard, Retest, retest_cards
from .work import read_work

ATTEMPTS = 6
"""Cards may be reviewed meanwhile. To look at a work again changes nothing that it changed before."""


@dataclass(frozen=True)
class Retester:
    """Retires cards of mistakes, and wakes them.

    Attributes:
        store: cards.
        now: epoch milliseconds.
    """

    store: StudyStore
    now: Clock

    def follow(self, user_id: str, evaluation: Mapping[str, Any]) -> None:
        """Change the owner's cards as a new evaluation says.

        Raises:
            RetryLaterError: others changed the cards at each attempt. What was changed stays.
            AccountDeletedError: the account is deleted.
        """
        work = read_work(evaluation)
        cards = self.store.list_tested(user_id)
        for _ in range(ATTEMPTS):
            by_id = {card.id: card for card in cards}
            try:
                for changed in retest_cards([_read(card) for card in cards], work):
                    self._change(by_id[changed.card_id], changed)
            except StudyCardChangedError:
                cards = list(self._read_again(cards))  # an index may still have them as they were
                continue
            return
        raise RetryLaterError("cards_busy", "Others change these cards.", retry_after=1)

    def _read_again(self, cards: Iterable[StudyCard]) -> Iterator[StudyCard]:
        for card in cards:
            with suppress(CardGoneError):
                again = self.store.get(card.user_id, card.id)
                if again.is_tested:
                    yield again

    def _change(self, card: StudyCard, changed: MistakeCard) -> None:
        self.store.change(card, card.change(self.now(), state=changed.state, retest=changed.retest.as_stored()))


def _read(card: StudyCard) -> MistakeCard:
    return MistakeCard(
        card_id=card.id,
        source_id=card.source.id,
        state=card.state,
        mistake=Mistake.parse(card.error_type or "", card.mistake or {}),
        retest=Retest.parse(card.retest),
    )
