"""What notes hold besides question and answer: gaps, hints, contexts, pictures, formulas; and notes of older types."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import genanki
import pytest

from bandup.flashcards.decks.apkg import apkg_file, deck_id, find_guids
from bandup.flashcards.decks.cards import Card, Deck
from support.anki_import import Anki, Imported, read_side
from unit.flashcards.test_anki import card, deck

QUOTE = "A cell has a nucleus and a membrane."
LATER = 1_700_000_060_000
PICTURE = "bandup-0123456789abcdef0123.jpg"

_OLDER_FIELDS = [{"name": "Example"}, {"name": "Quote"}, {"name": "Page"}]
OLDER_QUESTION = genanki.Model(
    1_395_470_713,
    "BandUp question",
    fields=[{"name": "Question"}, {"name": "Answer"}, *_OLDER_FIELDS],
    templates=[{"name": "Card", "qfmt": "{{Question}}", "afmt": "{{Answer}}"}],
)
OLDER_GAP = genanki.Model(
    1_867_028_346,
    "BandUp gap",
    fields=[{"name": "Text"}, *_OLDER_FIELDS],
    templates=[{"name": "Gap", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}"}],
    model_type=genanki.Model.CLOZE,
)


def gap(answer: str, **changes: object) -> Card:
    """A card with a gap in the sentence."""
    return card(answer, **{"type": "CLOZE", "question": QUOTE.replace(answer, "____"), "quote": QUOTE} | changes)


NUCLEUS, MEMBRANE, CELL = gap("nucleus"), gap("membrane"), gap("cell")


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    opened = Anki(tmp_path)
    yield opened
    opened.close()


def sides(anki: Anki) -> list[tuple[str, str]]:
    return [(read_side(made.question()), read_side(made.answer())) for note in anki.notes() for made in note.cards()]


def test_gaps_of_one_sentence_are_one_note_with_a_card_each(anki: Anki) -> None:
    assert anki.load(apkg_file(deck(MEMBRANE, card(), NUCLEUS))).new == 2
    (note,) = (note for note in anki.notes() if "Text" in note)
    assert note["Text"] == "A cell has a {{c1::nucleus}} and a {{c2::membrane}}."
    assert [made.ord for made in note.cards()] == [0, 1]
    assert [read_side(made.question()) for made in note.cards()] == [
        "A cell has a [...] and a membrane.",
        "A cell has a nucleus and a [...].",
    ]
    assert [read_side(made.answer()).splitlines()[0] for made in note.cards()] == [QUOTE, QUOTE]
    assert anki.collection.card_count() == 3


def test_a_gap_in_a_clause_joins_the_whole_sentence(anki: Anki) -> None:
    clause = gap("nucleus", question="A Cell has a ____")
    anki.load(apkg_file(deck(clause, MEMBRANE)))
    assert [note["Text"] for note in anki.notes()] == ["A cell has a {{c1::nucleus}} and a {{c2::membrane}}."]


@pytest.mark.parametrize(
    "other",
    [
        gap("a nucleus"),
        gap("nucleus", question="What a cell has is called a ____."),
        gap("nucleus", question="A cell has ____ and ____."),
        gap("nucleus", quote="Another sentence."),
        gap("nucleus", type="FACT"),
    ],
)
def test_what_cannot_join_is_a_note_of_its_own(other: Card, anki: Anki) -> None:
    loaded = anki.load(apkg_file(deck(NUCLEUS, other, MEMBRANE)))
    assert (loaded.new, anki.collection.card_count()) == (2, 3)
    assert sum(answer.count("nucleus") > 0 for _, answer in sides(anki)) == 3


@pytest.mark.parametrize(
    ("again", "new"),
    [
        ([NUCLEUS, MEMBRANE, CELL], 0),
        ([NUCLEUS], 0),
        ([MEMBRANE], 0),
        ([MEMBRANE, NUCLEUS, card("Another.", quote="Another.")], 1),
        ([replace(NUCLEUS, answer="core", question="A cell has a ____ and a membrane."), MEMBRANE], 0),
    ],
)
def test_a_sentence_keeps_its_note_when_a_gap_joins_goes_or_is_edited(again: list[Card], new: int, anki: Anki) -> None:
    anki.load(apkg_file(deck(NUCLEUS, MEMBRANE)))
    (before,) = (note.id for note in anki.notes())
    package = apkg_file(deck(*again, at=LATER))
    loaded = anki.load(package)
    edited = any(each.answer == "core" for each in again)
    assert (loaded.updated, loaded.new, loaded.refused) == (1, new + edited, 0)
    (kept,) = (note for note in anki.notes() if note.id == before)
    assert kept["Text"].count("{{c") == sum(each.type == "CLOZE" for each in again) - edited
    assert anki.load(package) == Imported(0, 0, 1 + new + edited, 0)
    assert anki.collection.note_count() == 1 + new + edited


def test_hints_wait_behind_a_link_and_tell_no_other_gap(anki: Anki) -> None:
    hinted = [
        replace(NUCLEUS, hint="not the membrane"),
        replace(MEMBRANE, hint="its <b>border</b>"),
        card(hint="a {{word}}"),
    ]
    anki.load(apkg_file(deck(*hinted)))
    with_gaps, question = sorted(anki.notes(), key=lambda note: "Text" not in note)
    assert with_gaps["Hint"] == "its &lt;b&gt;border&lt;/b&gt;"
    front = question.cards()[0].question()
    assert 'class="hint"' in front
    assert "display: none" in front
    assert read_side(front).startswith("A question?")


def test_the_context_is_on_the_back_only(anki: Anki) -> None:
    anki.load(apkg_file(deck(card(context="Cells \u2014 They\ndivide."), card("Else.", quote="Else."))))
    with_context, without = sorted(anki.notes(), key=lambda note: not note["Context"])
    assert with_context["Context"] == "Cells \u2014 They divide."
    (made,) = with_context.cards()
    assert "They divide." not in made.question()
    assert "They divide." in read_side(made.answer())
    assert (without["Hint"], without["Context"], without["Page image"]) == ("", "", "")
    assert "hint" not in read_side(without.cards()[0].question())


def test_a_picture_is_in_the_media_and_on_the_back(anki: Anki) -> None:
    with_picture = deck(replace(NUCLEUS, page_image=PICTURE), MEMBRANE, card(page_image="missing.jpg"))
    package = apkg_file(replace(with_picture, pictures={PICTURE: b"\xff\xd8 a picture", "unused.jpg": b""}))
    assert package == apkg_file(replace(with_picture, pictures={PICTURE: b"\xff\xd8 a picture"}))
    for _ in range(2):
        anki.load(package)
        assert anki.media() == {PICTURE: b"\xff\xd8 a picture"}
    with_gaps, question = sorted(anki.notes(), key=lambda note: "Text" not in note)
    for made in with_gaps.cards():
        assert f'<img src="{PICTURE}">' in made.answer()
        assert "<img" not in made.question()
    assert question["Page image"] == "", "a picture that was lost is no broken one"
    with zipfile.ZipFile(BytesIO(package)) as opened:
        assert json.loads(opened.read("media")) == {"0": PICTURE}


def write_older_package(made: Deck, path: Path) -> bytes:
    """A deck as it was before there were hints: note types of other ids, with fewer fields."""
    older = genanki.Deck(deck_id(made.document_id), made.name)
    for each, guid in find_guids(made).items():
        model, fields = (
            (OLDER_GAP, ["A cell has a {{c1::nucleus}}."])
            if each.type == "CLOZE"
            else (OLDER_QUESTION, [each.question, each.answer])
        )
        older.add_note(genanki.Note(model=model, fields=[*fields, each.example, each.quote, "3"], guid=guid))
    genanki.Package(older).write_to_file(path, timestamp=made.created_at / 1000)
    return path.read_bytes()


@pytest.mark.parametrize(("merge", "expected"), [(False, Imported(1, 0, 0, 2)), (True, Imported(1, 2, 0, 0))])
def test_notes_of_an_older_type_are_not_doubled(merge: bool, expected: Imported, anki: Anki, tmp_path: Path) -> None:
    first = deck(NUCLEUS, card(hint="a hint"))
    assert anki.load(write_older_package(first, tmp_path / "older.apkg")).new == 2
    assert not any("Hint" in note for note in anki.notes())
    again = deck(*first.cards, card("New.", quote="New.", hint="new"), at=LATER)
    assert anki.load(apkg_file(again), merge=merge) == expected
    assert anki.collection.note_count() == 3
    assert sum("Hint" in note for note in anki.notes()) == (3 if merge else 1)


def test_the_fields_of_a_formula_deck_are_as_anki_needs_them(anki: Anki) -> None:
    formulas = Deck(
        "ab" * 32,
        "Waves",
        1_700_000_000_000,
        (
            Card(r"What is \( \omega \)?", r"$\sqrt{\frac{k}{m}}$", "FACT", "EASY", 1, "w = sqrt(k/m): it\nswings", ""),
            Card(r"It is $E = ____$ at rest.", r"mc^{2}", "CLOZE", "EASY", 2, "It is E = mc2 at rest", ""),
            Card(r"See $$\href{javascript:alert(1)}{x}$$", r"\(\url{http://x} < y\)", "FACT", "EASY", 3, "q", ""),
            Card("What does it cost?", "$5 and $10", "FACT", "EASY", 4, "It costs", "", hint="$n$", context=r"\(a\)"),
        ),
    )
    anki.load(apkg_file(formulas))
    asked, gapped, linked, price = sorted(anki.notes(), key=lambda note: int(note["Page"]))
    assert (asked["Question"], asked["Answer"]) == (
        r"What is \( \omega \)?",
        r"\(\sqrt&#123;\frac&#123;k&#125;&#123;m&#125;&#125;\)",
    )
    assert asked["Quote"] == "w = sqrt(k/m)&#58; it swings"
    assert gapped["Text"] == r"It is \(E = {{c1::mc^&#123;2&#125;}}\) at rest."
    assert (linked["Question"], linked["Answer"]) == (
        r"See \&#91;href&#123;javascript&#58;alert(1)&#125;&#123;x&#125;\&#93;",
        r"\(url&#123;http&#58;//x&#125; &lt; y\)",
    )
    assert (price["Answer"], price["Hint"], price["Context"]) == ("$5 and $10", r"\(n\)", r"\(a\)")
    shown = gapped.cards()[0]
    assert read_side(shown.question()) == r"It is \(E = [...]\) at rest."
    assert read_side(shown.answer()).startswith(r"It is \(E = mc^{2}\) at rest.")
