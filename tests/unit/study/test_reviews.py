"""Reviews as devices send them: one, or a batch that was made offline."""

import uuid
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from bandup.study.card import CardState, Review, StudyCard
from study.recording import MOST_AHEAD_MS
from study.reviews import MOST_AT_ONCE
from study.scheduling import fold_log
from unit.study.conftest import OWNER, RATE, STRANGER, StudyFunction, as_sent

DAY = 24 * 3600


def send_one(function: StudyFunction, review: Review, *, user: str = OWNER, **changes: Any) -> Any:
    return function.ask("POST", "/reviews", user=user, body=as_sent(review) | changes)


def outcomes(answer: Any) -> list[str]:
    assert answer.status == 200, answer.raw
    return [item["outcome"] for item in answer.json["items"]]


def log_of(function: StudyFunction, card: StudyCard) -> list[Review]:
    return sorted(function.shelf.store.read_log(OWNER, card.id), key=lambda each: each.order)


def test_one_review_says_when_the_card_comes_back(function: StudyFunction) -> None:
    card = function.shelf.add()
    review = function.shelf.review(card)
    answer = send_one(function, review)
    memory = function.shelf.store.get(OWNER, card.id).memory
    assert memory == fold_log([review])
    assert answer.json == {"id": review.id, "card_id": card.id, "outcome": "stored", "due": memory.due if memory else 0}
    function.shelf.clock.advance(DAY)
    assert send_one(function, review).raw["body"] == answer.raw["body"]
    assert log_of(function, card) == [review]


def test_a_batch_counts_once_however_often_and_in_which_order_it_comes(function: StudyFunction) -> None:
    cards = [function.shelf.add(str(number)) for number in range(3)]
    reviews = [function.shelf.review(card, 1 + day % 4, seconds=day * DAY) for day in range(4) for card in cards]
    function.shelf.clock.advance(9 * DAY)
    Random(5).shuffle(reviews)
    half = function.send(*reviews[::2])
    assert outcomes(half) == ["stored"] * 6
    first = function.send(*reviews)
    assert [(item["id"], item["card_id"]) for item in first.json["items"]] == [
        (review.id, review.card_id) for review in reviews
    ]
    assert outcomes(first) == ["stored"] * 12
    before = function.shelf.entries()
    again = function.send(*reviews)
    assert outcomes(again) == ["stored"] * 12
    assert again.raw["body"] == function.send(*reviews).raw["body"]
    assert function.shelf.entries() == before
    for card in cards:
        mine = [review for review in reviews if review.card_id == card.id]
        assert function.shelf.store.get(OWNER, card.id).memory == fold_log(mine)
        assert log_of(function, card) == sorted(mine, key=lambda each: each.order)


def test_in_a_mixed_batch_each_review_has_its_own_outcome(function: StudyFunction) -> None:
    card, proposed = function.shelf.add(), function.shelf.add("2", state=CardState.PROPOSED)
    theirs = function.shelf.add("3", user=STRANGER)
    known = function.shelf.review(card)
    assert send_one(function, known).status == 200
    new = function.shelf.review(card, seconds=60)
    batch = [
        (known, "stored"),
        (function.shelf.review(theirs), "unknown_card"),
        (replace(new, card_id=str(uuid.uuid4())), "unknown_card"),
        (function.shelf.review(proposed), "not_studied"),
        (function.shelf.review(card, seconds=-1), "out_of_time"),
        (function.shelf.review(card, seconds=MOST_AHEAD_MS / 1000 + 1), "out_of_time"),
        (replace(known, rating=1), "id_used"),
        (replace(known, time=known.time + 1), "id_used"),
        (new, "stored"),
    ]
    answer = function.send(*(review for review, _ in batch))
    assert outcomes(answer) == [outcome for _, outcome in batch]
    assert [item["due"] is None for item in answer.json["items"]] == [outcome != "stored" for _, outcome in batch]
    assert log_of(function, card) == [known, new]
    assert function.shelf.store.get(OWNER, card.id).memory == fold_log([known, new])
    assert function.shelf.store.get(STRANGER, theirs.id) == theirs
    assert function.shelf.entries(STRANGER) == [f"card#{theirs.id}"]


def test_one_review_that_is_refused_is_a_problem(function: StudyFunction) -> None:
    card, proposed = function.shelf.add(), function.shelf.add("2", state=CardState.PROPOSED)
    review = function.shelf.review(card)
    now = function.shelf.clock.now
    assert send_one(function, review, user=STRANGER).status == 404
    assert send_one(function, review, card_id=str(uuid.uuid4())).status == 404
    assert send_one(function, function.shelf.review(proposed)).status == 409
    for time in (now + MOST_AHEAD_MS + 1, card.created_at - 1):
        answer = send_one(function, review, time=time)
        assert (answer.status, answer.pointers) == (422, [("body", "/time")])
    assert function.shelf.entries() == sorted(f"card#{each.id}" for each in (card, proposed))
    assert send_one(function, review).status == 200
    assert send_one(function, review, rating=1).status == 409


def test_a_device_whose_clock_went_back_loses_nothing(function: StudyFunction) -> None:
    card = function.shelf.add()
    later, earlier = function.shelf.review(card, 3, seconds=DAY), function.shelf.review(card, 1, seconds=60)
    function.shelf.clock.advance(2 * DAY)
    assert outcomes(function.send(later)) == outcomes(function.send(earlier)) == ["stored"]
    assert function.shelf.store.get(OWNER, card.id).memory == fold_log([earlier, later])


BAD: dict[str, tuple[Any, str]] = {
    "no body": ({}, "/card_id"),
    "no rating": ({"rating": None}, "/rating"),
    "rating 0": ({"rating": 0}, "/rating"),
    "rating 5": ({"rating": 5}, "/rating"),
    "rating good": ({"rating": "good"}, "/rating"),
    "rating 3.5": ({"rating": 3.5}, "/rating"),
    "rating true": ({"rating": True}, "/rating"),
    "time negative": ({"time": -1}, "/time"),
    "time of another age": ({"time": 10**15}, "/time"),
    "time in words": ({"time": "2026-11-27"}, "/time"),
    "an id of another form": ({"id": "1"}, "/id"),
    "a card of another form": ({"card_id": "card#1"}, "/card_id"),
    "an owner": ({"user_id": STRANGER}, "/user_id"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_review_refuses_the_whole_batch(function: StudyFunction, name: str) -> None:
    card = function.shelf.add()
    good, (changes, pointer) = as_sent(function.shelf.review(card)), BAD[name]
    bad = good | changes if changes else {}
    alone = function.ask("POST", "/reviews", body=bad)
    assert alone.status == 422
    assert ("body", pointer) in alone.pointers
    batch = function.ask("POST", "/reviews", body={"reviews": [good, bad]})
    assert batch.status == 422
    assert ("body", f"/reviews/1{pointer}") in batch.pointers
    assert log_of(function, card) == []


@pytest.mark.parametrize("count", [0, MOST_AT_ONCE + 1])
def test_a_batch_has_1_to_100_reviews(function: StudyFunction, count: int) -> None:
    card = function.shelf.add()
    answer = function.send(*(function.shelf.review(card) for _ in range(count)))
    assert (answer.status, answer.pointers) == (422, [("body", "/reviews")])
    assert log_of(function, card) == []


def test_each_review_of_a_batch_counts_towards_the_limit(function: StudyFunction) -> None:
    card = function.shelf.add()
    reviews = [function.shelf.review(card, seconds=at) for at in range(20)]
    for _ in range(3):
        assert outcomes(function.send(*reviews)) == ["stored"] * 20
    answer = function.send(*reviews)
    assert (answer.status, answer.json["type"]) == (429, "urn:bandup:problem:too-many-requests")
    wait = 60 - RATE.burst + 1
    assert int(answer.headers["retry-after"]) == wait
    assert send_one(function, reviews[0], user=STRANGER).status == 404, "each learner has a limit of their own"
    function.shelf.clock.advance(wait)
    assert send_one(function, reviews[0]).status == 200
    assert send_one(function, reviews[0]).status == 429


def test_nothing_is_stored_of_a_deleted_account(function: StudyFunction) -> None:
    card = function.shelf.add()
    function.shelf.delete_account()
    assert send_one(function, function.shelf.review(card)).status == 403
    assert function.send(function.shelf.review(card)).status == 403
    assert function.shelf.entries() == [f"card#{card.id}"]
