"""Sets of flashcards over the wire: made, listed, taken to Anki and other programs, made again and deleted."""

import csv
import io
import json
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from integration.conftest import Stage, User
from integration.decks import made_set, pdf_about, submission, uploaded_pdf
from integration.essays import SAMPLES, marker
from ops.client.api import expect
from ops.client.uploads import download, follow
from support.anki_import import Anki, Imported, read_side

pytestmark = pytest.mark.integration

CHANGE = {"version": 1, "answer": "Somebody else's."}
UNKNOWN = "0b8e2a52-8c8a-4f25-9d4b-7c2c3f3ed1a4"


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    opened = Anki(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Anki]:
    """A collection that nothing was imported into."""
    (tmp_path / "fresh").mkdir()
    opened = Anki(tmp_path / "fresh")
    yield opened
    opened.close()


OWN_WORDS = "What I would say: <b>x</b> & \\( never closed"


def change(user: User, set_id: str, card: Any, **changes: Any) -> None:
    path, body = f"/flashcard-sets/{set_id}/cards/{card['id']}", {"version": card["version"], **changes}
    changed = expect(user.api.call("PATCH", path, json=body), HTTPStatus.OK)
    assert changed == user.get(f"/flashcard-sets/{set_id}")["flashcards"][int(card["id"].removeprefix("card-")) - 1]


def in_order(anki: Anki) -> list[Any]:
    """The notes in the order in which their cards come when they are new."""
    due = sorted((made.due, note.id) for note in anki.notes() for made in note.cards())
    notes = {note.id: note for note in anki.notes()}
    return [notes[note_id] for _, note_id in due]


def count_own_words(anki: Anki) -> int:
    return sum(OWN_WORDS in read_side("\n".join(note.fields)) for note in anki.notes())


def words(text: str) -> str:
    return " ".join(read_side(text).split())


def exported(user: User, set_id: str, kind: str) -> bytes:
    return download(user.get(f"/flashcard-sets/{set_id}/export?format={kind}")["get_url"])


def study(user: User, set_id: str) -> Any:
    return expect(user.api.post(f"/flashcard-sets/{set_id}/study", None), HTTPStatus.OK)


def studied(user: User) -> list[str]:
    """The answers of what is studied now."""
    return sorted(card["back"] for card in user.get("/cards/due?new_per_day=200&limit=100")["items"])


def test_a_pdf_becomes_a_deck_that_anki_keeps(user: User, anki: Anki, fresh: Anki) -> None:
    upload_id = uploaded_pdf(user, (SAMPLES / "flashcards" / "memory.pdf").read_bytes())
    first = made_set(user, upload_id, num_cards=8, page_images=True)
    set_id, cards = first["set_id"], first["flashcards"]
    assert (first["status"], first["total_cards"], first["requested_cards"]) == ("COMPLETED", len(cards), 8)
    assert all(card["grounded"] and 1 <= card["page"] <= first["page_count"] for card in cards)
    (listed,) = user.get("/flashcard-sets")["items"]
    assert {name: first[name] for name in listed} == listed
    assert "flashcards" not in listed

    assert anki.load(exported(user, set_id, "apkg")).new == anki.collection.note_count() == len(cards)
    pictures = {card["page_image"] for card in cards}
    assert None not in pictures, "every quote of this document is printed as it is read"
    media = anki.media()
    assert media.keys() == pictures
    assert all(picture.startswith(b"\xff\xd8") and len(picture) <= 60_000 for picture in media.values())
    assert anki.load(exported(user, set_id, "apkg")) == Imported(0, 0, len(cards), 0), "the same deck again"
    due = sorted(anki.notes(), key=lambda note: note.cards()[0].due)
    assert [read_side(note["Quote"]) for note in due] == [card["quote"] for card in cards]
    assert [note["Hint"] != "" for note in due] == [card["hint"] is not None for card in cards]
    rows = list(csv.DictReader(io.StringIO(exported(user, set_id, "csv").decode("utf-8-sig"), newline="")))
    assert [row["quote"].lstrip("'") for row in rows] == [card["quote"].lstrip("'") for card in cards]
    assert json.loads(exported(user, set_id, "json")) == first

    assert study(user, set_id) == {"set_id": set_id, "cards": len(cards), "added": len(cards)}
    gone, suspended, mine, *_ = cards
    change(user, set_id, mine, answer=OWN_WORDS)
    change(user, set_id, suspended, suspended=True)
    assert user.api.call("DELETE", f"/flashcard-sets/{set_id}/cards/{gone['id']}").status == HTTPStatus.NO_CONTENT
    left = user.get(f"/flashcard-sets/{set_id}/cards")["items"]
    assert [card["id"] for card in left] == [card["id"] for card in cards[1:]]
    assert user.get("/flashcard-sets")["items"][0]["total_cards"] == len(left)
    assert anki.load(exported(user, set_id, "apkg")) == Imported(0, 1, len(cards) - 3, 0), "what was changed is newer"
    assert count_own_words(anki) == 1
    assert studied(user) == sorted(OWN_WORDS if card == mine else card["answer"] for card in cards[2:])

    again = made_set(user, upload_id, num_cards=8, replaces=set_id)
    assert (again["replaces"], again["document_id"]) == (set_id, first["document_id"])
    kept = {card["quote"]: card for card in again["flashcards"]}
    assert (gone["quote"] in kept, again["shortfall"]["reasons"]["deleted_before"]) == (False, 1)
    assert (kept[mine["quote"]]["answer"], kept[suspended["quote"]]["suspended"]) == (OWN_WORDS, True)
    assert study(user, again["set_id"])["added"] == again["total_cards"] - len(
        {card["quote"] for card in cards} & {*kept}
    )
    package = exported(user, again["set_id"], "apkg")
    for _ in range(2):
        loaded = anki.load(package)
        assert (loaded.new, loaded.updated + loaded.unchanged, loaded.refused) == (0, again["total_cards"] - 1, 0)
        assert (anki.collection.note_count(), count_own_words(anki)) == (len(cards), 1)
    assert len(anki.decks()) == 1
    assert fresh.load(package).new == again["total_cards"] - 1, "neither what was deleted nor what is suspended"
    quotes = [card["quote"] for card in again["flashcards"] if not card["suspended"]]
    assert [words(note["Quote"]) for note in in_order(fresh)] == [words(quote) for quote in quotes]
    file = json.loads(download(user.get("/me/export")["get_url"]))
    assert [card["answer"] for each in file["flashcard_sets"] for card in each["flashcards"]].count(OWN_WORDS) == 2

    assert user.api.call("DELETE", f"/flashcard-sets/{set_id}").status == HTTPStatus.NO_CONTENT
    user.missing(f"/flashcard-sets/{set_id}")
    assert studied(user) == sorted(card["answer"] for card in again["flashcards"] if not card["suspended"])
    assert "result_url" not in user.job(set_id)
    assert [each["set_id"] for each in user.get("/flashcard-sets")["items"]] == [again["set_id"]]
    (spent,) = user.get("/usage")["items"]
    assert (spent["kind"], spent["jobs"]) == ("flashcard", 2)


def test_a_link_saves_the_file(user: User) -> None:
    set_id = made_set(user, uploaded_pdf(user, pdf_about(marker())))["set_id"]
    link = user.get(f"/flashcard-sets/{set_id}/export?format=csv")
    assert 0 < link["expires_in"] <= 900
    answer = follow(link["get_url"])
    assert answer.headers["Content-Disposition"] == f'attachment; filename="flashcards-{set_id[:8]}.csv"'
    assert answer.headers["Content-Type"].startswith("text/csv")


def problem(answer: Any) -> dict[str, Any]:
    """What differs between any two requests left out."""
    return {name: value for name, value in answer.body.items() if name != "request_id"} | {"status": answer.status}


def test_what_is_someone_elses_is_not_there(stage: Stage, user: User) -> None:
    other = stage.new_user()
    upload_id = uploaded_pdf(other, pdf_about(marker()))
    theirs = made_set(other, upload_id)
    card = f"/cards/{theirs['flashcards'][0]['id']}"
    routes = [("GET", ""), ("DELETE", ""), ("GET", "/export?format=apkg"), ("GET", "/cards"), ("DELETE", card)]
    for method, path in (*routes, ("PATCH", card), ("POST", "/study")):
        answers = [
            user.api.call(method, f"/flashcard-sets/{each}{path}", json=CHANGE if method == "PATCH" else None)
            for each in (theirs["set_id"], UNKNOWN)
        ]
        assert problem(answers[0]) == problem(answers[1])
        assert answers[0].status == HTTPStatus.NOT_FOUND
    assert user.get("/flashcard-sets") == {"items": []}
    mine = uploaded_pdf(user, pdf_about(marker()))
    for foreign, unknown in (
        (submission(upload_id), submission(UNKNOWN)),
        (submission(mine, replaces=theirs["set_id"]), submission(mine, replaces=UNKNOWN)),
    ):
        answers = [user.api.post("/flashcards", request) for request in (foreign, unknown)]
        assert problem(answers[0]) == problem(answers[1])
        assert answers[0].status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert other.get(f"/flashcard-sets/{theirs['set_id']}") == theirs
    change(other, theirs["set_id"], theirs["flashcards"][0], **CHANGE)
    conflict = other.api.call("PATCH", f"/flashcard-sets/{theirs['set_id']}{card}", json=CHANGE)
    assert (conflict.status, conflict.body["type"]) == (HTTPStatus.CONFLICT, "urn:bandup:problem:conflict")
