"""Headings that only their size tells."""

import pymupdf
import pytest

from flashcard_generator.pdf.bookmarks import Bookmark
from flashcard_generator.pdf.large_lines import LargeLines
from flashcard_generator.pdf.mupdf_document import MuPdfDocument
from support.pdfs import save_pdf

TEXT = "The membrane reduces the flow of heat.\n" * 12


def found_in(*blocks: tuple[int, float, float, str]) -> list[Bookmark]:
    lines = LargeLines()
    for page in (1, 2, 3):
        lines.add(page, 400, 144, TEXT)
    for block in blocks:
        lines.add(*block)
    return lines.as_bookmarks()


def test_the_largest_size_on_two_pages_is_of_chapters() -> None:
    assert found_in(
        (1, 400, 40, "The title of the book"),
        (1, 200, 24, "Heat"),
        (2, 200, 16, "Warm water"),
        (3, 200, 24, "Rivers"),
    ) == [Bookmark(1, "Heat", 1), Bookmark(2, "Warm water", 2), Bookmark(1, "Rivers", 3)]


def test_a_number_and_its_title_are_one_heading() -> None:
    found = found_in((1, 90, 20, "Chapter 1"), (1, 200, 24, "Heat"), (2, 90, 20, "Chapter 2"), (2, 200, 24, "Rivers"))
    assert found == [Bookmark(1, "Chapter 1 Heat", 1), Bookmark(1, "Chapter 2 Rivers", 2)]


@pytest.mark.parametrize(
    "block",
    [
        (12, 100, "Survival in months"),  # turned, beside a chart
        (200, 24, "a = (b + c) / (d - e)"),
        (200, 24, "in small letters"),
        (200, 24, "It ends as a sentence."),
        (200, 24, "C G A"),
        (200, 14, "As high as the text"),
        (800, 24, "Long " * 60),
    ],
    ids=lambda block: block[2][:20],
)
def test_what_is_no_title(block: tuple[float, float, str]) -> None:
    assert found_in((1, *block), (2, *block)) == []


def test_many_of_one_size_on_a_page_belong_to_a_chart() -> None:
    names = ("Homo", "Pongo", "Macaca")
    assert found_in(*((page, 60.0, 24.0, name) for page in (1, 2) for name in names)) == []


def test_they_are_read_with_the_pages() -> None:
    document = pymupdf.open()
    for title in ("Heat", "Rivers", "Trade"):
        page = document.new_page()
        page.insert_text((60, 80), title, fontsize=24)
        page.insert_textbox((60, 120, 500, 600), TEXT.replace("\n", " "), fontsize=11)
    opened = MuPdfDocument(save_pdf(document))
    list(opened.texts())
    assert opened.large_lines() == [Bookmark(1, "Heat", 1), Bookmark(1, "Rivers", 2), Bookmark(1, "Trade", 3)]
