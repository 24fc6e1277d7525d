"""Where on a page a quote is found, and when it is not."""

from collections.abc import Sequence

import pytest

from flashcard_generator.pdf.quote_place import Box, Glyph, PrintedPage

Line = tuple[float, float, str]
"""Left, top and text."""


def page(*lines: Line, height: float = 800) -> PrintedPage:
    """A page of lines that are ten points high, each letter five wide, each line a paragraph."""
    return PrintedPage([glyph for line in lines for glyph in _glyphs(*line)], height)


def _glyphs(left: float, top: float, text: str) -> Sequence[Glyph]:
    block = Box(left, top, left + 5 * len(text), top + 10)
    return [
        Glyph(letter, Box(left + 5 * at, top, left + 5 * at + 5, top + 10), block, at == len(text) - 1)
        for at, letter in enumerate(text)
    ]


def test_a_quote_is_as_high_as_its_lines_and_as_wide_as_its_paragraphs() -> None:
    place = page((50, 90, "Before it."), (50, 100, "A cell divides into two"), (50, 115, "cells. Then")).find(
        "divides into two cells"
    )
    assert place is not None
    assert place.box == Box(50, 100, 165, 125)
    assert place.line_height == 10


@pytest.mark.parametrize(
    ("lines", "quote"),
    [
        (["A memo-", "ry fades."], "A memory fades."),
        (["An ef\ufb01cient cell."], "An efficient cell."),
        (["“Café” is naïve."], "Cafe is naive"),
        (["細胞は分裂", "する。"], "細胞は分裂する。"),
    ],
)
def test_a_quote_is_found_however_it_is_set(lines: list[str], quote: str) -> None:
    found = page(*((50, 100 + 15 * at, text) for at, text in enumerate(lines))).find(quote)
    assert found is not None
    assert found.box.bottom == 110 + 15 * (len(lines) - 1)


def test_a_row_of_a_table_is_found_though_columns_are_read_first() -> None:
    table = page(
        (50, 100, "Iron"), (50, 115, "Gold"), (50, 130, "Lead"),
        (200, 100, "7.87 g"), (200, 115, "19.3 g"), (200, 130, "11.3 g"),
    )  # fmt: skip
    place = table.find("Gold    19.3 g")
    assert place is not None
    assert (place.box.top, place.box.bottom) == (115, 125)
    assert table.find("Gold    21 g") is None


def test_the_nearest_of_equal_cells_is_the_rows_own() -> None:
    table = page((50, 100, "Iron"), (50, 300, "Gold"), (200, 100, "solid"), (200, 300, "solid"))
    place = table.find("Gold   solid")
    assert place is not None
    assert place.box.top == 300


@pytest.mark.parametrize(
    "quote", ["", "   ", "A cell merges.", "A cell divides.    Yeast", "A cell divides.\nAt the end of the page."]
)
def test_what_is_elsewhere_or_far_apart_is_not_placed(quote: str) -> None:
    assert page((50, 10, "A cell divides."), (50, 780, "At the end of the page.")).find(quote) is None
