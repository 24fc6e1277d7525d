"""What is stored of a set of cards."""

from collections.abc import Mapping
from typing import Any

from bandup.jobs.results import Result
from bandup.models.usage import Ledger

from .cards.checks.candidate import Candidate
from .cards.writing import Written
from .material import Material
from .request import CardRequest
from .retrieval.choosing import Selection
from .retrieval.coverage import coverage


def of_set(
    request: CardRequest,
    material: Material,
    selection: Selection,
    written: Written,
    *,
    ledger: Ledger,
    seconds: Mapping[str, float],
) -> Result:
    """The result of a job.

    Args:
        request: what was asked for.
        material: what was read of the document.
        selection: the passages that the cards were to be made from.
        written: the good cards, and what became of the others.
        ledger: every paid call.
        seconds: wall time by stage.
    """
    cards = [_card(number, card, request) for number, card in enumerate(written.cards, start=1)]
    chunk_count = len(material.chunks)
    fields = {
        "document_id": request.document_id or material.document_id,
        "total_cards": len(cards),
        "requested_cards": request.num_cards,
        "page_count": material.page_count,
        "chunk_count": chunk_count,
        "difficulty": str(request.difficulty),
        **({"replaces": request.replaces} if request.replaces else {}),
    }
    body = {
        "document": {"page_count": material.page_count, "chunk_count": chunk_count},
        "retrieval": {
            "method": selection.method,
            "chunks_used": len(selection.chunks),
            "keywords": list(selection.keywords),
            "coverage": coverage(selection, material.page_count, cards),
        },
        "flashcards": cards,
        "metrics": _metrics(request, written, ledger, seconds),
        **_shortfall(request, written),
    }
    return Result(fields, body)


def _card(number: int, card: Candidate, request: CardRequest) -> dict[str, Any]:
    return {
        "id": f"card-{number}",
        "question": card.question,
        "answer": card.answer,
        "type": str(card.type),
        "difficulty": str(request.difficulty),
        "source_chunk": card.chunk.number,
        "page": card.chunk.page_at(card.start),
        "quote": card.quote,
        "grounded": True,
        **({"example": card.example} if card.example else {}),
    }


def _shortfall(request: CardRequest, written: Written) -> dict[str, Any]:
    """Why there are fewer cards than were asked for; nothing if there are not."""
    missing = request.num_cards - len(written.cards)
    if not missing:
        return {}
    return {"shortfall": {"missing": missing, "reasons": {**written.dropped, **written.failures}}}


def _metrics(request: CardRequest, written: Written, ledger: Ledger, seconds: Mapping[str, float]) -> dict[str, Any]:
    writers = [call for call in ledger.calls if call.output_tokens]
    return {
        "cards": {
            "asked": request.num_cards,
            "written": written.drafts,
            "made": len(written.cards),
            "dropped": dict(written.dropped),
        },
        "seconds": {stage: round(spent, 3) for stage, spent in seconds.items()},
        "titan_calls": len(ledger.calls) - len(writers),
        "gemini_calls": len(writers),
        "model": writers[-1].model if writers else None,
    }
