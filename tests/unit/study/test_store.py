"""Cards and logs under their owner's id: what is due, what is listed, and what a deletion leaves."""

from dataclasses import replace
from typing import Any

import pytest

from bandup.study.card import CardState, StudyCard
from bandup.study.exceptions import CardGoneError, SourceGoneError, StudyCardChangedError
from bandup.study.mark import Mark, Track
from bandup.study.store import StudyStore
from study.recording import Outcome
from unit.study.conftest import OWNER, STRANGER, Shelf

DAY = 24 * 3600
DAY_MS = 1000 * DAY


class Counted:
    """A DynamoDB client that counts its queries, and the items that they read."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.scanned: list[int] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def query(self, **request: Any) -> Any:
        answer = self._client.query(**request)
        self.scanned.append(answer["ScannedCount"])
        return answer


def test_what_is_due_is_one_query_that_reads_as_much_as_it_gives(shelf: Shelf) -> None:
    cards = [shelf.add(str(number)) for number in range(12)]
    for number, card in enumerate(cards[:9]):
        shelf.clock.now = card.created_at + 60 * DAY_MS
        for each in range(number % 3 + 1):
            assert shelf.recorder().record(OWNER, shelf.review(card, 4, seconds=number + 30 * each * DAY)).outcome is (
                Outcome.STORED
            )
    counted: Any = Counted(shelf.dynamodb)
    store = StudyStore(counted, shelf.table, shelf.jobs.write_owned)
    found, following = store.list_due(OWNER, shelf.clock.now + 365 * DAY_MS, limit=5)
    assert (len(found), counted.scanned) == (5, [5])
    rest, end = store.list_due(OWNER, shelf.clock.now + 365 * DAY_MS, limit=5, start=following)
    assert end is None
    dues = [card.memory.due for card in [*found, *rest] if card.memory]
    assert dues == sorted(dues)
    assert {card.id for card in [*found, *rest]} == {card.id for card in cards[:9]}, "none lost, none twice"


def test_a_card_is_due_from_its_moment_on_and_new_ones_wait_apart(shelf: Shelf) -> None:
    card, new = shelf.add("1"), shelf.add("2")
    shelf.recorder().record(OWNER, shelf.review(card, 3))
    memory = shelf.store.get(OWNER, card.id).memory
    assert memory
    assert shelf.store.list_due(OWNER, memory.due, limit=9)[0] == []
    assert [each.id for each in shelf.store.list_due(OWNER, memory.due + 1, limit=9)[0]] == [card.id]
    assert [each.id for each in shelf.store.list_new(OWNER, 9)] == [new.id]
    begun = card.created_at
    assert shelf.store.count_introduced(OWNER, begun, begun + 1, 9) == 1
    assert shelf.store.count_introduced(OWNER, begun + 1, begun + 2, 9) == 0
    assert shelf.store.count_introduced(STRANGER, begun, begun + 1, 9) == 0


@pytest.mark.parametrize("state", [CardState.PROPOSED, CardState.SUSPENDED, CardState.RETIRED, CardState.ACTIVE])
def test_lists_hold_the_cards_of_one_state_and_one_owner(shelf: Shelf, state: CardState) -> None:
    cards: dict[CardState, StudyCard] = {
        each: shelf.add(each, state=each) for each in CardState if each is not CardState.DELETED
    }
    found, following = shelf.store.list_state(OWNER, state, limit=9)
    assert ([card.id for card in found], following) == ([cards[state].id], None)
    assert shelf.store.list_state(STRANGER, state, limit=9) == ([], None)
    assert (shelf.store.list_due(OWNER, 10**14, limit=9)[0]) == []


def test_a_card_is_made_once_even_after_it_was_deleted(shelf: Shelf) -> None:
    card = shelf.add()
    shelf.recorder().record(OWNER, shelf.review(card))
    assert shelf.store.add(shelf.card()) == []
    shelf.store.delete(shelf.store.get(OWNER, card.id), shelf.clock.now)
    assert shelf.entries() == [f"card#{card.id}"]
    assert shelf.store.add(shelf.card()) == []
    with pytest.raises(CardGoneError):
        shelf.store.get(OWNER, card.id)
    assert list(shelf.store.export_owned(OWNER)) == []
    assert "People" not in str(shelf.dynamodb.scan(TableName=shelf.table))


def test_a_source_takes_its_cards_and_reviews_along_for_good(shelf: Shelf) -> None:
    gone, deleted, kept = shelf.add("1"), shelf.add("2"), shelf.add("1", source="another")
    theirs = shelf.add("1", user=STRANGER)
    for card in (gone, kept):
        shelf.recorder().record(OWNER, shelf.review(card))
    shelf.store.delete(deleted, shelf.clock.now)
    for _ in range(2):
        shelf.store.erase_source(OWNER, "an-essay")
        assert shelf.store.list_of(OWNER, "an-essay") == []
        assert not [entry for entry in shelf.entries() if gone.id in entry or deleted.id in entry]
    assert [each["id"] for each in shelf.store.export_owned(OWNER)] == [kept.id]
    assert shelf.store.get(STRANGER, theirs.id) == theirs
    with pytest.raises(SourceGoneError):
        shelf.add("3")


def test_a_card_goes_on_with_no_source_that_is_gone(shelf: Shelf) -> None:
    card = shelf.add(source="a-set")
    moved = card.change(shelf.clock.now, source=replace(card.source, id="another", document="a-set"))
    assert moved.id == card.id
    shelf.store.erase_source(OWNER, "another")
    with pytest.raises(SourceGoneError):
        shelf.store.change(card, moved)
    assert shelf.store.get(OWNER, card.id) == card


def test_a_change_of_what_is_no_longer_there_changes_nothing(shelf: Shelf) -> None:
    card = shelf.add()
    shelf.store.change(card, card.change(shelf.clock.now, state=CardState.RETIRED))
    with pytest.raises(StudyCardChangedError):
        shelf.store.change(card, card.change(shelf.clock.now, state=CardState.SUSPENDED))
    assert shelf.store.get(OWNER, card.id).state is CardState.RETIRED


def test_an_account_takes_everything_along_and_exports_it_before(shelf: Shelf) -> None:
    card, theirs = shelf.add(), shelf.add(user=STRANGER)
    reviews = [shelf.review(card, seconds=each) for each in (2, 1)]
    shelf.clock.advance(5)
    for review in reviews:
        shelf.recorder().record(OWNER, review)
    moved = Mark(1, Track(5), Track(7, {"a-session": 9}))
    shelf.store.propose(OWNER, "an-essay", [], Mark(), moved)
    assert shelf.store.read_mark(OWNER) == moved
    [exported] = shelf.store.export_owned(OWNER)
    assert [each["id"] for each in exported["reviews"]] == [reviews[1].id, reviews[0].id]
    assert (exported["front"], exported["review_count"]) == (card.front, 2)

    def stop() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        shelf.store.erase_owned(OWNER, before_each=stop)
    assert len(shelf.entries()) == 4
    shelf.store.erase_owned(OWNER)
    assert (shelf.entries(), shelf.entries(STRANGER)) == ([], [f"card#{theirs.id}"])
