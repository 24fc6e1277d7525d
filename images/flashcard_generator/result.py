"""What is stored of a set of cards."""

from collections.abc import Mapping
from typing import Any

from bandup.flashcards.pictures import pack_pictures
from bandup.jobs.result import Result
from bandup.models.usage import Ledger

from .cards.card_set_writer import CardSet
from .cards.checks.card import Card
from .cards.hint import read_hint
from .document_reader import Document
from .pdf.limits import MAX_UNTOLD
from .pdf.pictures import Picture
from .request import CardRequest
from .retrieval.context import describe_context
from .retrieval.coverage import count_by_chapter, measure_coverage, merge_ranges
from .retrieval.selection import Selection

INSTRUCTION_FLAG = "instruction_in_document"
UNREAD_FLAG = "scanned_pages_not_read"


def build_result(
    request: CardRequest,
    document: Document,
    name: str | None,
    selection: Selection,
    card_set: CardSet,
    *,
    pictures: Mapping[int, Picture],
    ledger: Ledger,
    seconds: Mapping[str, float],
) -> Result:
    """The result of a job.

    Args:
        request: what was asked for.
        document: what was read of the document.
        name: what it is called.
        selection: the passages that the cards were to be made from.
        card_set: the good cards, and what became of the others.
        pictures: of where quotes stand, by the identities of their cards.
        ledger: every paid call.
        seconds: wall time by stage.
    """
    cards = [
        _describe_card(position + 1, card, request, document, pictures.get(id(card)))
        for position, card in enumerate(card_set.cards)
    ]
    chunk_count = len(document.chunks)
    flags = [INSTRUCTION_FLAG] if card_set.has_orders else []
    flags += [UNREAD_FLAG] if document.unread_pages else []
    has_pages = document.kind.has_pages
    page_count = document.page_count if has_pages else None
    fields = {
        "document_id": request.document_id or document.document_id,
        "document_name": name,
        "total_cards": len(cards),
        "requested_cards": request.num_cards,
        "page_count": page_count,
        "chunk_count": chunk_count,
        "difficulty": str(request.difficulty),
        **({"replaces": request.replaces} if request.replaces else {}),
        **({"flags": flags} if flags else {}),
    }
    body = {
        "document": {
            "kind": str(document.kind),
            "page_count": page_count,
            "chunk_count": chunk_count,
            **_describe_gaps(document),
        },
        "retrieval": {
            "method": selection.method,
            "chunks_used": len(selection.chunks),
            "keywords": list(selection.keywords),
            "coverage": {
                **measure_coverage(selection, page_count, cards),
                "chapters": count_by_chapter(
                    document.text.chapters,
                    selection.usable,
                    (card.chunk.start + card.start for card in card_set.cards),
                    has_pages=has_pages,
                ),
            },
        },
        "flashcards": cards,
        "metrics": _describe_metrics(request, card_set, ledger, seconds),
        **_describe_shortfall(request, card_set),
    }
    shown = [pictures[id(card)] for card in card_set.cards if id(card) in pictures]
    packed = pack_pictures({each.name: each.content for each in shown}) if shown else None
    return Result(fields, body, attachment=packed)


def _describe_card(
    number: int, card: Card, request: CardRequest, document: Document, picture: Picture | None
) -> dict[str, Any]:
    text = document.text
    pages = {card.chunk.page_at(place) for place in (card.start, card.end - 1)}
    return {
        "id": f"card-{number}",
        "question": card.question,
        "answer": card.answer,
        "type": str(card.type),
        "difficulty": str(request.difficulty),
        "source_chunk": card.chunk.number,
        "page": card.chunk.page_at(card.start) if document.kind.has_pages else None,
        "chapter": text.chapter_at(card.chunk.start + card.start),
        "context": describe_context(text, card.chunk, card.chunk.start + card.start),
        "quote": card.quote,
        "hint": read_hint(card),
        "page_image": picture.name if picture else None,
        "grounded": card.is_grounded,
        "read_by": "model" if pages & set(document.read_pages) else None,
        "verified_by": "model" if card.is_verified else None,
        **({"example": card.example} if card.example else {}),
    }


def _describe_gaps(document: Document) -> dict[str, Any]:
    """What a model read of a document, and what nobody could."""
    undecodable = round(document.undecodable, 4) if document.undecodable > MAX_UNTOLD else None
    return {
        **({"undecodable_share": undecodable} if undecodable else {}),
        **({"pages_read_by_model": merge_ranges(document.read_pages)} if document.read_pages else {}),
        **({"pages_not_read": merge_ranges(document.unread_pages)} if document.unread_pages else {}),
    }


def _describe_shortfall(request: CardRequest, card_set: CardSet) -> dict[str, Any]:
    """Why there are fewer cards than were asked for; nothing if there are not."""
    missing = request.num_cards - len(card_set.cards)
    if not missing:
        return {}
    return {"shortfall": {"missing": missing, "reasons": {**card_set.dropped, **card_set.failures}}}


def _describe_metrics(
    request: CardRequest, card_set: CardSet, ledger: Ledger, seconds: Mapping[str, float]
) -> dict[str, Any]:
    writers = [call for call in ledger.calls if call.output_tokens]
    return {
        "cards": {
            "asked": request.num_cards,
            "written": card_set.drafts,
            "made": len(card_set.cards),
            "dropped": dict(card_set.dropped),
        },
        "seconds": {stage: round(spent, 3) for stage, spent in seconds.items()},
        "titan_calls": len(ledger.calls) - len(writers),
        "gemini_calls": len(writers),
        "model": writers[-1].model if writers else None,
    }
