"""A deck as an Anki package.

A fact keeps its note. The note's id is made from the document and the card's fact, not from the model's wording or its
owner's. So a set that was made again of the same document updates the notes in Anki, and adds new ones. Gaps in one
sentence are one note, whose id has no number: it stays when another gap joins, is edited or goes.
"""

import hashlib
import html
import io
import itertools
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing

import genanki

from bandup.flashcards.decks.cards import Card, Deck
from bandup.flashcards.decks.formulas import mark_formulas
from bandup.flashcards.decks.gaps import GapSentence, find_gap_sentences
from bandup.flashcards.decks.notes import CLOZE, QUESTION
from bandup.flashcards.facts import fold_words

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
        _write_pictures(package_file, deck)
    return file.getvalue()


def _write_pictures(package_file: zipfile.ZipFile, deck: Deck) -> None:
    """The pictures that cards show, under the numbers by which Anki finds their names."""
    names = sorted({card.page_image for card in deck.cards} & deck.pictures.keys())
    package_file.writestr(_entry("media"), json.dumps(dict(enumerate(names))))
    for number, name in enumerate(names):
        package_file.writestr(_entry(str(number)), deck.pictures[name])


def _date_changes(database: sqlite3.Connection, deck: Deck) -> None:
    """Make notes of changed cards as new as the change; genanki gives all notes of a package one time."""
    ids = find_guids(deck)
    changes = [(card.changed_at, ids[card]) for card in deck.cards if card.changed_at]
    database.executemany("UPDATE notes SET mod = max(mod, ?) WHERE guid = ?", changes)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # of a fixed date
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def deck_id(document_id: str) -> int:
    """The deck's id in Anki: 47 bits, which JavaScript holds exactly, and far from the ids of Anki's own decks."""
    return 1 << 46 | int.from_bytes(hashlib.sha256(document_id.encode()).digest()[:5])


def find_guids(deck: Deck) -> dict[Card, str]:
    """The id of each card's note."""
    return _find_guids(deck, find_gap_sentences(deck.cards))


def _find_guids(deck: Deck, sentences: Iterable[GapSentence]) -> dict[Card, str]:
    facts = {card: card.fact for card in deck.cards}
    for sentence in sentences:
        # The first card that kept the fact of an earlier set, if one did; the numbers of gaps are left out.
        lead = min(sentence.cards, key=lambda card: (fold_words(card.quote) in card.fact, card.fact))
        plain, others = lead.fact[:2], facts.keys() - set(sentence.cards)
        taken = any(facts[card] == plain for card in others)
        facts |= dict.fromkeys(sentence.cards, lead.fact if taken else plain)
    return {card: str(genanki.guid_for(deck.document_id, *fact)) for card, fact in facts.items()}


def _anki_deck(deck: Deck) -> genanki.Deck:
    made = genanki.Deck(deck_id(deck.document_id), _deck_name(deck.name))
    for note in _notes(deck):
        made.add_note(note)
    return made


def _notes(deck: Deck) -> Iterator[genanki.Note]:
    sentences = find_gap_sentences(deck.cards)
    ids = _find_guids(deck, sentences)
    with_gap = {card: sentence for sentence in sentences for card in sentence.cards}
    written: set[GapSentence] = set()
    for position, card in enumerate(deck.cards):
        sentence = with_gap.get(card)
        if sentence in written:
            continue
        if sentence:
            written.add(sentence)
            # All gaps of a sentence show all of its hints, so none may hold another gap's words.
            hints = [each for each in _hints(sentence.cards) if not any(_says(each, of) for of in sentence.cards)]
            fields = [sentence.write(_show), *_describe(card, deck, hints)]
            yield genanki.Note(model=CLOZE, fields=fields, tags=_tags(sentence.cards), guid=ids[card], due=position)
        else:
            fields = [_escape(card.question), _escape(card.answer), *_describe(card, deck, _hints([card]))]
            yield genanki.Note(model=QUESTION, fields=fields, tags=_tags([card]), guid=ids[card], due=position)


def _describe(card: Card, deck: Deck, hints: Iterable[str]) -> list[str]:
    """The fields that both types of notes have."""
    image = f'<img src="{card.page_image}">' if card.page_image in deck.pictures else ""
    return [
        _escape(card.example),
        _escape(card.quote),
        "" if card.page is None else str(card.page),
        " \u00b7 ".join(map(_escape, hints)),
        _escape(card.context),
        image,
    ]


def _hints(cards: Iterable[Card]) -> list[str]:
    return list(dict.fromkeys(card.hint for card in cards if card.hint))


def _says(hint: str, card: Card) -> bool:
    return fold_words(card.answer) in fold_words(hint)


def _tags(cards: Iterable[Card]) -> list[str]:
    return list(dict.fromkeys(itertools.chain(*map(_list_tags, cards))))


def _list_tags(card: Card) -> list[str]:
    named = {"type": card.type, "difficulty": card.difficulty, "error": card.error_type, "read-by": card.read_by}
    return [*(f"{name}::{value}" for name, value in named.items() if value), *_chapter_tags(card.chapter)]


def _deck_name(name: str) -> str:
    """The name of a document, as the name of one deck: Anki would make decks within decks of `::`."""
    return " ".join(_LEVELS.sub(":", _CONTROL.sub(" ", name)).split()) or "Flashcards"


def _chapter_tags(chapter: str) -> list[str]:
    """The tag of a chapter, if there is one. Anki separates tags by blanks."""
    title = "_".join(_LEVELS.sub(":", _CONTROL.sub(" ", chapter)).split())
    return [f"chapter::{title}"] if title else []


def _escape(text: str) -> str:
    """Text as HTML that says the same, its formulas marked for MathJax."""
    return _show(mark_formulas(text))


def _show(text: str) -> str:
    return html.escape(_CONTROL.sub(" ", text)).translate(_MARKS)
