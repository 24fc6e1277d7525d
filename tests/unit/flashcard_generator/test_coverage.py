"""What a result says of how much of a document its cards cover."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from flashcard_generator.pdf.chunks import Chunk
from flashcard_generator.retrieval.chapters import Chapter
from flashcard_generator.retrieval.coverage import count_by_chapter, measure_coverage, merge_ranges
from flashcard_generator.retrieval.sections import Section
from flashcard_generator.retrieval.selection import Selection

CHUNKS = tuple(Chunk(number, "text", 2 * number + 1, 2 * number + 2) for number in range(6))
SELECTION = Selection(
    chunks=CHUNKS[::2],
    method="topic_sections",
    keywords=(),
    sections=tuple(Section.of(CHUNKS[start : start + 2]) for start in (0, 2, 4)),
    usable=CHUNKS,
)


def test_sections_and_pages_with_cards() -> None:
    cards = [{"source_chunk": 0, "page": 2}, {"source_chunk": 1, "page": 3}, {"source_chunk": 4, "page": 9}]
    assert measure_coverage(SELECTION, 12, cards) == {
        "pages_total": 12,
        "pages_with_cards": [[2, 3], [9, 9]],
        "share": 0.6667,
        "sections_total": 3,
        "sections_with_cards": 2,
        "uncovered": [[5, 8]],
    }


def test_cards_from_everywhere_leave_nothing_uncovered() -> None:
    cards = [{"source_chunk": chunk.number, "page": chunk.first_page} for chunk in SELECTION.chunks]
    found = measure_coverage(SELECTION, 12, cards)
    assert (found["share"], found["uncovered"]) == (1.0, [])


def test_without_cards_all_is_uncovered() -> None:
    assert measure_coverage(SELECTION, 12, [])["uncovered"] == [[1, 12]]


def test_chapters_are_counted_with_the_cards_that_they_gave() -> None:
    chunks = tuple(Chunk(number, "x" * 100, number + 1, number + 1, start=100 * number) for number in range(4))
    chapters = [Chapter("Preface", 0, 1), Chapter("Heat", 100, 2), Chapter("Rivers", 250, 3), Chapter("Index", 390, 4)]
    assert count_by_chapter(chapters, chunks[1:], [110, 120, 260]) == [
        {"title": "Heat", "page": 2, "cards": 2},
        {"title": "Rivers", "page": 3, "cards": 1},
    ]
    assert count_by_chapter([], chunks, [5]) == []


@given(st.sets(st.integers(1, 60)))
def test_ranges_hold_exactly_the_pages(pages: set[int]) -> None:
    found = merge_ranges(pages)
    assert [page for first, last in found for page in range(first, last + 1)] == sorted(pages)
    assert all(before[1] + 1 < after[0] for before, after in itertools.pairwise(found))
