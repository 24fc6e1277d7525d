"""Progress, plan and today over what the workers stored."""

import pytest

from bandup.study.card import CardState, StudyCard
from study.retest.verdict import ENOUGH_OCCASIONS
from unit.study.conftest import OWNER, STRANGER, Shelf, StudyFunction
from unit.study.practice import AGREEMENT, COLLOCATION, Practice

pytestmark = pytest.mark.slow

DAY = 24 * 3600
CLEAN = "He works in the city. She likes her job. It is a good place. People have cars and they drive."


def proposed(shelf: Shelf, user: str = OWNER) -> list[StudyCard]:
    return shelf.store.list_state(user, CardState.PROPOSED, limit=100)[0]


def accept(shelf: Shelf) -> StudyCard:
    [card] = proposed(shelf)
    accepted = card.change(shelf.clock.now, state=CardState.ACTIVE)
    shelf.store.change(card, accepted)
    return accepted


def look(shelf: Shelf, practice: Practice) -> None:
    shelf.clock.advance(60)
    practice.mistakes(shelf.store).look_through(OWNER)


def test_a_card_retires_with_clean_work_and_wakes_with_the_mistake(shelf: Shelf, practice: Practice) -> None:
    practice.write_essay(AGREEMENT)
    look(shelf, practice)
    card = accept(shelf)
    practice.write_essay(text=CLEAN)
    look(shelf, practice)
    retired = shelf.store.get(OWNER, card.id)
    assert retired.state is CardState.RETIRED
    assert (retired.retest or {})["occasions"] >= ENOUGH_OCCASIONS
    practice.write_essay(AGREEMENT)
    look(shelf, practice)
    woken = shelf.store.get(OWNER, card.id)
    assert (woken.state, (woken.retest or {})["occasions"]) == (CardState.ACTIVE, 0)


@pytest.mark.parametrize("state", [CardState.SUSPENDED, CardState.PROPOSED])
def test_a_card_that_is_not_studied_stays_as_its_owner_left_it(
    shelf: Shelf, practice: Practice, state: CardState
) -> None:
    practice.write_essay(AGREEMENT)
    look(shelf, practice)
    [card] = proposed(shelf)
    shelf.store.change(card, card.change(shelf.clock.now, state=state))
    practice.write_essay(text=CLEAN)
    look(shelf, practice)
    assert shelf.store.get(OWNER, card.id).state is state


def test_a_collocation_never_retires(shelf: Shelf, practice: Practice) -> None:
    practice.write_essay(COLLOCATION)
    look(shelf, practice)
    card = accept(shelf)
    practice.write_essay(text=CLEAN + " They make many mistakes." * 9)
    look(shelf, practice)
    assert shelf.store.get(OWNER, card.id).state is CardState.ACTIVE
    assert shelf.store.list_tested(OWNER) == []


def test_a_card_that_is_changed_meanwhile_is_looked_at_again(shelf: Shelf, practice: Practice) -> None:
    practice.write_essay(AGREEMENT)
    look(shelf, practice)
    card = accept(shelf)

    class Busy:
        def __getattr__(self, name: str) -> object:
            return getattr(shelf.store, name)

        def list_tested(self, user_id: str) -> list[StudyCard]:
            seen = shelf.store.list_tested(user_id)
            shelf.store.change(seen[0], seen[0].change(shelf.clock.now, note="Changed."))
            return seen

    practice.write_essay(text=CLEAN)
    practice.mistakes(Busy()).look_through(OWNER)  # type: ignore[arg-type]
    found = shelf.store.get(OWNER, card.id)
    assert (found.state, found.note) == (CardState.RETIRED, "Changed.")


def test_what_was_practised_is_told_and_what_is_deleted_is_not(function: StudyFunction) -> None:
    practice = function.practice
    kept, gone = practice.write_essay(seconds=3 * DAY), practice.write_essay(seconds=2 * DAY)
    practice.write_essay(user=STRANGER)
    practice.delete_essay(gone)
    writing = function.ask("GET", "/progress").json["exams"][0]["skills"]["writing"]
    assert [point["evaluation_id"] for point in writing["points"]] == [kept]
    assert [each["evaluation_id"] for each in function.ask("GET", "/today").json["latest"]] == [kept]
    practice.delete_essay(kept)
    assert function.ask("GET", "/progress").json["exams"] == []
    assert function.ask("GET", "/today").json["items"][0]["rule"] == "first_work"


def test_reviews_count_on_their_days_once_however_late_they_come(function: StudyFunction) -> None:
    card = function.shelf.add()
    reviews = [function.shelf.review(card, rating, seconds=days * DAY) for days, rating in ((0, 4), (9, 3), (30, 1))]
    function.shelf.clock.advance(40 * DAY)
    first, late, last = reviews
    for each in (first, last, late, *reviews):
        function.send(each)
    cards = function.ask("GET", "/progress").json["cards"]
    assert (cards["reviews"], cards["tested"], cards["recalled"], len(cards["days"])) == (3, 2, 1, 3)


def test_a_plan_counts_what_is_due_on_each_day(function: StudyFunction) -> None:
    shelf = function.shelf
    for place in ("1", "2", "3"):
        function.send(shelf.review(shelf.add(place), 4))
    plan = function.ask("GET", "/plan").json
    assert {item["rule"] for day in plan["week"] for item in day["items"]} >= {"first_work"}
    shelf.clock.advance(30 * DAY)
    today = function.ask("GET", "/today").json
    assert (today["cards"]["due"], today["items"][0]["rule"]) == (3, "due_cards")
