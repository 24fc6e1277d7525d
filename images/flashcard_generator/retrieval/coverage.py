"""How much of a document its cards cover."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from ..pdf.chunks import Chunk
from .chapters import Chapter, find_chapter
from .selection import Selection


def measure_coverage(
    selection: Selection, page_count: int | None, cards: Collection[Mapping[str, Any]]
) -> dict[str, Any]:
    """Which pages and sections gave cards.

    Args:
        selection: how the document was divided.
        page_count: its pages, blank ones included; None for a document that has none.
        cards: with `page` (from 1; None where there are no pages) and `source_chunk`, the number of the passage.

    Returns:
        `pages_total`; `pages_with_cards` as ranges [first, last]; `share`, the part of the sections that have a card
        (0 to 1); `sections_total`; `sections_with_cards`; and `uncovered`, the pages of sections without a card, as
        ranges. Without pages there is no number of them, and there are no ranges.
    """
    sources = {card["source_chunk"] for card in cards}
    covered = [section for section in selection.sections if sources.intersection(section.chunks)]
    missed = [section for section in selection.sections if section not in covered]
    return {
        "pages_total": page_count,
        "pages_with_cards": merge_ranges(card["page"] for card in cards if card["page"]),
        "share": round(len(covered) / len(selection.sections), 4),
        "sections_total": len(selection.sections),
        "sections_with_cards": len(covered),
        "uncovered": merge_ranges(
            page for each in missed if page_count for page in range(each.first_page, each.last_page + 1)
        ),
    }


def count_by_chapter(
    chapters: Sequence[Chapter], usable: Sequence[Chunk], places: Iterable[int], *, has_pages: bool = True
) -> list[dict[str, Any]]:
    """How many cards each chapter gave that has a passage worth a card.

    Args:
        chapters: of the document.
        usable: every passage that is worth a card.
        places: where in the document's text the quotes of the cards begin.
        has_pages: whether the document has pages.

    Returns:
        `title`, `page` (where it begins, or None) and `cards` for each, in order.
    """
    cards = Counter(find_chapter(chapters, place) for place in places)
    held = {find_chapter(chapters, (chunk.start + chunk.end) // 2) for chunk in usable} | cards.keys()
    return [
        {"title": chapter.title, "page": chapter.page if has_pages else None, "cards": cards[number]}
        for number, chapter in enumerate(chapters)
        if number in held
    ]


def merge_ranges(pages: Iterable[int]) -> list[list[int]]:
    """Page numbers as ranges [first, last], in order."""
    found: list[list[int]] = []
    for page in sorted(set(pages)):
        if found and page == found[-1][1] + 1:
            found[-1][1] = page
        else:
            found.append([page, page])
    return found
