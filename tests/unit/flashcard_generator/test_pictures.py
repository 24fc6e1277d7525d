"""Pictures of where quotes stand: the right region, small enough, and no page that costs more than its own pictures."""

import time
from typing import Any

import pymupdf
import pytest

from bandup.core.clock import RESERVE_SECONDS, Deadline
from flashcard_generator.pdf.chunks import Chunk
from flashcard_generator.pdf.mupdf_pictures import MAX_BYTES, PictureSource
from flashcard_generator.pdf.pictures import Picture, PictureCutter, Wanted, choose_page
from support.pdfs import save_pdf
from support.raw_pdfs import assemble_pdf, document, flate, show_text
from unit.flashcard_generator import hostile_pdfs

QUOTE = "Chlorophyll is the green pigment of plants."
RED = (1, 0, 0)


def marked_pdf(*, rotation: int = 0, at: float = 400, size: float = 11, invisible: bool = False, **page: int) -> bytes:
    """A page on which only the quote is red, between lines in black."""
    made = pymupdf.open()
    sheet = made.new_page(**page)
    for line in range(50):
        y = 30 + 15 * line
        if abs(y - at) > 10:
            sheet.insert_text((60, y), f"Line {line} says something that is not asked for.")
    if invisible:  # as text recognition lays words over a scan
        sheet.draw_rect(pymupdf.Rect(60, at - 10, 300, at), fill=RED, color=RED)
    sheet.insert_text((60, at), QUOTE, fontsize=size, color=RED, render_mode=3 if invisible else 0)
    sheet.set_rotation(rotation)
    return save_pdf(made)


def cut(data: bytes, *wanted: Wanted, seconds: float = 60) -> list[Picture | None]:
    return PictureCutter().cut(data, wanted or [Wanted(1, QUOTE)], Deadline.after(RESERVE_SECONDS + seconds))


def red_share(picture: bytes) -> float:
    pixels = pymupdf.Pixmap(picture)
    assert max(pixels.width, pixels.height) <= 1_201
    data = pixels.samples
    red = sum(r > 150 and g < 120 and b < 120 for r, g, b in zip(data[::3], data[1::3], data[2::3], strict=True))
    return float(red / (pixels.width * pixels.height))


@pytest.mark.parametrize(
    "page",
    [
        {},
        {"rotation": 90},
        {"rotation": 180},
        {"rotation": 270},
        {"at": 30},
        {"invisible": True},
        {"width": 14_400, "height": 14_400},
        {"width": 14_400, "height": 14_400, "at": 5_000, "size": 600},
    ],
)
def test_a_picture_shows_the_quote_and_what_is_around_it(page: dict[str, Any]) -> None:
    picture = PictureSource(marked_pdf(**page)).cut(1, QUOTE)
    assert picture is not None
    assert len(picture) <= MAX_BYTES
    assert red_share(picture) > 0.005
    pixels = pymupdf.Pixmap(picture)
    assert 0.03 < min(pixels.width, pixels.height) / max(pixels.width, pixels.height) < 0.5, "a strip, and no page"


@pytest.mark.parametrize(
    "quote", ["Haemoglobin is the red pigment of blood.", "Chlorophyll is the green pigment of algae.", " ", "…"]
)
def test_a_quote_that_is_not_there_has_no_picture(quote: str) -> None:
    assert PictureSource(marked_pdf()).cut(1, quote) is None


def test_a_page_that_is_nothing_but_a_picture_has_none() -> None:
    made = pymupdf.open(stream=marked_pdf())
    scan = made[0].get_pixmap()
    made.new_page().insert_image(made[0].rect, pixmap=scan)
    source = PictureSource(save_pdf(made))
    assert source.cut(2, QUOTE) is None
    assert source.cut(1, QUOTE) is not None


def test_noise_is_made_small_enough() -> None:
    made = pymupdf.open()
    page = made.new_page()
    grains = bytes(at * at * 7919 % 251 for at in range(600 * 600 * 3))
    noise = pymupdf.Pixmap(pymupdf.csRGB, 600, 600, grains, False)  # the last one has no name: without alpha
    page.insert_image(page.rect, pixmap=noise)
    page.insert_text((60, 400), "Chlorophyll is the green", fontsize=40)
    page.insert_text((60, 450), "pigment of plants.", fontsize=40)
    picture = PictureSource(save_pdf(made)).cut(1, QUOTE)
    assert picture is not None
    assert len(picture) <= MAX_BYTES


def test_letters_too_small_to_be_read_are_not_shown() -> None:
    made = pymupdf.open()
    page = made.new_page(width=9_000, height=9_000)
    page.insert_textbox(pymupdf.Rect(0, 100, 9_000, 200), f"{'It is so. ' * 800}{QUOTE}", fontsize=5)
    assert PictureSource(save_pdf(made)).cut(1, QUOTE) is None


def test_a_box_that_is_no_box_shows_nothing() -> None:
    page = b"/MediaBox[0 0 1e30 1e30]/UserUnit 1e30"
    data = assemble_pdf(document([flate(show_text(hostile_pdfs.FACT))], page=page))
    assert PictureSource(data).cut(1, QUOTE) is None or len(PictureSource(data).cut(1, QUOTE) or b"") <= MAX_BYTES


@pytest.mark.slow
class TestCutting:
    """In processes."""

    def test_pictures_come_in_the_order_of_what_is_wanted(self) -> None:
        made = pymupdf.open(stream=marked_pdf())
        made.new_page().insert_text((60, 100), "A stoma is a pore in a leaf.")
        data = save_pdf(made)
        second, missing, first = cut(
            data, Wanted(2, "A stoma is a pore in a leaf."), Wanted(9, QUOTE), Wanted(1, QUOTE)
        )
        assert first
        assert second
        assert missing is None
        assert red_share(first.content) > 0.005
        assert red_share(second.content) == 0
        assert first.name != second.name
        assert cut(data, Wanted(1, QUOTE)) == [first], "the same region is the same file"

    def test_ten_thousand_drawings_take_seconds(self) -> None:
        def draw(page: Any) -> None:
            page.insert_text((60, 400), QUOTE)
            shape = page.new_shape()
            for at in range(10_000):
                shape.draw_bezier((at % 500, 0), (at % 300, 700), (500, at % 800), (0, at % 600))
            shape.finish(color=(0, 0, 1), width=0.2)
            shape.commit()

        began = time.monotonic()
        (picture,) = cut(hostile_pdfs.drawn(draw))
        assert time.monotonic() - began < 20
        assert picture is None or len(picture.content) <= MAX_BYTES

    def test_a_page_without_end_costs_its_own_picture_alone(self) -> None:
        # Each form draws the next one ten times: a billion texts, which only the kernel stops.
        objects = document(
            [flate(show_text(hostile_pdfs.FACT)), flate(b"/X Do"), flate(show_text(hostile_pdfs.FACT))],
            resources=b"/Font<</F1 3 0 R>>/XObject<</X 900 0 R>>",
            extra={
                900 + level: flate(
                    b"/X Do " * 10 if level < 9 else b"0 0 500 500 re f",
                    b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>" % (901 + level),
                )
                for level in range(10)
            },
        )
        began = time.monotonic()
        first, endless, last = cut(assemble_pdf(objects), *(Wanted(page, QUOTE) for page in (1, 2, 3)))
        assert first
        assert endless is None
        assert last
        assert time.monotonic() - began < 40

    def test_without_time_there_are_none(self) -> None:
        began = time.monotonic()
        assert cut(marked_pdf(), seconds=0) == [None]
        assert time.monotonic() - began < 5

    @pytest.mark.parametrize(
        "data", [b"", b"%PDF-1.7 not at all", hostile_pdfs.encrypted(5, user_pw="x", owner_pw="y")]
    )
    def test_what_is_no_document_has_none(self, data: bytes) -> None:
        assert cut(data) == [None]


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ((0, 10), Wanted(3, "First page")),
        ((11, 22), Wanted(4, "second page")),
        ((6, 22), Wanted(4, "second page")),
        ((0, 18), Wanted(3, "First")),
    ],
)
def test_a_quote_over_two_pages_is_shown_where_most_of_it_is(place: tuple[int, int], wanted: Wanted) -> None:
    chunk = Chunk(0, "First page second page", 3, 4, (11,))
    assert choose_page(chunk, *place) == wanted
