"""From one set to the next: which card is whose, and what goes with it."""

from dataclasses import dataclass
from typing import Any

import pytest

from bandup.flashcards.edits import CardEdit, SetEdits
from bandup.flashcards.facts import Fact
from bandup.flashcards.sets import read_set
from bandup.flashcards.succession import MOST_REMEMBERED, EarlierCard, Succession, list_earlier, succeed

from .stored import card, stored

NOW = 1_700_000_000_000


@dataclass
class New:
    """A card that is not stored yet."""

    quote: str
    answer: str
    type: str = "FACT"
    question: str = "Asked?"


def fact_of(quote: str, *number: str, kind: str = "FACT") -> Fact:
    return (kind, quote, *number)


def after(*old: dict[str, Any], new: list[New], **edits: CardEdit) -> Succession:
    """What new cards take over of a set with these edits, by card id without its dash."""
    by_id = {name.replace("_", "-"): edit for name, edit in edits.items()}
    found = stored(*old, edits=SetEdits(1, by_id).as_stored()) if edits else stored(*old)
    return succeed(new, list_earlier(found), NOW)


QUOTE = "Sleep strengthens memory."
LONGER = "As Walker showed in 2006, sleep strengthens memory; nobody knows why."


@pytest.mark.parametrize(("old", "new"), [(QUOTE, LONGER), (LONGER, QUOTE), (QUOTE, f" «{QUOTE.upper()}»\n")])
def test_a_longer_or_shorter_quote_of_one_fact_is_one_note(old: str, new: str) -> None:
    before = card(1, quote=old, answer="Memory")
    found = after(before, new=[New(new, "memory"), New("Something else.", "x")])
    assert found.facts == (read_set(stored(before))["flashcards"][0]["fact"], fact_of("something else"))
    assert (found.edits, found.earlier) == ({}, ())


def test_another_fact_of_the_same_sentence_is_another_note() -> None:
    found = after(card(1, quote=QUOTE, answer="Memory"), new=[New(LONGER, "In 2006")])
    assert found.facts == (fact_of("as walker showed in 2006 sleep strengthens memory nobody knows why"),)
    assert [each.quote for each in found.earlier] == [QUOTE]


def test_another_type_is_another_note() -> None:
    found = after(card(1, quote=QUOTE, answer="Memory"), new=[New(QUOTE, "Memory", type="CLOZE")])
    assert found.facts == (fact_of("sleep strengthens memory", kind="CLOZE"),)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (("Sleep helps.", "True"), ("Sleep helps a lot.", "True"), True),
        (("Sleep helps.", "True"), ("Walker was born in 1973.", "True"), False),
    ],
)
def test_judgements_are_one_fact_by_what_they_judge(old: tuple[str, str], new: tuple[str, str], same: bool) -> None:
    before = card(1, type="TRUE_FALSE", quote=QUOTE, question=old[0], answer=old[1])
    found = after(before, new=[New(LONGER, new[1], "TRUE_FALSE", new[0])])
    assert (found.facts[0] == fact_of("sleep strengthens memory", kind="TRUE_FALSE")) is same


def test_of_two_gaps_of_one_sentence_each_keeps_its_own() -> None:
    gaps = [card(1, answer="Sleep"), card(2, answer="memory")]
    old = [each | {"type": "CLOZE", "quote": QUOTE, "question": "____"} for each in gaps]
    facts = [each["fact"] for each in read_set(stored(*old))["flashcards"]]
    new = [New(LONGER, "memory", "CLOZE"), New(LONGER, "Sleep", "CLOZE"), New(QUOTE, "strengthens", "CLOZE")]
    found = after(*old, new=new, card_1=CardEdit(2, 5, answer="Slumber"))
    assert found.facts[:2] == (facts[1], facts[0])
    assert found.facts[2] not in facts
    assert [*found.edits] == [1]


def test_a_new_fact_takes_no_note_that_is_taken() -> None:
    gone = CardEdit(2, 5, deleted=True)
    found = after(
        card(1, quote=QUOTE, answer="Memory"), new=[New(QUOTE, "Memory"), New(QUOTE, "Sleep"), New(QUOTE, "Walker")],
        card_1=gone,
    )  # fmt: skip
    assert found.facts == (None, fact_of("sleep strengthens memory", "1"), fact_of("sleep strengthens memory", "2"))


def test_both_sides_of_a_rewritten_card_go_on_together() -> None:
    found = after(card(1), new=[New(card(1)["quote"], "It is answer 1.", question="Which is it?")],
                  card_1=CardEdit(3, 5, answer="Mine."))  # fmt: skip
    assert found.edits == {0: CardEdit(4, NOW, question=card(1)["question"], answer="Mine.")}


def test_a_suspended_card_stays_suspended_in_new_words() -> None:
    found = after(card(1), new=[New(card(1)["quote"], "Answer 1")], card_1=CardEdit(2, 5, suspended=True))
    assert found.edits == {0: CardEdit(3, NOW, suspended=True)}


def test_a_deleted_card_does_not_come_back_now_or_later() -> None:
    gone = CardEdit(2, 5, deleted=True)
    found = after(card(1), card(2), new=[New(card(1)["quote"], "Reworded.")], card_1=gone)
    assert found.facts == (None,)
    assert {each.quote: each.edit for each in found.earlier} == {card(1)["quote"]: gone, card(2)["quote"]: CardEdit()}
    without = succeed([New("Unrelated.", "x")], found.earlier, NOW)
    again = succeed([New(f"Well: {card(1)['quote']}", "It is answer 1.")], without.earlier, NOW)
    assert again.facts == (None,)


def test_what_a_set_lacks_is_remembered_with_its_edits_for_the_next() -> None:
    changed = CardEdit(2, 5, answer="Mine.")
    lacking = after(card(1), card(2), new=[New(card(2)["quote"], "It is answer 2.")], card_1=changed)
    second = stored(card(2) | {"fact": lacking.facts[0]}, earlier_cards=[each.as_stored() for each in lacking.earlier])
    third = succeed([New(card(1)["quote"], "It is answer 1."), New(card(2)["quote"], "x")], list_earlier(second), NOW)
    assert third.edits[0].answer == "Mine."
    assert third.facts == (fact_of("the document states fact 1"), fact_of("the document states fact 2"))


def test_what_is_remembered_is_bounded_and_begins_with_what_was_changed() -> None:
    many = [EarlierCard("FACT", f"Fact {n}.", "q", "a", ("FACT", f"fact {n}"), CardEdit()) for n in range(300)]
    changed = EarlierCard("FACT", "Mine.", "q", "a", ("FACT", "mine"), CardEdit(2, 5, deleted=True))
    left = succeed([], [*many, changed], NOW).earlier
    assert (len(left), left[0]) == (MOST_REMEMBERED, changed)


def test_an_earlier_card_is_read_as_it_was_stored() -> None:
    for edit in (CardEdit(), CardEdit(4, 5, question="q", suspended=True), CardEdit(2, 9, deleted=True)):
        plain = EarlierCard("FACT", "Q.", "q", "a", ("FACT", "q", "1"), edit)
        assert EarlierCard.parse(plain.as_stored()) == plain
