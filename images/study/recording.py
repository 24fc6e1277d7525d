"""Takes reviews as devices send them: each once, however often, late or at the same time they come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bandup.core.clock import Clock
from bandup.core.errors import RetryLaterError
from bandup.study.card import CardState, Memory, Review, StudyCard
from bandup.study.exceptions import CardGoneError, ReviewExistsError, StudyCardChangedError
from bandup.study.store import StudyStore

from .scheduling import continue_memory, fold_log

MOST_AHEAD_MS = 300_000
"""How far a device's clock may be ahead of ours."""

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
class Recorded:
    """One review, and its card.

    Attributes:
        outcome: what became of the review.
        due: when the card comes back, in epoch milliseconds; None if the review was not stored.
    """

    outcome: Outcome
    due: int | None = None


@dataclass(frozen=True)
class Recorder:
    """Stores reviews.

    Attributes:
        store: cards and their logs.
        now: epoch milliseconds.
    """

    store: StudyStore
    now: Clock

    def record_all(self, user_id: str, reviews: Sequence[Review]) -> list[Recorded]:
        """Store reviews, each by itself: one that is refused keeps no other from being stored.

        Returns:
            One for each review, in the same order, each with when its card comes back after all of them: a batch that
            is sent again gets the same answer.

        Raises:
            RetryLaterError: others changed a card at each attempt. What was stored stays, and may be sent again.
            AccountDeletedError: the account is deleted.
        """
        # The earliest first: only a late one replays its card's log.
        places = sorted(range(len(reviews)), key=lambda place: reviews[place].order)
        recorded = {place: self.record(user_id, reviews[place]) for place in places}
        due = {reviews[place].card_id: recorded[place].due for place in places if recorded[place].due is not None}
        return [
            replace(each, due=due[review.card_id]) if each.outcome is Outcome.STORED else each
            for each, review in ((recorded[place], review) for place, review in enumerate(reviews))
        ]

    def record(self, user_id: str, review: Review) -> Recorded:
        """Store one review and what it makes of its card, unless both are stored already.

        Raises:
            RetryLaterError: others changed the card at each attempt.
            AccountDeletedError: the account is deleted.
        """
        for _ in range(ATTEMPTS):
            try:
                return self._record(user_id, review)
            except CardGoneError:
                return Recorded(Outcome.UNKNOWN_CARD)
            except StudyCardChangedError:
                continue
        raise RetryLaterError("card_busy", "Others review this card.", retry_after=1)

    def _record(self, user_id: str, review: Review) -> Recorded:
        card = self.store.get(user_id, review.card_id)
        if not card.created_at <= review.time <= self.now() + MOST_AHEAD_MS:
            return Recorded(Outcome.OUT_OF_TIME)
        if card.state is CardState.PROPOSED:
            return Recorded(Outcome.NOT_STUDIED)
        late = card.memory is not None and review.order <= card.memory.last
        if late and (known := self.store.find_review(user_id, review)):
            # It may have been scheduled with the parameters of before.
            same = replace(known, parameters=review.parameters) == review
            return Recorded(Outcome.STORED, card.due) if same else Recorded(Outcome.ID_USED)
        before, memory = self._replay(card, review) if late else (card.memory, continue_memory(card.memory, review))
        changed = card.change(self.now(), memory=memory)
        try:
            self.store.store_review(review, card, changed, before.phase if before else None)
        except ReviewExistsError:  # of an earlier time
            return Recorded(Outcome.ID_USED)
        return Recorded(Outcome.STORED, changed.due)

    def _replay(self, card: StudyCard, review: Review) -> tuple[Memory | None, Memory | None]:
        """The card's memory right before a late review, and with it after all others."""
        log = self.store.read_log(card.user_id, card.id)
        return fold_log(each for each in log if each.order < review.order), fold_log([*log, review])
