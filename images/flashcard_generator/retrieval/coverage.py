"""How much of a document its cards cover."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from .selection import Selection


def measure_coverage(selection: Selection, page_count: int, cards: Collection[Mapping[str, Any]]) -> dict[str, Any]:
    """Which pages and sections gave cards.

    Args:
        selection: how the document was divided.
        page_count: its pages, blank ones included.
        cards: with `page` (from 1) and `source_chunk`, the number of the passage.

    Returns:
        `pages_total`; `pages_with_cards` as ranges [first, last]; `share`, the part of the sections that have a card
        (0 to 1); `sections_total`; `sections_with_cards`; and `uncovered`, the pages of sections without a card, as
        ranges.
    """
    sources = {card["source_chunk"] for card in cards}
    covered = [section for section in selection.sections if sources.intersection(section.chunks)]
    missed = [section for section in selection.sections if section not in covered]
    return {
        "pages_total": page_count,
        "pages_with_cards": merge_ranges(card["page"] for card in cards),
        "share": round(len(covered) / len(selection.sections), 4),
        "sections_total": len(selection.sections),
        "sections_with_cards": len(covered),
        "uncovered": merge_ranges(page for each in missed for page in range(each.first_page, each.last_page + 1)),
    }


def merge_ranges(pages: Iterable[int]) -> list[list[int]]:
    """Page numbers as ranges [first, last], in order."""
    found: list[list[int]] = []
    for page in sorted(set(pages)):
        if found and page == found[-1][1] + 1:
            found[-1][1] = page
        else:
            found.append([page, page])
    return found
