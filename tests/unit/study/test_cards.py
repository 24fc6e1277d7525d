"""Cards as their owner lists, changes and deletes them."""

from typing import Any

import pytest

from bandup.study.card import CardState, Source, SourceKind, StudyCard
from study.cards import ATTEMPTS, MAX_BACK, MAX_FRONT, STATES
from unit.study.conftest import OWNER, STRANGER, StudyFunction


def change(function: StudyFunction, card_id: str, user: str = OWNER, **patch: Any) -> Any:
    return function.ask("PATCH", f"/cards/{card_id}", user=user, body=patch)


def test_cards_are_listed_by_state_in_pages(function: StudyFunction) -> None:
    for number in range(5):
        function.shelf.add(str(number), state=CardState.PROPOSED)
        function.shelf.clock.advance(1)
    function.shelf.add("active")
    function.shelf.add("theirs", user=STRANGER, state=CardState.PROPOSED)
    seen, query = [], {"state": "proposed", "limit": "2"}
    while True:
        body = function.ask("GET", "/cards", query=query).json
        seen += body["items"]
        if "next_token" not in body:
            break
        query["next_token"] = body["next_token"]
    assert len(seen) == len({card["id"] for card in seen}) == 5
    assert {card["state"] for card in seen} == {"proposed"}
    assert [card["created_at"] for card in seen] == sorted(card["created_at"] for card in seen)
    for misused in ({"user": STRANGER}, {"query": query | {"state": "active"}}):
        answer = function.ask("GET", "/cards", **({"query": query} | misused))
        assert (answer.status, answer.pointers) == (422, [("query", "/next_token")])


@pytest.mark.parametrize("query", [{}, {"state": "deleted"}, {"state": "ACTIVE"}, {"state": ""}])
def test_a_list_is_of_one_state(function: StudyFunction, query: dict[str, str]) -> None:
    answer = function.ask("GET", "/cards", query=query or None)
    assert (answer.status, answer.pointers) == (422, [("query", "/state")])


def test_a_proposed_card_is_accepted_and_put_aside(function: StudyFunction) -> None:
    card = function.shelf.add(state=CardState.PROPOSED)
    function.shelf.clock.advance(1000)
    for version, state in enumerate(("active", "suspended", "active", "retired"), start=1):
        answer = change(function, card.id, version=version, state=state)
        assert (answer.status, answer.json["state"], answer.json["version"]) == (200, state, version + 1)
        for each in STATES:
            listed = function.ask("GET", "/cards", query={"state": each}).json["items"]
            assert [found["id"] for found in listed] == ([card.id] if each == state else [])
    stored = function.shelf.store.get(OWNER, card.id)
    assert (stored.front, stored.rewritten, stored.updated_at) == (card.front, False, function.shelf.clock.now)


def test_a_reworded_card_keeps_its_memory(function: StudyFunction) -> None:
    card = function.shelf.add()
    function.send(function.shelf.review(card))
    memory = function.shelf.store.get(OWNER, card.id).memory
    answer = change(function, card.id, version=2, front="Cars are ____ by people.", back="had")
    assert (answer.status, answer.json["front"], answer.json["back"]) == (200, "Cars are ____ by people.", "had")
    stored = function.shelf.store.get(OWNER, card.id)
    assert (stored.memory, stored.rewritten, stored.state) == (memory, True, CardState.ACTIVE)


def test_a_change_of_another_version_changes_nothing(function: StudyFunction) -> None:
    card = function.shelf.add()
    function.send(function.shelf.review(card))
    reviewed = function.shelf.store.get(OWNER, card.id)
    for version in (1, 3):
        answer = change(function, card.id, version=version, back="mine")
        assert (answer.status, answer.json["type"]) == (409, "urn:bandup:problem:conflict")
    assert function.shelf.store.get(OWNER, card.id) == reviewed


def test_of_two_changes_at_once_one_is_told(function: StudyFunction) -> None:
    card = function.shelf.add()
    get = function.services.store.get

    def get_late(user_id: str, card_id: str) -> Any:
        seen = get(user_id, card_id)
        function.shelf.store.change(seen, seen.change(function.shelf.clock.now, back="theirs"))
        return seen

    function.services.store.get = get_late  # type: ignore[method-assign]
    assert change(function, card.id, version=1, back="mine").status == 409
    assert function.shelf.store.get(OWNER, card.id).back == "theirs"


PATCHES: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({"version": 1}, ""),
    "only null": ({"version": 1, "front": None, "back": None, "state": None}, ""),
    "no version": ({"back": "x"}, "/version"),
    "version 0": ({"version": 0, "back": "x"}, "/version"),
    "version in words": ({"version": "1", "back": "x"}, "/version"),
    "proposed again": ({"version": 1, "state": "proposed"}, "/state"),
    "deleted": ({"version": 1, "state": "deleted"}, "/state"),
    "an invisible front": ({"version": 1, "front": "\u200b"}, "/front"),
    "an empty back": ({"version": 1, "back": ""}, "/back"),
    "a long front": ({"version": 1, "front": "x" * (MAX_FRONT + 1)}, "/front"),
    "a long back": ({"version": 1, "back": "x" * (MAX_BACK + 1)}, "/back"),
    "an owner": ({"version": 1, "back": "x", "user_id": STRANGER}, "/user_id"),
}


@pytest.mark.parametrize("name", PATCHES)
def test_a_change_that_is_none(function: StudyFunction, name: str) -> None:
    card = function.shelf.add()
    patch, pointer = PATCHES[name]
    answer = change(function, card.id, **patch)
    assert (answer.status, answer.pointers) == (422, [("body", pointer)])
    assert function.shelf.store.get(OWNER, card.id) == card


def test_what_is_not_ones_own_is_not_there(function: StudyFunction) -> None:
    card = function.shelf.add()
    for user, card_id in ((STRANGER, card.id), (OWNER, "0" * 36), (OWNER, "due"), (OWNER, card.id.upper())):
        assert change(function, card_id, user, version=1, back="x").status == 404
        assert function.ask("DELETE", f"/cards/{card_id}", user=user).status == 404
    assert function.shelf.store.get(OWNER, card.id) == card


def test_a_deleted_card_takes_its_words_and_its_reviews_along(function: StudyFunction) -> None:
    card, other = function.shelf.add(), function.shelf.add("kept")
    for each in (card, other):
        function.send(function.shelf.review(each))
    assert function.ask("DELETE", f"/cards/{card.id}").status == 204
    assert [entry for entry in function.shelf.entries() if card.id in entry] == [f"card#{card.id}"]
    stored = function.shelf.dynamodb.scan(TableName=function.shelf.table)["Items"]
    (left,) = [item for item in stored if item["entry"]["S"] == f"card#{card.id}"]
    assert (left["front"], left["back"]) == ({"S": ""}, {"S": ""})
    assert "memory" not in left
    for answer in (
        function.ask("DELETE", f"/cards/{card.id}"),
        change(function, card.id, version=3, state="active"),
        function.ask(
            "POST", "/reviews", body={"id": card.id, "card_id": card.id, "rating": 3, "time": card.created_at}
        ),
    ):
        assert answer.status == 404
    assert [each["id"] for each in function.ask("GET", "/cards", query={"state": "active"}).json["items"]] == [other.id]


def test_a_card_that_is_reviewed_all_the_time_may_be_deleted_later(function: StudyFunction) -> None:
    card = function.shelf.add()
    get, tries = function.services.store.get, list[StudyCard]()

    def get_late(user_id: str, card_id: str) -> Any:
        seen = get(user_id, card_id)
        if len(tries) < busy:
            tries.append(seen)
            function.shelf.store.change(seen, seen.change(function.shelf.clock.now))
        return seen

    function.services.store.get = get_late  # type: ignore[method-assign]
    busy = ATTEMPTS
    answer = function.ask("DELETE", f"/cards/{card.id}")
    assert (answer.status, answer.headers["retry-after"], len(tries)) == (503, "1", ATTEMPTS)
    tries.clear()
    busy = ATTEMPTS - 1
    assert function.ask("DELETE", f"/cards/{card.id}").status == 204


def test_nothing_is_changed_of_a_deleted_account(function: StudyFunction) -> None:
    card = function.shelf.add(source="a-set", note="said", state=CardState.SUSPENDED)
    assert card.source == Source(SourceKind.WRITING, "a-set", "1-2")
    function.shelf.delete_account()
    answers = [change(function, card.id, version=1, state="active"), function.ask("DELETE", f"/cards/{card.id}")]
    assert [answer.status for answer in answers] == [403, 403]
    assert function.shelf.store.get(OWNER, card.id) == card
