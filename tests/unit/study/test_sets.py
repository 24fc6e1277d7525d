"""Sets are studied, and their cards follow what their owner changes of the set."""

import uuid

import pytest

from bandup.flashcards.facts import find_facts
from bandup.http.exceptions import ConflictError, UnknownResourceError
from bandup.jobs.kinds import Kind
from bandup.study.card import CardState, StudyCard
from study.recording import Outcome
from study.sets import Taken
from unit.study.conftest import OWNER, STRANGER, Shelf
from unit.study.practice import Practice, set_card

pytestmark = pytest.mark.slow


def take(shelf: Shelf, practice: Practice, set_id: str) -> Taken:
    return practice.set_study(shelf.store).take(set_id, OWNER)


def read(shelf: Shelf, practice: Practice, state: CardState = CardState.ACTIVE) -> dict[str, StudyCard]:
    """The cards of one state as they are shown, by their fronts."""
    found = shelf.store.list_state(OWNER, state, limit=100)[0]
    return {card.front: card for card in practice.follower(shelf.store).follow(found)}


def test_the_cards_of_a_set_are_studied_once(shelf: Shelf, practice: Practice) -> None:
    set_id = practice.make_set(*map(set_card, range(3)))
    practice.edit(set_id, "c2", 1, suspended=True)
    assert take(shelf, practice, set_id) == Taken(3, 3)
    assert take(shelf, practice, set_id) == Taken(3, 0)
    assert read(shelf, practice).keys() == {"What is fact 0?", "What is fact 1?"}
    assert read(shelf, practice, CardState.SUSPENDED).keys() == {"What is fact 2?"}
    card = read(shelf, practice)["What is fact 1?"]
    assert (card.back, card.note, card.kind) == ("It is answer 1.", "The document states fact 1.", "fact")


def test_who_may_study_what(shelf: Shelf, practice: Practice) -> None:
    theirs = practice.make_set(set_card(1), user=STRANGER)
    open_id, other_id = shelf.submit_set(), shelf.submit_set(Kind.WRITING)
    with pytest.raises(ConflictError):
        take(shelf, practice, open_id)
    with pytest.raises(UnknownResourceError):
        practice.set_study(shelf.store).take(open_id, STRANGER)
    for unknown in (theirs, other_id, str(uuid.uuid4())):
        with pytest.raises(UnknownResourceError):
            take(shelf, practice, unknown)
    assert shelf.entries() == []


def test_edits_of_the_set_reach_its_cards(shelf: Shelf, practice: Practice) -> None:
    set_id = practice.make_set(*map(set_card, range(4)))
    take(shelf, practice, set_id)
    reworded = read(shelf, practice)["What is fact 3?"]
    shelf.store.change(reworded, reworded.change(shelf.clock.now, front="My own words", rewritten=True))
    practice.edit(set_id, "c0", 1, question="Better words?")
    practice.edit(set_id, "c1", 1, suspended=True)
    practice.edit(set_id, "c2", 1)
    practice.edit(set_id, "c3", 1, question="Words of the set")
    for _ in range(2):
        assert read(shelf, practice).keys() == {"Better words?", "My own words"}
        assert len(read(shelf, practice, CardState.SUSPENDED)) == 1
    practice.edit(set_id, "c1", 2, suspended=False)
    assert read(shelf, practice, CardState.SUSPENDED) == {}
    assert read(shelf, practice).keys() == {"Better words?", "My own words", "What is fact 1?"}
    assert take(shelf, practice, set_id) == Taken(3, 0), "a card that the set deleted does not come back"


def test_what_is_put_aside_in_study_is_left_alone_by_other_edits(shelf: Shelf, practice: Practice) -> None:
    set_id = practice.make_set(set_card(1))
    take(shelf, practice, set_id)
    [card] = read(shelf, practice).values()
    shelf.store.change(card, card.change(shelf.clock.now, state=CardState.RETIRED))
    practice.edit(set_id, "c1", 1, suspended=True)
    practice.edit(set_id, "c1", 2, suspended=False)
    [kept] = read(shelf, practice, CardState.RETIRED).values()
    assert kept.followed == {"card": "c1", "version": 3, "suspended": False}


def test_a_card_that_is_reviewed_while_it_follows_keeps_the_review(shelf: Shelf, practice: Practice) -> None:
    set_id = practice.make_set(set_card(1))
    take(shelf, practice, set_id)
    [seen] = shelf.store.list_state(OWNER, CardState.ACTIVE, limit=9)[0]
    assert shelf.recorder().record(OWNER, shelf.review(seen)).outcome is Outcome.STORED
    practice.edit(set_id, "c1", 1, question="Better words?")
    [shown] = practice.follower(shelf.store).follow([seen])
    assert shown.front == "Better words?"
    [stored] = read(shelf, practice).values()
    assert (stored.front, stored.memory is not None) == ("Better words?", True)


def test_a_set_that_is_made_again_goes_on_with_the_cards_that_are_studied(shelf: Shelf, practice: Practice) -> None:
    first = practice.make_set(set_card(1), set_card(2), set_card(3))
    take(shelf, practice, first)
    cards = read(shelf, practice)
    shelf.recorder().record(OWNER, shelf.review(cards["What is fact 1?"]))
    shelf.store.delete(cards["What is fact 3?"], shelf.clock.now)
    [fact] = find_facts([set_card(1)])
    grown = set_card(
        1, id="n1", question="Asked anew?", quote="The document states fact 1, at length.", fact=list(fact)
    )
    second = practice.make_set(grown, set_card(3), set_card(4))
    assert take(shelf, practice, second) == Taken(3, 1)
    cards = read(shelf, practice)
    assert cards.keys() == {"Asked anew?", "What is fact 2?", "What is fact 4?"}
    again = cards["Asked anew?"]
    assert (again.source.id, again.memory is not None) == (second, True)
    practice.edit(second, "n1", 1, answer="As I say it.")
    assert read(shelf, practice)["Asked anew?"].back == "As I say it."
    shelf.store.erase_source(OWNER, first, "a-document")
    assert read(shelf, practice).keys() == {"Asked anew?", "What is fact 4?"}
    assert [entry for entry in shelf.entries() if entry.startswith("review#")] == [
        f"review#{again.id}#{review.id}" for review in shelf.store.read_log(OWNER, again.id)
    ]
    shelf.store.erase_source(OWNER, second, "a-document")
    assert [entry for entry in shelf.entries() if not entry.startswith("gone#")] == []


def test_a_set_that_is_deleted_meanwhile_is_not_studied(shelf: Shelf, practice: Practice) -> None:
    first, second = practice.make_set(set_card(1)), practice.make_set(set_card(1), set_card(2))
    take(shelf, practice, first)
    shelf.store.erase_source(OWNER, second, "a-document")
    with pytest.raises(UnknownResourceError):
        take(shelf, practice, second)
    only = practice.make_set(set_card(1))
    shelf.store.erase_source(OWNER, only, "a-document")
    with pytest.raises(UnknownResourceError):
        take(shelf, practice, only)
    [card] = read(shelf, practice).values()
    assert card.source.id == first


def test_an_empty_set_is_studied_too(shelf: Shelf, practice: Practice) -> None:
    assert take(shelf, practice, practice.make_set()) == Taken(0, 0)
