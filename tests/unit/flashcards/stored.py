"""Stored sets, small enough to read."""

from typing import Any


def card(number: int, **changes: Any) -> dict[str, Any]:
    """A card of its own fact."""
    return {
        "id": f"card-{number}",
        "question": f"What is fact {number}?",
        "answer": f"It is answer {number}.",
        "type": "FACT",
        "difficulty": "EASY",
        "source_chunk": number,
        "page": number + 1,
        "chapter": None,
        "quote": f"The document states fact {number}.",
        "grounded": True,
        "verified_by": "model",
    } | changes


def stored(*cards: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A set of these cards."""
    return {"set_id": "s", "document_name": "Cells", "total_cards": len(cards), "flashcards": list(cards)} | changes
