"""Edits over a set: what they change of what is seen, and when they are refused."""

from typing import Any

import pytest

from bandup.flashcards.edits import CardEdit, SetEdits
from bandup.flashcards.exceptions import CardChangedError, CardNotFoundError
from bandup.flashcards.facts import find_facts
from bandup.flashcards.sets import (
    change_card,
    delete_card,
    export_set,
    find_card,
    identify_cards,
    keeps_gaps,
    read_set,
    show_set,
)

from .stored import card, stored

SET = stored(card(1), card(2), card(3))
NOW = 1_700_000_000_000


def edited(*edits: Any, of: dict[str, Any] = SET) -> dict[str, Any]:
    """The set after each of these, which are functions of a set."""
    for edit in edits:
        of = {**of, "edits": edit(of).as_stored()}
    return of


def change(number: int, seen: int = 1, **changes: Any) -> Any:
    return lambda found: change_card(found, f"card-{number}", seen, NOW, changes)


def delete(number: int) -> Any:
    return lambda found: delete_card(found, f"card-{number}", NOW)


def shown(found: dict[str, Any]) -> list[dict[str, Any]]:
    cards: list[dict[str, Any]] = show_set(read_set(found))["flashcards"]
    return cards


def test_a_set_that_nobody_changed_is_as_it_was_made() -> None:
    plain = {
        "version": 1,
        "edited": False,
        "suspended": False,
        "hint": None,
        "context": None,
        "page_image": None,
        "read_by": None,
    }
    assert shown(SET) == [each | plain for each in SET["flashcards"]]


def test_what_the_owner_wrote_is_seen_and_proven_by_nobody() -> None:
    first, second, third = shown(edited(change(2, answer="In my words."), change(3, suspended=True)))
    assert (second["answer"], second["question"]) == ("In my words.", card(2)["question"])
    assert (second["edited"], second["grounded"], second["verified_by"], second["version"]) == (True, False, None, 2)
    assert (third["suspended"], third["edited"]) == (True, False)
    assert (third["grounded"], third["verified_by"]) == (True, "model"), "its words are as they were proven"
    assert first["version"] == 1


def test_who_writes_the_card_s_own_words_again_has_it_as_it_was() -> None:
    found = edited(change(1, answer="Mine."), change(1, seen=2, answer=card(1)["answer"]))
    assert (shown(found)[0]["edited"], shown(found)[0]["grounded"], shown(found)[0]["version"]) == (False, True, 3)


def test_a_deleted_card_is_gone_and_no_other_is_renumbered() -> None:
    found = edited(change(2, answer="A secret."), delete(2))
    assert [each["id"] for each in shown(found)] == ["card-1", "card-3"]
    assert read_set(found)["total_cards"] == 2
    assert [each["position"] for each in read_set(found)["flashcards"]] == [0, 2]
    for text in ("A secret.", card(2)["quote"]):
        assert text not in str(show_set(read_set(found)))
        assert text not in str(export_set(found))
    assert "A secret." not in str(found["edits"]), "its words go at once"


@pytest.mark.parametrize("edit", [change(2, seen=2, suspended=True), change(2, seen=1, suspended=True), delete(2)])
def test_a_deleted_card_is_changed_no_more(edit: Any) -> None:
    with pytest.raises(CardNotFoundError):
        edit(edited(delete(2)))


@pytest.mark.parametrize("edit", [change(4, suspended=True), delete(4)])
def test_a_card_that_never_was(edit: Any) -> None:
    with pytest.raises(CardNotFoundError):
        edit(SET)
    with pytest.raises(CardNotFoundError):
        find_card(read_set(SET), "card-4")


@pytest.mark.parametrize("seen", [1, 3])
def test_a_change_for_another_version_is_refused(seen: int) -> None:
    found = edited(change(1, answer="Mine."), change(2, suspended=True))
    with pytest.raises(CardChangedError):
        change(1, seen=seen, answer="Yours.")(found)
    assert shown(edited(change(1, seen=2, answer="Yours."), of=found))[0]["answer"] == "Yours."


def test_each_change_counts_the_set_and_its_card() -> None:
    edits = SetEdits.parse(edited(change(1, answer="Mine."), delete(2), change(1, seen=2, suspended=True))["edits"])
    assert (edits.version, edits.of("card-1").version, edits.of("card-2").version) == (3, 3, 2)
    assert edits.of("card-1") == CardEdit(3, NOW, answer="Mine.", suspended=True)
    assert edits.of("card-2") == CardEdit(2, NOW, deleted=True)
    assert edits.of("card-3") == CardEdit()


def test_cards_of_an_old_set_are_counted_and_stay_as_they_are() -> None:
    old = stored(*({name: value for name, value in card(number).items() if name != "id"} for number in (1, 2, 3)))
    assert identify_cards(old) == ["card-1", "card-2", "card-3"]
    assert [each["id"] for each in shown(edited(delete(1), of=old))] == ["card-2", "card-3"]
    assert [each["answer"] for each in shown(edited(change(3, answer="Mine."), of=old))][2] == "Mine."


def test_a_deletion_renumbers_no_fact() -> None:
    twins = stored(*(card(number, quote="One sentence.", type="CLOZE") for number in (1, 2, 3)))
    facts = {each["id"]: each["fact"] for each in read_set(twins)["flashcards"]}
    assert len(set(facts.values())) == 3
    left = read_set(edited(delete(1), change(3, answer="A first answer."), of=twins))["flashcards"]
    assert [each["fact"] for each in left] == [facts["card-2"], facts["card-3"]]


def test_facts_that_a_set_stores_are_taken() -> None:
    kept = [card(1) | {"fact": ["FACT", "another quote"]}, card(2) | {"fact": ["FACT", "a third", "1"]}]
    assert find_facts(kept) == [("FACT", "another quote"), ("FACT", "a third", "1")]


def test_nothing_for_this_service_alone_is_shown() -> None:
    remembered = card(9) | {"fact": ["FACT", "x"], "edit": {"version": 2, "answer": "Mine."}}
    gone = card(8, quote="Gone.") | {"fact": ["FACT", "gone"], "edit": {"version": 2, "deleted": True}}
    found = edited(change(1, answer="A."), of=SET | {"earlier_cards": [remembered, gone]})
    assert not {"edits", "earlier_cards"} & show_set(read_set(found)).keys()
    assert not {"fact", "changed_at", "position"} & shown(found)[0].keys()
    (taken_along,) = export_set(found)["earlier_cards"]
    assert (taken_along["answer"], "fact" in taken_along) == ("Mine.", False)


@pytest.mark.parametrize(
    ("question", "kept"), [("The ____ divides.", True), ("A cell divides.", False), ("____ and ____.", False)]
)
def test_a_gap_stays_a_gap(question: str, kept: bool) -> None:
    assert keeps_gaps(card(1, type="CLOZE", question="A ____ divides."), question) is kept
    assert keeps_gaps(card(1), question), "other types may have any text"
