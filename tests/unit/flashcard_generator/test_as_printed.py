"""Reads what is printed: documents of which every character is known."""

import pytest

from flashcard_generator.pdf.exceptions import DocumentRefusedError
from flashcard_generator.pdf.limits import MAX_UNTOLD
from flashcard_generator.pdf.mupdf_document import MuPdfDocument
from support.typeset import typeset
from unit.flashcard_generator.as_printed import TABLE, read, write_table
from unit.flashcard_generator.printed_cases import CASES

ALL = {(kind, name): case for kind, cases in CASES.items() for name, case in cases.items()}


@pytest.mark.parametrize(("kind", "name"), ALL)
def test_a_document_reads_as_printed(kind: str, name: str) -> None:
    case = ALL[kind, name]
    assert read(case.make()) == list(case.read)


def test_the_table_tells_what_is_read() -> None:
    """`make pdf-table` writes it."""
    table = TABLE.read_text(encoding="utf-8")
    assert table == write_table()
    assert table.count("| as printed |") >= 60


LOST = 0x80
"""A code of which the file says nothing."""


def lose(share: float, pages: int = 3) -> bytes:
    """Pages of text with such codes in place of a share of their letters."""
    lines = [("abcdefghij " * 6)[: round(60 * (1 - share))] + chr(LOST) * round(60 * share) for _ in range(20)]
    return typeset([lines] * pages, {LOST: "lost"})


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_without_meanings_a_document_is_refused_before_its_first_page(share: float) -> None:
    with pytest.raises(DocumentRefusedError, match="undecodable_text"):
        next(MuPdfDocument(lose(share)).texts())


def test_pages_throughout_the_document_are_looked_at() -> None:
    """The title page and the last ones may be drawn in another font."""
    good = ["Green is the colour of the pigment of plants."] * 20
    bad = [chr(LOST) * 60] * 20
    with pytest.raises(DocumentRefusedError, match="undecodable_text"):
        next(MuPdfDocument(typeset([good, *[bad] * 30, good], {LOST: "lost"})).texts())


@pytest.mark.parametrize(("share", "is_told"), [(0.0, False), (0.1, True)])
def test_fewer_are_told(share: float, is_told: bool) -> None:
    document = MuPdfDocument(lose(share))
    assert all(document.texts())
    assert (document.undecodable() > MAX_UNTOLD) is is_told
    assert document.undecodable() == pytest.approx(share, abs=0.03)
