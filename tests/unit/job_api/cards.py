"""Sets of the form that the generator stores, without a generator."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bandup.flashcards.pictures import pack_pictures
from bandup.jobs.result import Result
from bandup.jobs.worker import Run, Work
from bandup.models.usage import Usage

DOCUMENT = "9b74c9897bac770ffc029102a200c5de77d98fb9b8b8b3a8b0b1f4f3e2d1c0ff"

NAME = "The Cell, and How It Divides"

MODEL = "offline-author"


def card(number: int, **changes: Any) -> dict[str, Any]:
    """A card of its own fact."""
    return {
        "id": f"c{number}",
        "question": f"What is fact {number}?",
        "answer": f"It is answer {number}.",
        "type": "FACT",
        "difficulty": "EASY",
        "source_chunk": number,
        "page": number + 1,
        "chapter": f"Chapter {number}",
        "context": f"Chapter {number} \u2014 It begins.",
        "quote": f"The document states fact {number}.",
        "hint": f"fact {number}",
        "page_image": None,
        "read_by": None,
        "grounded": True,
        "verified_by": "model",
    } | changes


GAP = card(
    7,
    type="CLOZE",
    question="The ____ is the powerhouse of the cell.",
    answer="mitochondrion",
    example="A cell has many.",
)

AS_MADE = {"version": 1, "edited": False, "suspended": False}
"""What is seen of a card that its owner did not change, beside what is stored."""


def made(*cards: dict[str, Any], padding: int = 0, pictures: Mapping[str, bytes] | None = None) -> Work:
    """Work that stores these cards and pictures, and `padding` characters more to make the body large."""

    def work(run: Run) -> Result:
        run.ledger.add(Usage(model=MODEL, input_tokens=2100, output_tokens=980, usd=Decimal("0.0031")))
        request = run.job.request
        counts = {"page_count": 34, "chunk_count": 41}
        fields = {
            "document_id": request.get("document_id", DOCUMENT),
            "document_name": NAME,
            "total_cards": len(cards),
            "requested_cards": request["num_cards"],
            "difficulty": request["difficulty"],
            "replaces": request.get("replaces"),
            **counts,
        }
        coverage = {
            "pages_total": 34,
            "pages_with_cards": [[2, 2], [8, 8]],
            "share": 0.62,
            "sections_total": 8,
            "sections_with_cards": 5,
            "uncovered": [[9, 34]],
            "chapters": [{"title": "Chapter 1", "page": 2, "cards": 1}],
        }
        body = {
            "document": counts,
            "retrieval": {"method": "faiss-mmr", "chunks_used": 12, "keywords": ["cell"], "coverage": coverage},
            "flashcards": list(cards),
            "metrics": {"dropped": 1, "padding": "x" * padding},
        }
        return Result(fields, body, attachment=pack_pictures(pictures) if pictures else None)

    return work


two_cards = made(card(1), GAP)


def old_set(run: Run) -> Result:
    """A set as it was stored before documents had names, and cards had chapters, hints, contexts and pictures."""
    result = two_cards(run)
    assert result is not None
    fields = {name: value for name, value in result.fields.items() if name != "document_name"}
    later = {"chapter", "hint", "context", "page_image", "read_by"}
    cards = [{name: value for name, value in each.items() if name not in later} for each in result.body["flashcards"]]
    return Result(fields, {**result.body, "flashcards": cards})


def pageless_set(run: Run) -> Result:
    """A set of a document that has no pages."""
    result = made(card(1, page=None))(run)
    assert result is not None
    document = {**result.body["document"], "page_count": None}
    return Result({**result.fields, "page_count": None}, {**result.body, "document": document})


PICTURE = "bandup-0123456789abcdef0123.jpg"

pictured_set = made(
    card(1, page_image=PICTURE), GAP, padding=400_000, pictures={PICTURE: b"\xff\xd8 of the first card"}
)

large_set = made(card(1), GAP, padding=400_000)
