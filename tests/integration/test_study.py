"""Cards that are studied, over the wire: changed, reviewed by several devices at once, and deleted meanwhile."""

import json
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

import pytest

from bandup.study.card import CardState
from integration.conftest import Stage, User
from integration.studied import DAY_MS, cards_of, put_card, review, send_reviews
from ops.client.api import expect
from ops.client.uploads import download
from study.scheduling import fold_log

pytestmark = pytest.mark.integration


def test_a_learners_days(stage: Stage, user: User) -> None:
    other = stage.new_user()
    proposed = put_card(stage, user, "1", state=CardState.PROPOSED)
    theirs = put_card(stage, other, "theirs")
    first, second = put_card(stage, user, "2"), put_card(stage, user, "3")
    assert [card["id"] for card in user.get("/cards?state=proposed")["items"]] == [proposed.id]

    for who, status in ((other, HTTPStatus.NOT_FOUND), (user, HTTPStatus.OK), (user, HTTPStatus.CONFLICT)):
        accepted = {"state": "active", "version": 1, "back": "has"}
        expect(who.api.call("PATCH", f"/cards/{proposed.id}", json=accepted), status)
    page = user.get("/cards?state=active&limit=2")
    rest = user.get(f"/cards?state=active&limit=2&next_token={page['next_token']}")
    assert {card["id"] for card in page["items"] + rest["items"]} == {proposed.id, first.id, second.id}
    due = user.get("/cards/due?timezone=Asia/Kolkata&new_per_day=2")
    assert (len(due["items"]), due["new_left"], due["day"]["end"] - due["day"]["begin"]) == (2, 2, DAY_MS)
    assert user.api.get("/cards/due?timezone=Mars/Olympus").status == HTTPStatus.UNPROCESSABLE_ENTITY

    offline = [review(first, 1, days=2), review(first, 3), review(second, 4), review(theirs)]
    assert (
        send_reviews(user, *offline) == send_reviews(user, *offline) == ["stored", "stored", "stored", "unknown_card"]
    )
    assert expect(user.api.post("/reviews", review(theirs)), HTTPStatus.NOT_FOUND)
    assert user.api.post("/reviews", review(first, days=11)).status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert user.api.post("/reviews", {"reviews": offline * 26}).status == HTTPStatus.UNPROCESSABLE_ENTITY
    (again, *_) = user.get("/cards/due")["items"]
    assert (again["id"], again["review_count"]) == (first.id, 2)

    exported = json.loads(download(user.get("/me/export")["get_url"]))["study_cards"]
    assert {card["id"]: len(card["reviews"]) for card in exported} == {proposed.id: 0, first.id: 2, second.id: 1}
    assert other.api.call("DELETE", f"/cards/{first.id}").status == HTTPStatus.NOT_FOUND
    assert user.api.call("DELETE", f"/cards/{first.id}").status == HTTPStatus.NO_CONTENT
    assert send_reviews(user, offline[0]) == ["unknown_card"]
    assert cards_of(stage).read_log(user.sub, first.id) == []
    (kept,) = other.get("/cards?state=active")["items"]
    assert (kept["id"], kept["review_count"]) == (theirs.id, 0)


def test_two_devices_at_once_come_to_what_the_log_says(stage: Stage, user: User) -> None:
    card = put_card(stage, user)
    reviews = [review(card, 1 + at % 4, days=at) for at in range(8)]
    devices = [reviews[:4], reviews[:1:-1], reviews[2:6]]
    with ThreadPoolExecutor(len(devices)) as pool:
        told = list(pool.map(lambda mine: send_reviews(user, *mine), devices))
    assert {outcome for outcomes in told for outcome in outcomes} == {"stored"}
    log = cards_of(stage).read_log(user.sub, card.id)
    assert {each.id for each in log} == {each["id"] for each in reviews}
    stored = cards_of(stage).get(user.sub, card.id)
    assert (stored.memory, stored.version) == (fold_log(log), 1 + len(reviews))


def test_a_card_that_is_deleted_while_it_is_reviewed_stays_deleted(stage: Stage, user: User) -> None:
    card = put_card(stage, user)
    reviews = [review(card, days=at) for at in range(9)]
    assert send_reviews(user, reviews[0]) == ["stored"]
    with ThreadPoolExecutor(2) as pool:
        sent = pool.submit(send_reviews, user, *reviews[1:])
        deleted = pool.submit(user.api.call, "DELETE", f"/cards/{card.id}")
    assert deleted.result().status == HTTPStatus.NO_CONTENT
    outcomes = sent.result()
    assert outcomes == sorted(outcomes), "stored until it was deleted, and unknown from then on"
    assert set(outcomes) <= {"stored", "unknown_card"}
    assert cards_of(stage).read_log(user.sub, card.id) == []
    assert user.get("/cards/due")["items"] == []
