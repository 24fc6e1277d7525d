"""Mistakes become cards: each once, also by two devices at once, and none of a source that is gone."""

from typing import Any

import pytest

from bandup.account.exceptions import AccountDeletedError
from bandup.study.card import CardState, SourceKind, StudyCard
from bandup.study.mark import SETTLE_MS, Mark
from bandup.study.store import StudyStore
from study.mistakes import MOST_RESULTS
from unit.study.conftest import OWNER, STRANGER, Shelf
from unit.study.practice import AGREEMENT, COLLOCATION, Practice

pytestmark = pytest.mark.slow


def proposed(shelf: Shelf, user: str = OWNER) -> list[StudyCard]:
    return shelf.store.list_state(user, CardState.PROPOSED, limit=100)[0]


class Reads:
    """Results that count how often one is read."""

    def __init__(self, results: Any) -> None:
        self._results = results
        self.count = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._results, name)

    def get_owned(self, *place: str) -> Any:
        self.count += 1
        return self._results.get_owned(*place)


def test_an_essay_and_an_interview_propose_once(shelf: Shelf, practice: Practice) -> None:
    evaluation_id, session_id = practice.write_essay(), practice.judge_interview()
    practice.write_essay(user=STRANGER)
    reads: Any = Reads(practice.evaluations)
    practice.evaluations = reads
    for _ in range(3):
        assert practice.mistakes(shelf.store).look_through(OWNER) is False
        cards = proposed(shelf)
        assert sorted((card.source.kind, card.source.id, card.kind) for card in cards) == [
            (SourceKind.INTERVIEW, session_id, "better_answer"),
            (SourceKind.WRITING, evaluation_id, "cloze"),
            (SourceKind.WRITING, evaluation_id, "collocation"),
        ]
        shelf.clock.advance(1 + SETTLE_MS / 1000)
    assert reads.count == 1, "what was looked through is not read again"
    assert proposed(shelf, STRANGER) == []


def test_what_comes_late_is_found_and_what_is_accepted_stays(shelf: Shelf, practice: Practice) -> None:
    mistakes = practice.mistakes(shelf.store)
    practice.write_essay(AGREEMENT)
    mistakes.look_through(OWNER)
    [first] = proposed(shelf)
    shelf.store.change(first, first.change(shelf.clock.now, state=CardState.ACTIVE))
    late = practice.write_essay(COLLOCATION, seconds=SETTLE_MS / 1000 - 1)
    mistakes.look_through(OWNER)
    assert [card.source.id for card in proposed(shelf)] == [late]
    assert shelf.store.get(OWNER, first.id).state is CardState.ACTIVE


def test_feedback_that_is_given_again_proposes_what_is_new(shelf: Shelf, practice: Practice) -> None:
    session_id = practice.judge_interview(turn=2)
    practice.mistakes(shelf.store).look_through(OWNER)
    shelf.clock.advance(5)
    practice.judge_interview(turn=4, session_id=session_id)
    practice.mistakes(shelf.store).look_through(OWNER)
    assert {card.source.place for card in proposed(shelf)} == {"better_answer/2", "better_answer/4"}


def test_one_request_looks_through_so_many_and_says_that_more_are_left(shelf: Shelf, practice: Practice) -> None:
    for number in range(MOST_RESULTS + 2):
        practice.write_essay(AGREEMENT, seconds=5000 - number)
    mistakes = practice.mistakes(shelf.store)
    assert mistakes.look_through(OWNER) is True
    assert len(proposed(shelf)) == MOST_RESULTS
    assert mistakes.look_through(OWNER) is False
    assert len(proposed(shelf)) == MOST_RESULTS + 2
    mark = shelf.store.read_mark(OWNER)
    assert mark.evaluations.done == {}, "what has settled is remembered by its time alone"


def test_of_two_devices_at_once_one_proposes(shelf: Shelf, practice: Practice) -> None:
    practice.write_essay(AGREEMENT, seconds=5000)
    practice.write_essay(COLLOCATION, seconds=4000)

    class Overtaken(StudyStore):
        """Another device looks through everything after the mark was read here."""

        def read_mark(self, user_id: str) -> Mark:
            mark = super().read_mark(user_id)
            assert practice.mistakes(shelf.store).look_through(user_id) is False
            return mark

    late = Overtaken(shelf.dynamodb, shelf.table, shelf.jobs.write_owned)
    before = shelf.store.read_mark(OWNER)
    assert practice.mistakes(late).look_through(OWNER) is True, "ask again"
    after = shelf.store.read_mark(OWNER)
    assert (len(proposed(shelf)), after.version - before.version) == (2, 2)


def test_cards_that_are_there_already_keep_their_state(shelf: Shelf, practice: Practice) -> None:
    practice.write_essay()
    practice.mistakes(shelf.store).look_through(OWNER)
    first, second = proposed(shelf)
    shelf.store.delete(first, shelf.clock.now)
    key = {"user_id": {"S": OWNER}, "entry": {"S": "mark"}}
    shelf.dynamodb.delete_item(TableName=shelf.table, Key=key)
    practice.mistakes(shelf.store).look_through(OWNER)
    assert proposed(shelf) == [second], "also if everything is looked through again"


def test_a_source_that_goes_meanwhile_proposes_nothing_and_holds_nothing_up(shelf: Shelf, practice: Practice) -> None:
    gone = practice.write_essay(seconds=5000)
    kept = practice.write_essay(AGREEMENT, seconds=4000)

    class Deleted(Reads):
        def get_owned(self, *place: str) -> Any:
            found = super().get_owned(*place)
            if place[0] == gone:
                shelf.store.erase_source(OWNER, gone)
            return found

    practice.evaluations = Deleted(practice.evaluations)  # type: ignore[assignment]
    assert practice.mistakes(shelf.store).look_through(OWNER) is False
    assert [card.source.id for card in proposed(shelf)] == [kept]
    practice.delete_essay(practice.write_essay(seconds=3000))
    lost = practice.judge_interview()
    practice.interviews.delete_owned(lost, OWNER)
    assert practice.mistakes(shelf.store).look_through(OWNER) is False
    assert len(proposed(shelf)) == 1


def test_nothing_is_proposed_to_a_deleted_account(shelf: Shelf, practice: Practice) -> None:
    practice.write_essay()
    shelf.delete_account()
    with pytest.raises(AccountDeletedError):
        practice.mistakes(shelf.store).look_through(OWNER)
    assert shelf.entries() == []
