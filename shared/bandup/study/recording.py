"""Takes reviews as devices send them: each once, however often, late or at the same time they come."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bandup.core.clock import Clock
from bandup.core.errors import RetryLaterError
from bandup.study.card import CardState, Memory, Review, StudyCard
from bandup.study.exceptions import CardGoneError, ReviewExistsError, StudyCardChangedError
from bandup.study.scheduling import continue_memory, fold_log
from bandup.study.store import StudyStore

ATTEMPTS = 6
"""Two devices may review one card at the same time. One of them is stored, and the other one is scheduled anew."""


class Outcome(StrEnum):
    """What became of one review."""

    STORED = "stored"
    """Now, or when it was sent before."""

    UNKNOWN_CARD = "unknown_card"
    NOT_STUDIED = "not_studied"
    """The card is only proposed."""

    OUT_OF_TIME = "out_of_time"
    """It is in the future, or from before there was the card."""

    ID_USED = "id_used"
    """The card has another review of this id."""


@dataclass(frozen=True)
class Recorder:
    """Stores reviews.

    Attributes:
        store: cards and their logs.
        now: epoch milliseconds.
        ahead_ms: how far a device's clock may be ahead of ours.
    """

    store: StudyStore
    now: Clock
    ahead_ms: int

    def record(self, user_id: str, review: Review) -> Outcome:
        """Store one review and what it makes of its card, unless both are stored already.

        Raises:
            RetryLaterError: others changed the card at each attempt.
            AccountDeletedError: the account is deleted.
        """
        for _ in range(ATTEMPTS):
            try:
                card = self.store.get(user_id, review.card_id)
            except CardGoneError:
                return Outcome.UNKNOWN_CARD
            if not card.created_at <= review.time <= self.now() + self.ahead_ms:
                return Outcome.OUT_OF_TIME
            if card.state is CardState.PROPOSED:
                return Outcome.NOT_STUDIED
            try:
                memory = self._remember(card, review)
                self.store.store_review(review, card, card.change(self.now(), memory=memory))
            except ReviewExistsError:
                return self._compare(user_id, review)
            except StudyCardChangedError:
                continue
            return Outcome.STORED
        raise RetryLaterError("card_busy", "Others review this card.", retry_after=1)

    def _remember(self, card: StudyCard, review: Review) -> Memory | None:
        if card.memory is None or review.order > card.memory.last:
            return continue_memory(card.memory, review)
        log: Mapping[str, Review] = {each.id: each for each in self.store.read_log(card.user_id, card.id)}
        return fold_log({**log, review.id: review}.values())

    def _compare(self, user_id: str, review: Review) -> Outcome:
        stored = self.store.find_review(user_id, review)
        # It may have been scheduled with the parameters of before.
        same = stored is None or replace(stored, parameters=review.parameters) == review
        return Outcome.STORED if same else Outcome.ID_USED
