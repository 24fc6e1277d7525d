"""Packages in Anki itself: what it shows, and what it makes of a deck that comes again."""

import json
import sqlite3
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandup.flashcards.decks.apkg import apkg_file, deck_id, find_guids
from bandup.flashcards.decks.cards import Card, Deck
from bandup.flashcards.decks.formulas import mark_formulas
from bandup.flashcards.edits import CardEdit
from bandup.flashcards.facts import find_facts
from bandup.flashcards.options import CardType
from bandup.flashcards.succession import EarlierCard, succeed
from support.anki_import import Anki, Imported, read_side

DOCUMENT = "ab" * 32
NAME = "The Cell, and How It Divides"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TRAPS = st.sampled_from(
    [
        "{{c1::",
        "}}",
        "{{c2::a::b}}",
        "::",
        "{{Quote}}",
        "{{#Answer}}",
        "<%cloze:Text%>",
        "<script>alert(1)</script>",
        "<b",
        "&lt;",
        "[sound:x.mp3]",
        "[latex]\\input{x}[/latex]",
        "\x1f",
        "\x00",
        "____",
        "'\"",
        "\r\n",
        "\u202e",
        "مرحبا",
    ]
)
HOSTILE = st.lists(TEXT | TRAPS, min_size=1, max_size=4).map("".join).filter(str.strip)


def card(answer: str = "An answer.", **changes: object) -> Card:
    plain = Card("A question?", answer, "FACT", "EASY", 3, f"The document says: {answer}", "")
    return replace(plain, **changes)  # type: ignore[arg-type]  # the fields of a card


def deck(*cards: Card, at: int = 1_700_000_000_000) -> Deck:
    made = [{name: getattr(each, name) for name in ("type", "quote", "question", "answer")} for each in cards]
    facts = find_facts(made)
    return Deck(DOCUMENT, NAME, at, tuple(replace(each, fact=fact) for each, fact in zip(cards, facts, strict=True)))


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    opened = Anki(tmp_path)
    yield opened
    opened.close()


def test_a_deck_opens_with_a_note_for_each_card(anki: Anki) -> None:
    cards = [card(f"Answer {kind}.", type=kind) for kind in CardType] + [card("An answer.", example="An example.")]
    assert anki.load(apkg_file(deck(*cards))) == Imported(new=len(cards), updated=0, unchanged=0, refused=0)
    assert anki.collection.note_count() == anki.collection.card_count() == len(cards)
    assert anki.decks() == [NAME]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C++::STL \x1f in\nuse", "C++:STL in use"),
        ('<b>"Cells" & more</b>', '<b>"Cells" & more</b>'),
        ("", "Flashcards"),
    ],
)
def test_a_deck_is_named_after_its_document_and_is_one_deck(name: str, shown: str, anki: Anki) -> None:
    anki.load(apkg_file(replace(deck(card()), name=name)))
    assert anki.decks() == [shown]


def test_new_cards_are_due_in_the_order_of_the_document(anki: Anki) -> None:
    anki.load(apkg_file(deck(*(card(f"Answer {word}.") for word in ("of zinc", "of air", "of mud", "of bone")))))
    due = sorted((made.due, note["Answer"]) for note in anki.notes() for made in note.cards())
    assert [answer for _, answer in due] == ["Answer of zinc.", "Answer of air.", "Answer of mud.", "Answer of bone."]
    assert len({place for place, _ in due}) == 4


def test_lines_of_the_document_end_nowhere_in_anki(anki: Anki) -> None:
    anki.load(apkg_file(deck(card("It\ndivides.", quote="A cell\ndivides.", example="Yeast\ndoes."))))
    (note,) = anki.notes()
    assert [note["Answer"], note["Quote"], note["Example"]] == ["It divides.", "A cell divides.", "Yeast does."]


def test_the_back_shows_where_the_answer_comes_from(anki: Anki) -> None:
    anki.load(
        apkg_file(
            deck(
                card(
                    "It divides.",
                    quote="A cell divides.",
                    page=12,
                    example="Yeast does.",
                    chapter="2 Cells: an\u3000Overview",
                )
            )
        )
    )
    (note,) = anki.notes()
    (made,) = note.cards()
    assert read_side(made.question()) == "A question?"
    assert [line for line in read_side(made.answer()).splitlines() if line] == [
        "A question?It divides.",
        "Yeast does.",
        "A cell divides.",
        "Page 12",
    ]
    assert sorted(note.tags) == ["chapter::2_Cells:_an_Overview", "difficulty::EASY", "type::FACT"]


def test_a_note_of_a_page_that_a_model_read_has_a_tag(anki: Anki) -> None:
    anki.load(apkg_file(deck(card("It divides.", read_by="model"), card("It grows."))))
    assert sorted(note.has_tag("read-by::model") for note in anki.notes()) == [False, True]


def test_the_back_names_no_page_where_there_is_none(anki: Anki) -> None:
    anki.load(apkg_file(deck(card("It divides.", quote="A cell divides.", page=None))))
    (note,) = anki.notes()
    (made,) = note.cards()
    assert note["Page"] == ""
    assert "Page" not in read_side(made.answer())


def test_a_gap_is_one_of_ankis_own(anki: Anki) -> None:
    gap = card("mitochondrion", type="CLOZE", question="The ____ is the powerhouse of the cell.", quote="It is.")
    anki.load(apkg_file(deck(gap)))
    (note,) = anki.notes()
    (made,) = note.cards()
    assert read_side(made.question()) == "The [...] is the powerhouse of the cell."
    assert read_side(made.answer()).startswith("The mitochondrion is the powerhouse of the cell.")
    assert 'class="cloze"' in made.answer()


@pytest.mark.parametrize("question", ["Which organelle makes energy?", "The ____ and the ____ are organelles."])
def test_what_is_no_single_gap_is_asked_as_a_question(question: str, anki: Anki) -> None:
    anki.load(apkg_file(deck(card("mitochondrion", type="CLOZE", question=question))))
    (note,) = anki.notes()
    (made,) = note.cards()
    assert read_side(made.question()) == question
    assert "mitochondrion" in read_side(made.answer())


def test_a_deck_made_again_updates_and_doubles_nothing(anki: Anki) -> None:
    kept = [card(f"Answer {number}.", quote=f"Fact {number}, in the document's words.") for number in range(5)]
    gap = card("cell", type="CLOZE", question="A ____ divides.", quote="A cell divides.")
    first = deck(*kept, gap)
    anki.load(apkg_file(first))
    before = {note.guid: note.id for note in anki.notes()}
    assert anki.load(apkg_file(first)) == Imported(new=0, updated=0, unchanged=6, refused=0)

    reworded = [
        replace(each, question=f"Asked otherwise: {each.question}", quote=f" {each.quote.upper()} ", difficulty="HARD")
        for each in kept
    ]
    again = deck(card("New.", quote="A new fact."), *reversed(reworded), gap, at=first.created_at + 60_000)
    assert anki.load(apkg_file(again)) == Imported(new=1, updated=6, unchanged=0, refused=0)
    after = {note.guid: note.id for note in anki.notes()}
    assert len(after) == 7
    assert before.items() <= after.items(), "the same notes, so what was learned of them stays"
    questions = [read_side(note.cards()[0].question()) for note in anki.notes()]
    assert sum(question.startswith("Asked otherwise: ") for question in questions) == 5
    assert len(anki.decks()) == 1


def test_what_the_learner_edited_after_the_set_was_made_stays(anki: Anki) -> None:
    package = apkg_file(deck(card()))
    anki.load(package)
    (note,) = anki.notes()
    note["Answer"] = "My own words."
    anki.collection.update_note(note)
    assert anki.load(package) == Imported(new=0, updated=0, unchanged=1, refused=0)
    (note,) = anki.notes()
    assert note["Answer"] == "My own words."


def test_a_change_of_a_card_is_newer_than_its_set_and_no_other_note_is(anki: Anki) -> None:
    first = deck(card("Zinc.", quote="Zinc."), card("Air.", quote="Air."))
    anki.load(apkg_file(first))
    (own,) = (note for note in anki.notes() if note["Answer"] == "Air.")
    own["Answer"] = "My own words, in Anki."
    anki.collection.update_note(own)
    # The card is changed after the learner wrote on another one in Anki.
    seconds = anki.collection.get_note(own.id).mod + 60
    for version, answer in enumerate(("Zinc (Zn).", "Zn."), start=2):  # two within one second
        zinc, air = first.cards
        changed = replace(first, cards=(replace(zinc, answer=answer, changed_at=seconds + version), air))
        assert anki.load(apkg_file(changed)) == Imported(new=0, updated=1, unchanged=1, refused=0)
        assert {note["Answer"] for note in anki.notes()} == {answer, "My own words, in Anki."}


def test_a_longer_quote_of_a_card_updates_its_note(anki: Anki) -> None:
    first = deck(card("Zinc.", quote="Zinc is a metal."), card("Air.", quote="Air is a gas."))
    anki.load(apkg_file(first))
    earlier = [EarlierCard(it.type, it.quote, it.question, it.answer, it.fact, CardEdit()) for it in first.cards]
    grown = [card("Air.", quote="As is known, air is a gas."), card("Zinc.", quote="Zinc is a metal, and blue.")]
    facts = succeed(grown, earlier, now=0).facts
    cards = tuple(replace(each, fact=fact or ()) for each, fact in zip(grown, facts, strict=True))
    again = replace(first, cards=cards, created_at=first.created_at + 60_000)
    assert anki.load(apkg_file(again)) == Imported(new=0, updated=2, unchanged=0, refused=0)
    assert {note["Quote"] for note in anki.notes()} == {each.quote for each in grown}


def test_what_an_owner_wrote_is_text_and_nothing_else(anki: Anki) -> None:
    text = r'<img src=x onerror="alert(1)"> {{c1::x}} [sound:a.mp3] \( never closed \href{javascript:alert(1)}{x}'
    gap = card(text, type="CLOZE", question="The ____ is here.", quote="Gap.")
    anki.load(apkg_file(deck(card(text, question=f"Why {text}?"), gap)))
    for note in anki.notes():
        assert not set("<[") & set("".join(note.fields))
        (made,) = note.cards()
        assert plain(text.replace(r"\href", "href")) in plain(read_side(made.answer()))
        assert "<img" not in made.answer()


def test_decks_of_two_documents_stay_apart(anki: Anki) -> None:
    anki.load(apkg_file(deck(card())))
    anki.load(apkg_file(replace(deck(card()), document_id="cd" * 32, name="Another book")))
    assert len(anki.decks()) == anki.collection.note_count() == 2


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE, st.sampled_from(list(CardType))), min_size=1, max_size=8))
def test_any_text_comes_through_as_text(texts: list[tuple[str, str, str, CardType]]) -> None:
    cards = [
        Card(f"q{number} {question}", f"a{number} {answer}", kind, "EASY", 1, f"n{number} {quote}", answer)
        for number, (question, answer, quote, kind) in enumerate(texts)
    ]
    with tempfile.TemporaryDirectory() as folder:
        anki = Anki(Path(folder))
        loaded = anki.load(apkg_file(deck(*cards)))
        assert (loaded.new, loaded.refused) == (len(cards), 0)
        notes = {note.guid: note for note in anki.notes()}
        stated = deck(*cards)
        ids = find_guids(stated)
        for each in stated.cards:
            note = notes[ids[each]]
            (made,) = note.cards()
            back = plain(read_side(made.answer()))
            for text in (each.answer, each.quote, each.example):
                assert plain(mark_formulas(text)) in back
            if "Question" in note:
                assert plain(read_side(made.question())) == plain(mark_formulas(each.question))
            raw = "".join(note.fields)
            assert not set("<[]") & set(raw), "neither HTML nor sounds nor LaTeX"
            assert raw.count("{{") == raw.count("::") == ("Text" in note), "one gap, or no Anki notation at all"
        anki.close()


def plain(text: str) -> str:
    """Letters as Anki keeps them, without control characters, and with any blank as one."""
    kept = "".join(" " if unicodedata.category(each) in {"Cc", "Zs", "Zl", "Zp"} else each for each in text)
    return " ".join(unicodedata.normalize("NFC", kept).split())


@given(st.permutations([card(f"answer {n}", quote="One sentence.", type="CLOZE") for n in range(4)]), st.booleans())
def test_ids_do_not_depend_on_the_order_or_the_wording(cards: list[Card], reworded: bool) -> None:
    changed = [replace(each, question="Otherwise?", page=9) if reworded else each for each in cards]
    expected = guids(card(f"answer {n}", quote="One sentence.", type="CLOZE") for n in range(4))
    found = guids(changed)
    assert found == expected
    assert len(set(found.values())) == 4


def guids(cards: Iterable[Card]) -> dict[str, str]:
    """The ids of notes by the answers of their cards."""
    made = deck(*cards)
    return {each.answer: found for each, found in find_guids(made).items()}


def test_notes_of_packages_that_were_imported_long_ago_keep_their_ids() -> None:
    twins = [card(word, type="CLOZE", question=f"{word}?", quote="A cell divides.") for word in ("cell", "divides")]
    found = guids([*twins, card("Zinc.", quote="Zinc is \u2014 a metal!")])
    assert found == {"cell": "D^4.!,n<,Y", "divides": "Fpj#96M7l]", "Zinc.": "M2(i<7K|DW"}


QUOTES = st.text(st.characters(categories=["L", "M", "N"]), min_size=1, max_size=30)


@given(QUOTES, QUOTES, st.sampled_from(list(CardType)), st.sampled_from(list(CardType)))
def test_ids_tell_facts_and_types_apart(one: str, other: str, kind: CardType, another: CardType) -> None:
    def facts(quote: str, kind: CardType) -> str:
        return next(iter(guids([card(quote=quote, type=kind)]).values()))

    same = folded(one) == folded(other)
    assert (facts(one, kind) == facts(other, another)) is (same and kind == another)
    assert facts(f"  «{one}».\n", kind) == facts(one, kind)


def folded(text: str) -> str:
    return plain(unicodedata.normalize("NFKC", text).casefold())


def test_the_same_deck_is_the_same_file_and_nothing_else() -> None:
    package = apkg_file(deck(card()))
    assert package == apkg_file(deck(card()))
    with zipfile.ZipFile(BytesIO(package)) as opened, closing(sqlite3.connect(":memory:")) as database:
        assert opened.namelist() == ["collection.anki2", "media"]
        database.deserialize(opened.read("collection.anki2"))
        ((decks,),) = database.execute("SELECT decks FROM col").fetchall()
    assert json.loads(decks).keys() == {"1", str(deck_id(DOCUMENT))}
    assert deck_id(DOCUMENT) != deck_id("cd" * 32)


def test_nothing_of_a_deck_is_left_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    apkg_file(deck(card()))
    assert list(tmp_path.iterdir()) == []
