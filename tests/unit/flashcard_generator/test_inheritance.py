"""A set that is made instead of another: its cards take over notes and edits, and what was deleted stays away."""

from collections.abc import Mapping
from typing import Any

import pytest

from bandup.core.errors import RetryLaterError
from bandup.flashcards.edits import CardEdit, SetEdits
from bandup.flashcards.sets import read_set
from bandup.jobs.result import Result
from unit.flashcard_generator.fakes import FakeModels, FakeSets, FakeUploads, generator, request, run_of
from unit.flashcard_generator.passages import PLANTS, RIVERS, VOLCANOES

DOCUMENT = "\f".join([PLANTS, VOLCANOES, RIVERS])


def made(sets: FakeSets, **changes: Any) -> Result:
    """Cards of one document; the offline model always writes the same."""
    uploads = FakeUploads()
    return generator(FakeModels(), uploads, sets=sets)(
        run_of(request(uploads.put(DOCUMENT.encode()), num_cards=6, **changes))
    )


def stored(result: Result, **edits: CardEdit) -> dict[str, Any]:
    """A set as the store gives it, with edits by card id without its dash."""
    by_id = {name.replace("_", "-"): edit for name, edit in edits.items()}
    return {**result.fields, **result.body, "edits": SetEdits(len(by_id), by_id).as_stored()}


def again(before: Mapping[str, Any]) -> Result:
    return made(FakeSets({"first": dict(before)}), replaces="first", document_id="d")


def by_quote(result: Result) -> dict[str, dict[str, Any]]:
    """Each card as its owner sees it first."""
    return {card["quote"]: card for card in read_set(stored(result) | {"edits": result.edits})["flashcards"]}


def test_a_set_that_replaces_none_stores_no_facts() -> None:
    result = made(FakeSets())
    assert result.edits == {}
    assert not any("fact" in card for card in result.body["flashcards"])
    assert "earlier_cards" not in result.body


def test_the_same_cards_again_are_the_same_notes_with_their_edits() -> None:
    first = made(FakeSets())
    changed = {"card_2": CardEdit(2, 5, answer="Mine."), "card_3": CardEdit(4, 6, suspended=True)}
    before = read_set(stored(first, **changed))["flashcards"]
    second = by_quote(again(stored(first, **changed)))
    for card in before:
        found = second[card["quote"]]
        assert found["fact"] == card["fact"]
        assert [found[name] for name in ("question", "answer", "suspended", "edited")] == [
            card[name] for name in ("question", "answer", "suspended", "edited")
        ]
    assert [card["version"] for card in second.values() if card["version"] > 1] == [3, 5]
    assert next(card for card in again(stored(first, **changed)).body["flashcards"])["answer"] != "Mine."


def test_a_deleted_card_is_written_no_more_and_the_set_says_why() -> None:
    first = made(FakeSets())
    gone = first.body["flashcards"][1]
    result = again(stored(first, card_2=CardEdit(2, 5, deleted=True)))
    assert gone["quote"] not in by_quote(result)
    cards = result.body["flashcards"]
    assert (result.fields["total_cards"], [card["id"] for card in cards]) == (5, [f"card-{n}" for n in range(1, 6)])
    assert result.body["shortfall"] == {"missing": 1, "reasons": {"deleted_before": 1}}
    assert result.body["metrics"]["cards"] == {"asked": 6, "written": 6, "made": 5, "dropped": {"deleted_before": 1}}
    (remembered,) = result.body["earlier_cards"]
    assert (remembered["quote"], remembered["edit"]["deleted"]) == (gone["quote"], True)
    third = again(stored(result))
    assert gone["quote"] not in by_quote(third), "nor in the set after that"


def test_all_cards_may_have_been_deleted() -> None:
    first = made(FakeSets())
    gone = {f"card_{number}": CardEdit(2, 5, deleted=True) for number in range(1, 7)}
    result = again(stored(first, **gone))
    assert (result.fields["total_cards"], result.body["flashcards"]) == (0, [])
    assert result.body["shortfall"]["missing"] == 6


def test_edits_are_found_by_id_though_the_places_move() -> None:
    first = made(FakeSets())
    edits = {"card_1": CardEdit(2, 5, deleted=True), "card_4": CardEdit(2, 5, answer="Mine.")}
    result = again(stored(first, **edits))
    assert [
        card["id"] for card in read_set(stored(result) | {"edits": result.edits})["flashcards"] if card["edited"]
    ] == ["card-3"]
    assert by_quote(result)[first.body["flashcards"][3]["quote"]]["answer"] == "Mine."


def test_a_set_that_is_gone_hands_nothing_down() -> None:
    result = made(FakeSets(), replaces="first", document_id="d")
    assert (result.edits, result.fields["document_id"]) == ({}, "d")
    assert "fact" not in result.body["flashcards"][0]


def test_a_set_that_cannot_be_read_is_waited_for() -> None:
    class Down(FakeSets):
        def get_owned(self, result_id: str, user_id: str) -> dict[str, Any] | None:
            raise RetryLaterError("storage_unavailable", f"No answer about {result_id} of {user_id}.")

    with pytest.raises(RetryLaterError):
        made(Down(), replaces="first", document_id="d")
