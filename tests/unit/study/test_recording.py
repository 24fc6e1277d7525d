"""Each review counts once, and the stored card is what its log comes to."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from bandup.account.exceptions import AccountDeletedError
from bandup.core.errors import RetryLaterError
from bandup.study.card import CardState, Review, StudyCard
from bandup.study.store import StudyStore
from study.recording import ATTEMPTS, MOST_AHEAD_MS, Outcome, Recorded
from study.scheduling import fold_log
from unit.study.conftest import OWNER, STRANGER, Shelf

DAY = 24 * 3600


class Meddled:
    """The store, in which something else happens each time that a card was read."""

    def __init__(self, store: StudyStore, meddle: Any) -> None:
        self._store, self._meddle = store, meddle

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def get(self, user_id: str, card_id: str) -> StudyCard:
        card = self._store.get(user_id, card_id)
        self._meddle(card)
        return card


def test_reviews_in_any_order_and_twice_come_to_the_same(shelf: Shelf) -> None:
    card = shelf.add()
    reviews = [shelf.review(card, 1 + day % 4, seconds=day * DAY) for day in (0, 1, 3, 3, 20, 60)]
    shelf.clock.advance(100 * DAY)
    arriving = reviews * 2
    Random(7).shuffle(arriving)
    assert {shelf.recorder().record(OWNER, each).outcome for each in arriving} == {Outcome.STORED}
    assert sorted(shelf.store.read_log(OWNER, card.id), key=lambda each: each.order) == sorted(
        reviews, key=lambda each: each.order
    )
    assert shelf.store.get(OWNER, card.id).memory == fold_log(reviews)


def test_a_batch_that_is_sent_again_gets_the_same_answer(shelf: Shelf) -> None:
    card, other = shelf.add(), shelf.add("other")
    reviews = [shelf.review(card, 3, seconds=9), shelf.review(card, 1, seconds=5), shelf.review(other, 4, seconds=7)]
    shelf.clock.advance(DAY)
    batch = [*reviews, replace(reviews[1], rating=2), shelf.review(card, 3, seconds=9 * DAY)]
    first = shelf.recorder().record_all(OWNER, batch)
    due = [shelf.store.get(OWNER, each.id).due for each in (card, card, other)]
    assert first == [*(Recorded(Outcome.STORED, each) for each in due), Recorded(Outcome.ID_USED),
                     Recorded(Outcome.OUT_OF_TIME)]  # fmt: skip
    assert shelf.recorder().record_all(OWNER, batch) == first


def test_two_devices_at_once_both_count(shelf: Shelf) -> None:
    card = shelf.add()
    other = [shelf.review(card, 1, seconds=5)]

    def meddle(_: StudyCard) -> None:
        if other:
            shelf.recorder().record(OWNER, other.pop())

    mine, theirs = shelf.review(card, 3, seconds=1), other[0]
    assert shelf.recorder(Meddled(shelf.store, meddle)).record(OWNER, mine).outcome is Outcome.STORED
    assert shelf.store.get(OWNER, card.id).memory == fold_log([mine, theirs])


def test_one_review_that_is_sent_twice_at_once_counts_once(shelf: Shelf) -> None:
    card = shelf.add()
    review = shelf.review(card)
    sent = [review]

    def meddle(_: StudyCard) -> None:
        if sent:
            shelf.recorder().record(OWNER, sent.pop())

    memory = fold_log([review])
    assert memory
    expected = Recorded(Outcome.STORED, memory.due)
    assert shelf.recorder(Meddled(shelf.store, meddle)).record(OWNER, review) == expected
    assert (shelf.store.read_log(OWNER, card.id), shelf.store.get(OWNER, card.id).memory) == ([review], memory)


def test_a_card_that_is_deleted_while_it_is_reviewed_stays_deleted(shelf: Shelf) -> None:
    card = shelf.add()
    shelf.recorder().record(OWNER, shelf.review(card))
    deleting = [True]

    def meddle(seen: StudyCard) -> None:
        if deleting.pop():
            shelf.store.delete(seen, shelf.clock.now)

    recorder = shelf.recorder(Meddled(shelf.store, meddle))
    assert recorder.record(OWNER, shelf.review(card, seconds=1)).outcome is Outcome.UNKNOWN_CARD
    assert shelf.entries() == [f"card#{card.id}"]


def test_who_never_gets_through_may_try_again(shelf: Shelf) -> None:
    card = shelf.add()
    tries: list[StudyCard] = []

    def meddle(seen: StudyCard) -> None:
        tries.append(seen)
        shelf.store.change(seen, seen.change(shelf.clock.now, note=f"{len(tries)}"))

    with pytest.raises(RetryLaterError):
        shelf.recorder(Meddled(shelf.store, meddle)).record(OWNER, shelf.review(card))
    assert (len(tries), shelf.store.read_log(OWNER, card.id)) == (ATTEMPTS, [])


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"time": -1}, Outcome.OUT_OF_TIME),
        ({"time": MOST_AHEAD_MS + 1}, Outcome.OUT_OF_TIME),
        ({"time": MOST_AHEAD_MS}, Outcome.STORED),
        ({"card_id": "00000000-0000-0000-0000-000000000000"}, Outcome.UNKNOWN_CARD),
    ],
)
def test_what_is_refused(shelf: Shelf, change: dict[str, Any], outcome: Outcome) -> None:
    review = shelf.review(shelf.add())
    changes = {**change, "time": review.time + change["time"]} if "time" in change else change
    assert shelf.recorder().record(OWNER, replace(review, **changes)).outcome is outcome


def test_another_users_card_is_not_there(shelf: Shelf) -> None:
    card = shelf.add()
    assert shelf.recorder().record(STRANGER, shelf.review(card)).outcome is Outcome.UNKNOWN_CARD
    assert shelf.entries(STRANGER) == []


def test_a_proposed_card_is_not_studied_and_a_suspended_one_takes_late_reviews(shelf: Shelf) -> None:
    proposed = shelf.add("1", state=CardState.PROPOSED)
    suspended = shelf.add("2", state=CardState.SUSPENDED)
    assert shelf.recorder().record(OWNER, shelf.review(proposed)).outcome is Outcome.NOT_STUDIED
    assert shelf.recorder().record(OWNER, shelf.review(suspended)).outcome is Outcome.STORED


def test_the_same_id_with_another_rating_is_told(shelf: Shelf) -> None:
    review: Review = shelf.review(shelf.add())
    assert shelf.recorder().record(OWNER, review).outcome is Outcome.STORED
    for other in (replace(review, rating=1), replace(review, time=review.time + 1)):
        assert shelf.recorder().record(OWNER, other).outcome is Outcome.ID_USED
    assert shelf.store.read_log(OWNER, review.card_id) == [review]


def test_a_review_that_was_scheduled_with_earlier_parameters_is_known(shelf: Shelf) -> None:
    card = shelf.add()
    review = shelf.review(card)
    changed = card.change(shelf.clock.now, memory=fold_log([review]))
    shelf.store.store_review(replace(review, parameters="earlier"), card, changed, None)
    assert shelf.recorder().record(OWNER, review).outcome is Outcome.STORED
    assert [each.parameters for each in shelf.store.read_log(OWNER, card.id)] == ["earlier"]


def test_nothing_is_stored_of_a_deleted_account(shelf: Shelf) -> None:
    card = shelf.add()
    shelf.delete_account()
    before = shelf.entries()
    with pytest.raises(AccountDeletedError):
        shelf.recorder().record(OWNER, shelf.review(card))
    with pytest.raises(AccountDeletedError):
        shelf.add("another")
    assert shelf.entries() == before
