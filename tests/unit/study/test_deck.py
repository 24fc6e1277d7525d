"""Mistakes as a deck: imported twice they are no more than once, and no word of theirs does anything."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from bandup.flashcards.decks.apkg import apkg_file, find_guids
from bandup.study.card import CardState, Source, SourceKind, StudyCard
from study import deck
from study.deck import NAME, build_deck, take_first
from support.anki_import import Anki, Imported, read_side
from support.study_cards import make_card
from unit.study.conftest import OWNER, STRANGER, Shelf, StudyFunction

NOW = 1_700_000_000_000
"""Before Anki's own clock, by which it dates an edit."""
CLOZE = make_card(OWNER, NOW, "1")
NAUGHTY = make_card(
    OWNER, NOW + 5, "2", front="=1+1 {{c1::x}} <b>[sound:a.mp3]", back="&amp;", note="<script>1</script>"
)


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    opened = Anki(tmp_path)
    yield opened
    opened.close()


def package(*cards: StudyCard, user: str = OWNER) -> bytes:
    return apkg_file(build_deck(user, cards, NOW))


def exported(function: StudyFunction, kind: str) -> tuple[Any, bytes]:
    """What the route answered, and the file behind its link."""
    answer = function.ask("GET", "/cards/export", query={"format": kind})
    assert answer.status == 200, answer.raw
    bucket = function.bucket
    key = urlsplit(answer.json["get_url"]).path.removeprefix("/").removeprefix(f"{bucket}/")
    assert key.startswith(f"exports/{OWNER}/")
    return answer.json, bytes(function.s3.get_object(Bucket=bucket, Key=key)["Body"].read())


@pytest.mark.slow
def test_a_deck_that_is_imported_twice_doubles_nothing(anki: Anki) -> None:
    assert anki.load(package(CLOZE, NAUGHTY)) == Imported(new=2, updated=0, unchanged=0, refused=0)
    assert anki.load(package(NAUGHTY, CLOZE)) == Imported(new=0, updated=0, unchanged=2, refused=0)
    reworded = CLOZE.change(NOW + 90_000, front="In my own words, without a gap", rewritten=True)
    later = make_card(OWNER, NOW + 80_000, "3", front="Later ____")
    assert anki.load(package(later, reworded, NAUGHTY)) == Imported(new=1, updated=1, unchanged=1, refused=0)
    assert (anki.decks(), anki.collection.note_count()) == ([NAME], 3)
    assert "In my own words, without a gap" in {note["Question"] for note in anki.notes()}


@pytest.mark.slow
def test_what_was_edited_in_anki_stays_while_the_card_is_only_reviewed(anki: Anki) -> None:
    anki.load(package(CLOZE))
    [note] = anki.notes()
    note["Answer"] = "mine"
    anki.collection.update_note(note)
    anki.load(package(CLOZE.change(NOW + 10**9)))
    assert [each["Answer"] for each in anki.notes()] == ["mine"]


@pytest.mark.slow
def test_a_learners_words_are_shown_and_do_nothing(anki: Anki) -> None:
    anki.load(package(NAUGHTY))
    [note] = anki.notes()
    assert (note.tags, len(note.cards())) == (["error::agreement", "type::cloze"], 1)
    [card] = note.cards()
    output = card.render_output()
    assert read_side(output.question_text) == NAUGHTY.front
    assert "<script>" not in output.answer_text
    assert (output.question_av_tags, output.answer_av_tags) == ([], [])


def test_notes_of_two_learners_are_apart_and_have_an_id_of_the_card_alone() -> None:
    one, other = (build_deck(user, [CLOZE], NOW) for user in (OWNER, STRANGER))
    assert {*find_guids(one).values()}.isdisjoint(find_guids(other).values())
    changed = CLOZE.change(NOW + 1, front="New", back="New", note="New", error_type=None)
    again = build_deck(OWNER, [NAUGHTY, changed], NOW + 7)
    assert find_guids(one)[one.cards[0]] == find_guids(again)[again.cards[1]]


@pytest.mark.slow
def test_the_route_exports_what_is_studied_of_mistakes(function: StudyFunction) -> None:
    shelf = function.shelf
    shelf.add("1", front="=1+1 is ____", back="two")
    shelf.add("2", state=CardState.SUSPENDED)
    shelf.store.add(replace(shelf.card(), source=Source(SourceKind.FLASHCARDS, "a-set", "1", "a-document")))
    for kind in deck.FORMATS:
        answer, file = exported(function, kind)
        assert (answer["cards"], answer["more"]) == (1, False)
    assert file.decode("utf-8-sig").splitlines() == [
        "question,answer,type,error_type,quote",
        "'=1+1 is ____,two,cloze,agreement,",
    ]


@pytest.mark.slow
def test_what_comes_back_first_is_in_the_deck(shelf: Shelf) -> None:
    new, due, later = shelf.add("1"), shelf.add("2"), shelf.add("3")
    shelf.recorder().record(OWNER, shelf.review(later, 4))
    shelf.recorder().record(OWNER, shelf.review(due, 1))
    for most, ids, more in ((2, [due.id, later.id], True), (3, [due.id, later.id, new.id], False)):
        cards, is_more = take_first(shelf.store.all_mistakes(OWNER), most)
        assert ([card.id for card in cards], is_more) == (ids, more)
