"""When a card comes back: FSRS over the log of its reviews.

A card's memory is a fold of its log in the order of time and id, so it does not matter in which order reviews arrive.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler, State

from bandup.study.card import Memory, Review

CURRENT = "fsrs-6.2025"
"""The version of parameters that new reviews are scheduled with."""

DESIRED_RETENTION = 0.9

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

SCHEDULERS: Mapping[str, Scheduler] = {
    # The package's own defaults, written down: another release of it must not change what was scheduled before. Its
    # fuzz is random, and a replayed log must come to the same.
    "fsrs-6.2025": Scheduler(
        parameters=(
            *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614),
            *(0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
        ),
        desired_retention=DESIRED_RETENTION,
        learning_steps=(timedelta(minutes=1), timedelta(minutes=10)),
        relearning_steps=(timedelta(minutes=10),),
        maximum_interval=36500,
        enable_fuzzing=False,
    )
}
"""By the version that a review names. A version never changes and never goes: logs name it."""


def fold_log(log: Iterable[Review]) -> Memory | None:
    """What a card's reviews come to, in whichever order they are given; None if there are none."""
    memory: Memory | None = None
    for review in sorted(log, key=lambda each: each.order):
        memory = continue_memory(memory, review)
    return memory


def continue_memory(memory: Memory | None, review: Review) -> Memory:
    """What a card's memory is after one more review, which is later than all others."""
    before = _read_card(memory, review)
    card, _ = SCHEDULERS[review.parameters].review_card(before, Rating(review.rating), _at(review.time))
    if card.stability is None or card.difficulty is None:
        raise TypeError("a reviewed card has a stability and a difficulty")
    return Memory(
        phase=card.state.value,
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=(card.due - _EPOCH) // timedelta(milliseconds=1),
        first=memory.first if memory else review.time,
        last=review.order,
        reviews=memory.reviews + 1 if memory else 1,
    )


def _read_card(memory: Memory | None, review: Review) -> Card:
    # Without an id the package waits a millisecond to make one.
    if memory is None:
        return Card(card_id=0, due=_at(review.time))
    return Card(
        card_id=0,
        state=State(memory.phase),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_at(memory.due),
        last_review=_at(memory.last[0]),
    )


def _at(milliseconds: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=milliseconds)
