"""Outlines of PDFs: what they say, and how little one can cost that is endless, turns back upon itself, or lies."""

from collections.abc import Mapping

import pytest

from flashcard_generator.pdf.bookmarks import Bookmark
from flashcard_generator.pdf.limits import BOOKMARK_CPU_SECONDS, MAX_BOOKMARK_LEVEL, MAX_BOOKMARK_TITLE, MAX_BOOKMARKS
from flashcard_generator.pdf.mupdf_document import MuPdfDocument
from support.outlines import CATALOG, FIRST, deep_outline, flat_outline, outline_in_a_circle
from support.processor import within
from support.raw_pdfs import assemble_pdf, document, flate, show_text

PAGES = 3
MAX_SECONDS = BOOKMARK_CPU_SECONDS + 0.5


def bookmarks_of(objects: Mapping[int, bytes], catalog: bytes = b"") -> list[Bookmark]:
    pages = [flate(show_text(b"Chlorophyll is the green pigment of plants.")) for _ in range(PAGES)]
    file = MuPdfDocument(assemble_pdf(document(pages, catalog=CATALOG + catalog, extra=objects)))
    with within(MAX_SECONDS):
        found = file.bookmarks()
    assert len(found) <= MAX_BOOKMARKS
    return found


def test_each_way_to_name_a_page() -> None:
    names = {900_000: b"<</Names[(chapter.2) 900001 0 R]>>", 900_001: b"<</D[6 0 R/XYZ 0 0 0]>>"}
    entries = [(b"One", b"[4 0 R/Fit]"), (b"Two", b"(chapter.2)"), (b"Three", b"[2/Fit]")]
    objects = {**flat_outline(entries), **names}
    assert bookmarks_of(objects, b"/Names<</Dests 900000 0 R>>") == [
        Bookmark(1, "One", 1), Bookmark(1, "Two", 2), Bookmark(1, "Three", 3),
    ]  # fmt: skip


def test_an_action_leads_to_a_page_too() -> None:
    objects = {
        FIRST: b"<</First %d 0 R>>" % (FIRST + 1),
        FIRST + 1: b"<</Title(One)/A<</S/GoTo/D[6 0 R/Fit]>>/First %d 0 R>>" % (FIRST + 2),
        FIRST + 2: b"<</Title(Within)/Dest[8 0 R/Fit]>>",
    }
    assert bookmarks_of(objects) == [Bookmark(1, "One", 2), Bookmark(2, "Within", 3)]


def test_what_leads_to_no_page_is_left_out() -> None:
    targets = [b"[99 0 R/Fit]", b"[7/Fit]", b"[-1/Fit]", b"(nowhere)", b"null", b"<<>>", b"[]", b"[(x)/Fit]"]
    objects = flat_outline([(b"Lost", target) for target in targets] + [(b"Found", b"[4 0 R/Fit]"), (b"", b"[0/Fit]")])
    assert bookmarks_of(objects) == [Bookmark(1, "Found", 1)]


def test_an_outline_of_too_many_entries_is_none() -> None:
    entry = (b"Entry", b"[4 0 R/Fit]")
    assert len(bookmarks_of(flat_outline([entry] * MAX_BOOKMARKS))) == MAX_BOOKMARKS
    assert bookmarks_of(flat_outline([entry] * (MAX_BOOKMARKS + 1))) == []


@pytest.mark.slow
def test_an_endless_outline_is_none() -> None:
    assert bookmarks_of(flat_outline([(b"Entry", b"[4 0 R/Fit]")] * 100_000)) == []


@pytest.mark.slow
def test_a_deep_outline_is_read_to_its_third_level() -> None:
    found = bookmarks_of(deep_outline(100_000))
    assert [bookmark.level for bookmark in found] == list(range(1, MAX_BOOKMARK_LEVEL + 1))


def test_an_outline_in_a_circle_is_read_once() -> None:
    assert [bookmark.title for bookmark in bookmarks_of(outline_in_a_circle())] == ["One", "Two"]


@pytest.mark.slow
def test_names_that_are_long_to_look_up_cost_no_more() -> None:
    names = b" ".join(b"(n%d) null" % number for number in range(100_000, 0, -1))
    objects = {**flat_outline([(b"Entry", b"(nowhere)")] * MAX_BOOKMARKS), 900_000: b"<</Names[%s]>>" % names}
    assert bookmarks_of(objects, b"/Names<</Dests 900000 0 R>>") == []


def test_a_long_title_is_cut() -> None:
    [found] = bookmarks_of(flat_outline([(b"A word " * 10_000, b"[4 0 R/Fit]")]))
    assert len(found.title) <= MAX_BOOKMARK_TITLE


@pytest.mark.parametrize("outline", [b"null", b"[]", b"(text)", b"<</First 4>>", b"<</First[1 2]>>"])
def test_what_is_no_outline_is_none(outline: bytes) -> None:
    assert bookmarks_of({FIRST: outline}) == []
