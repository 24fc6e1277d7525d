"""A deck as an Anki package.

A fact keeps its note. The note's id is made from the document and the card's fact, not from the model's wording or its
owner's. So a set that was made again of the same document updates the notes in Anki, and adds new ones.
"""

import hashlib
import html
import io
import itertools
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing

import genanki

from bandup.flashcards.options import GAP, CardType

from .cards import Card, Deck
from .formulas import mark_formulas
from .notes import CLOZE, QUESTION

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
"""Anki separates the fields of a note by one of these characters. None of them is text."""

_MARKS = str.maketrans({mark: f"&#{ord(mark)};" for mark in "{}:[]"} | {"\n": " "})
"""What Anki reads as a gap (`{{c1::…}}`), a sound or LaTeX (`[…]`), as characters that only show. Where a line ended in
the PDF, none ends in Anki."""

_LEVELS = re.compile(r":{2,}")


def apkg_file(deck: Deck) -> bytes:
    """The package. The same deck gives the same bytes.

    genanki's own `write_to_file` leaves its temporary database on disk. Cards are a user's data, so here the database
    is in memory only.
    """
    # Anki keeps the newer of two notes. A set made again is newer than the first one, and a note that the learner
    # edited after the import is newer than its set.
    seconds = deck.created_at / 1000
    with closing(sqlite3.connect(":memory:")) as database:
        package = genanki.Package(_anki_deck(deck))
        package.write_to_db(database.cursor(), seconds, itertools.count(deck.created_at))
        _date_changes(database, deck)
        database.commit()
        content = database.serialize()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package_file:
        package_file.writestr(_entry("collection.anki2"), content)
        package_file.writestr(_entry("media"), "{}")
    return file.getvalue()


def _date_changes(database: sqlite3.Connection, deck: Deck) -> None:
    """Make notes of changed cards as new as the change; genanki gives all notes of a package one time."""
    changes = [(card.changed_at, guid(deck, card)) for card in deck.cards if card.changed_at]
    database.executemany("UPDATE notes SET mod = max(mod, ?) WHERE guid = ?", changes)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # of a fixed date
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def deck_id(document_id: str) -> int:
    """The deck's id in Anki: 47 bits, which JavaScript holds exactly, and far from the ids of Anki's own decks."""
    return 1 << 46 | int.from_bytes(hashlib.sha256(document_id.encode()).digest()[:5])


def guid(deck: Deck, card: Card) -> str:
    """The id of a card's note."""
    return str(genanki.guid_for(deck.document_id, *card.fact))


def _anki_deck(deck: Deck) -> genanki.Deck:
    made = genanki.Deck(deck_id(deck.document_id), _deck_name(deck.name))
    for note in _notes(deck):
        made.add_note(note)
    return made


def _notes(deck: Deck) -> Iterator[genanki.Note]:
    for position, card in enumerate(deck.cards):
        tags = [f"type::{card.type}", f"difficulty::{card.difficulty}", *_chapter_tags(card.chapter)]
        source = [_escape(card.example), _escape(card.quote), str(card.page)]
        gap = _gap(card)
        fields = [gap, *source] if gap else [_escape(card.question), _escape(card.answer), *source]
        yield genanki.Note(
            model=CLOZE if gap else QUESTION, fields=fields, tags=tags, guid=guid(deck, card), due=position
        )


def _deck_name(name: str) -> str:
    """The name of a document, as the name of one deck: Anki would make decks within decks of `::`."""
    return " ".join(_LEVELS.sub(":", _CONTROL.sub(" ", name)).split()) or "Flashcards"


def _chapter_tags(chapter: str) -> list[str]:
    """The tag of a chapter, if there is one. Anki separates tags by blanks."""
    title = "_".join(_LEVELS.sub(":", _CONTROL.sub(" ", chapter)).split())
    return [f"chapter::{title}"] if title else []


def _gap(card: Card) -> str | None:
    """The sentence with its gap in Anki's notation, or None if the card has not exactly one gap with words for it."""
    around = card.question.split(GAP)
    if card.type != CardType.CLOZE or len(around) != 2 or not card.answer.strip():
        return None
    before, after = map(_escape, around)
    return f"{before}{{{{c1::{_escape(card.answer)}}}}}{after}"


def _escape(text: str) -> str:
    """Text as HTML that says the same, its formulas marked for MathJax."""
    return html.escape(mark_formulas(_CONTROL.sub(" ", text))).translate(_MARKS)
