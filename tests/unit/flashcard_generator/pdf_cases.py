"""Which PDFs are refused, with which code, and which are read all the same."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pymupdf
from pymupdf import mupdf

from support.outlines import CATALOG, deep_outline, flat_outline, outline_in_a_circle
from support.pdfs import pages_pdf, save_pdf
from support.raw_pdfs import assemble_pdf, document, flate, show_text, stream
from support.typeset import typeset
from unit.flashcard_generator import hostile_pdfs as made
from unit.flashcard_generator.hostile_pdfs import FACT, TWICE

Cases = Mapping[str, tuple[str, Callable[[], bytes]]]


def _page(content: bytes = FACT, **options: Any) -> bytes:
    return assemble_pdf(document([flate(show_text(content))], **options))


def _zip() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "Chlorophyll")
    return target.getvalue()


def _locked(method: int, user: str) -> bytes:
    return made.encrypted(method, user_pw=user, owner_pw="owner")


LONG_LINES = show_text(b"\n".join(b"%02d " % line + b"chlorophyll " * 13 for line in range(55)), 5)

REFUSED: Cases = {
    # --- no PDF
    "an empty file": ("not_pdf", lambda: b""),
    "a web page": ("not_pdf", lambda: b"<html><body><p>Chlorophyll is green.</p></body></html>"),
    "a program": ("not_pdf", lambda: b"MZ\x90\0" + bytes(4_000)),
    "a Word document": ("not_pdf", _zip),
    "a PDF behind more than a reader skips": ("not_pdf", lambda: b"%" * 1_024 + made.plain()),
    "a web page that says %PDF-": ("corrupt_pdf", lambda: b"<html>%PDF-1.7<p>Chlorophyll is green.</p></html>"),
    # --- locked
    "a user's password, AES-256": ("encrypted_pdf", lambda: _locked(mupdf.PDF_ENCRYPT_AES_256, "secret")),
    "a user's password, RC4": ("encrypted_pdf", lambda: _locked(mupdf.PDF_ENCRYPT_RC4_40, "secret")),
    # --- nothing to read
    "no pages": ("no_pages", lambda: assemble_pdf(document([]))),
    "no catalog": ("no_pages", lambda: assemble_pdf({1: b"<</Type/Nothing>>"})),
    "a blank page": ("no_text", lambda: assemble_pdf(document([stream(b"")]))),
    "a picture of 12 GiB": ("no_text", made.picture),
    "one word": ("no_text", lambda: _page(b"Chlorophyll")),
    "characters that nobody sees": ("no_text", lambda: made.set_text("&#8203;&#8288;&#65279;" * 400)),
    "scans with a stamp on each": ("no_text", lambda: pages_pdf(["Scanned with a telephone"] * 60)),
    "letters that mean nothing": (
        "no_text",
        lambda: made.bombed(3, made.FONT_OF_CODES, extra={900: made.CODES, 901: made.NO_FILE}),
    ),
    # --- too much
    "10,000 blank pages": ("too_many_pages", lambda: assemble_pdf(document([stream(b"")] * 10_000))),
    "1,500 pages of 8,700 characters": ("too_much_text", lambda: made.pages_of(flate(LONG_LINES), 1_500)),
    # --- broken
    "the magic alone": ("corrupt_pdf", lambda: b"%PDF-1.7\n"),
    "the first 100 bytes": ("corrupt_pdf", lambda: made.plain()[:100]),
    "noise behind the magic": ("corrupt_pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 4_000),
    "two thousand million pages": ("corrupt_pdf", lambda: made.plain().replace(b"/Count 1", b"/Count 2000000000")),
    "a negative number of pages": ("corrupt_pdf", lambda: made.plain().replace(b"/Count 1", b"/Count -3")),
    "a page tree that is its own child": ("corrupt_pdf", lambda: made.plain().replace(b"/Kids[4", b"/Kids[2")),
    "a page tree in a circle": ("corrupt_pdf", made.page_tree_in_a_circle),
    # --- bombs
    "12 GiB as a page": ("pdf_too_complex", lambda: made.bombed(5, stream(made.bomb(), TWICE))),
    "12 GiB as a font's table": (
        "pdf_too_complex",
        lambda: made.bombed(3, made.FONT_WITH_TABLE, extra={900: stream(made.bomb(), TWICE)}),
    ),
    "12 GiB of objects": ("pdf_too_complex", made.bomb_of_objects),
    "12 GiB of places of objects": ("corrupt_pdf", made.bomb_of_table),
    "100 pages of a second each": (
        "pdf_too_complex",
        lambda: made.pages_of(stream(made.bomb(size=made.GIB // 4), TWICE), 100),
    ),
    "forms that show forms, 10,000,000,000 times": ("pdf_too_complex", lambda: made.nested_forms(11, 10)),
    "a million nested arrays on a page": (
        "pdf_too_complex",
        lambda: assemble_pdf(document([flate(b"[" * 1_000_000)])),
    ),
}
"""What each is refused with."""

ARABIC = "يمتص الضوء الأحمر من الشمس."
HEBREW = "הכלורופיל הוא הפיגמנט הירוק של הצמחים."
CHINESE = "叶绿素是植物的绿色色素。它吸收红光和蓝光,并把光能转化为化学能。" * 3
JAPANESE = "葉緑素は植物の緑色の色素である。赤と青の光を吸収する。" * 3
LEFT, RIGHT = ([f"The {side} column has a line {number}" for number in range(9)] for side in ("left", "right"))

READ: Cases = {
    "Arabic": (ARABIC, lambda: made.drawn_backwards(ARABIC)),
    "Hebrew": (HEBREW, lambda: made.set_text(f"<p dir='rtl'>{HEBREW}</p>")),
    "Chinese": (CHINESE, lambda: made.set_text(f"<p>{CHINESE}</p>")),
    "Japanese": (JAPANESE, lambda: made.set_text(f"<p>{JAPANESE}</p>")),
    "two columns": (f"{' '.join(LEFT)}\n{' '.join(RIGHT)}", lambda: made.two_columns(LEFT, RIGHT)),
    "1,000 bytes before the magic": (made.PROOF, lambda: b"%" * 1_000 + made.plain()),
    "an owner's password": (made.PROOF, lambda: _locked(mupdf.PDF_ENCRYPT_AES_256, "")),
    "no table of objects": (made.PROOF, lambda: made.without(rb"xref\n.*?trailer", made.plain(), b"trailer")),
    "a wrong place of the table": (made.PROOF, lambda: made.without(rb"startxref\n\d+", made.plain(), b"startxref\n9")),
    "a table that follows itself": (made.PROOF, lambda: made.without(rb"/Root", made.plain(), b"/Prev 9/Root")),
    "cut before its table": (made.PROOF, lambda: made.plain()[: made.plain().index(b"xref")]),
    "wrong lengths of streams": (made.PROOF, lambda: made.without(rb"/Length \d+", made.plain(), b"/Length 7")),
    "objects and table in streams": (made.PROOF, lambda: save_pdf(pymupdf.open(stream=made.plain()), use_objstms=1)),
    "a page that was changed later": (made.PROOF, made.changed_later),
    "a font of 12 GiB": (
        made.PROOF,
        lambda: made.bombed(3, made.FONT_WITH_FILE, extra={900: made.FONT_DESCRIPTOR, 901: stream(made.bomb(), TWICE)}),
    ),
    "a font of drawings": (made.PROOF, made.drawn_font),
    "halves of characters": (
        "the green pigment",
        lambda: made.bombed(3, made.FONT_WITH_TABLE, extra={900: flate(made.table_of({ord("C"): b"d800"}))}),
    ),
    "a form that shows itself": (made.PROOF, lambda: made.nested_forms(1, 1)),
    "100,000 nested arrays": (made.PROOF, lambda: _page(extra={900: b"[" * 100_000 + b"]" * 100_000})),
    "a page tree of 5,000 levels": (made.PROOF, lambda: made.deep_page_tree(5_000)),
    "5,000 nested exponents": (made.PROOF, lambda: made.nested_exponents(5_000)),
    "20,000 exponents": (made.PROOF, lambda: made.alternating_sizes(20_000)),
    "nothing but diacritics": (
        made.PROOF,
        lambda: typeset([made.FACT.decode().split("\n"), ["´`ˆ˜¨¯˘˙˚˝ˇ¸˛" * 80] * 200]),
    ),
    "nothing but hyphens": (made.PROOF, lambda: _page(FACT + b"\n" + b"a-\n" * 100_000)),
    "an enormous page": (made.PROOF, lambda: _page(page=b"/MediaBox[0 0 1e30 1e30]")),
    "a page of no size": (made.PROOF, lambda: _page(page=b"/MediaBox[0 0 0 0]")),
    "a page on its side": (made.PROOF, lambda: _page(page=b"/Rotate 90")),
    "a script": (made.PROOF, lambda: _page(catalog=b"/OpenAction<</S/JavaScript/JS(while\\(true\\){})>>")),
    "an attached program": (made.PROOF, made.with_attachment),
    "a filled-in form": (made.PROOF, made.with_form_field),
    "an outline of 100,000 entries": (
        made.PROOF,
        lambda: _page(catalog=CATALOG, extra=flat_outline([(b"Entry", b"[4 0 R/Fit]")] * 100_000)),
    ),
    "an outline of 100,000 levels": (made.PROOF, lambda: _page(catalog=CATALOG, extra=deep_outline(100_000))),
    "an outline in a circle": (made.PROOF, lambda: _page(catalog=CATALOG, extra=outline_in_a_circle())),
    "NULs in names": (made.PROOF, lambda: _page(page=b"/A#00B 1/\0 2")),
}
"""What is read in each."""
