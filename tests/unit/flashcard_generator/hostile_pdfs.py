"""What makes PDFs that are meant to break, mislead or wear out their reader."""

import re
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pymupdf
from pymupdf import mupdf

from support.pdfs import save_pdf
from support.raw_pdfs import assemble_pdf, document, flate, show_text, stream, tabled_by_stream

GIB = 1024**3

FACT = b"Chlorophyll is the green pigment of plants.\nIt absorbs red and blue light."
PROOF = "Chlorophyll is the green pigment of plants. It absorbs red and blue light."

TWICE = b"/Filter[/FlateDecode/FlateDecode]"

FONT_WITH_TABLE = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 900 0 R>>"
FONT_WITH_FILE = b"<</Type/Font/Subtype/Type1/BaseFont/X/FontDescriptor 900 0 R>>"
FONT_DESCRIPTOR = b"<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 901 0 R>>"
FONT_OF_CODES = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[900 0 R]>>"
NO_FILE = b"<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1 1]/Ascent 1/Descent 0/StemV 1>>"
CODES = b"".join(
    [
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/FontDescriptor 901 0 R",
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
    ]
)


@cache
def plain() -> bytes:
    return assemble_pdf(document([flate(show_text(FACT))]))


@cache
def bomb(byte: bytes = b" ", size: int = 12 * GIB) -> bytes:
    """So many equal bytes, compressed twice, in some kilobytes."""
    packer = zlib.compressobj(9, wbits=-15)
    mebibyte = packer.compress(byte * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    once = b"\x78\xda" + mebibyte * (size // 2**20) + b"\x03\0\0\0\0\0"
    return zlib.compress(once, 9)


def bombed(number: int, content: bytes, **options: Any) -> bytes:
    """The plain document with another object in place of one of its own."""
    return assemble_pdf({**document([flate(show_text(FACT))], **options), number: content})


def bomb_of_objects() -> bytes:
    """Its page is in a stream of objects that is said to hold a million of them."""
    objects = document([flate(show_text(FACT))])
    del objects[4]
    objects[6] = stream(bomb(), TWICE + b"/Type/ObjStm/N 1000000/First 8000000")
    return tabled_by_stream(objects, {4: (6, 0)})


def bomb_of_table() -> bytes:
    table = stream(bomb(b"\0"), TWICE + b"/Type/XRef/Size 1000000000/W[1 4 2]/Root 1 0 R")
    body = b"%PDF-1.7\n"
    return body + b"1 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


def without(pattern: bytes, data: bytes, by: bytes = b"") -> bytes:
    """`data` with each match of a pattern replaced; there must be one."""
    changed, times = re.subn(pattern, by, data, flags=re.DOTALL)
    assert times
    return changed


def encrypted(method: int, **passwords: str) -> bytes:
    return save_pdf(pymupdf.open(stream=plain()), encryption=method, **passwords)


def set_text(body: str, css: str = "") -> bytes:
    """A page that a text engine laid out, with fonts of its own: any script."""
    made = pymupdf.open()
    made.new_page().insert_htmlbox(pymupdf.Rect(50, 50, 545, 790), body, css=css)
    return save_pdf(made)


def drawn(draw: Callable[[Any], object]) -> bytes:
    """A page on which `draw` has put something."""
    made = pymupdf.open()
    draw(made.new_page())
    return save_pdf(made)


def nested_forms(levels: int, fan: int, attachment: bytes = b"") -> bytes:
    """A form that shows the next one several times, and so on; the last shows itself, and the fact."""
    forms = {899: stream(attachment)}
    for level in range(levels):
        last = level == levels - 1
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>/XObject<</X %d 0 R>>>>"
        content = b"/X Do " + show_text(FACT) if last else b"/X Do " * fan
        forms[900 + level] = stream(content, entries % (900 + level + (not last)))
    return assemble_pdf(document([stream(b"/X Do")], resources=b"/XObject<</X 900 0 R>>", extra=forms))


def nested_exponents(levels: int) -> bytes:
    """A line in which each letter is smaller than the one before, and raised over it."""
    letters = b" ".join(b"/F1 %.4f Tf %.4f Ts (x) Tj" % (12 * 0.97**level, level * 0.1) for level in range(levels))
    return assemble_pdf(document([flate(show_text(FACT) + b" BT 60 700 Td " + letters + b" ET")]))


def alternating_sizes(letters: int) -> bytes:
    """A line in which each second letter is raised."""
    line = b"/F1 12 Tf 0 Ts (x) Tj /F1 7 Tf 4 Ts (2) Tj " * (letters // 2)
    return assemble_pdf(document([flate(show_text(FACT) + b" BT 60 700 Td " + line + b" ET")]))


def deep_page_tree(levels: int) -> bytes:
    objects = document([flate(show_text(FACT))])
    for level in range(levels):
        kid, parent = 901 + level if level < levels - 1 else 4, 899 + level if level else 2
        objects[900 + level] = b"<</Type/Pages/Count 1/Kids[%d 0 R]/Parent %d 0 R>>" % (kid, parent)
    objects[2] = without(rb"/Kids\[4 0 R\]", objects[2], b"/Kids[900 0 R]")
    return assemble_pdf(objects)


def page_tree_in_a_circle() -> bytes:
    tree = b"<</Type/Pages/Count 5/Kids[%d 0 R]>>"
    return assemble_pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: tree % 3, 3: tree % 2})


def picture() -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 8/ColorSpace/DeviceRGB"
    extra = {900: stream(bomb(), entries + TWICE)}
    return assemble_pdf(
        document([stream(b"q 500 0 0 700 40 40 cm /I Do Q")], resources=b"/XObject<</I 900 0 R>>", extra=extra)
    )


def pages_of(content: bytes, count: int) -> bytes:
    """So many pages that share one content."""
    objects = document([b"null"] * count)
    shared = {n: re.sub(rb"/Contents \d+", b"/Contents 90000", text) for n, text in objects.items() if text != b"null"}
    return assemble_pdf({**shared, 90_000: content})


def changed_later() -> bytes:
    """The fact was added to an empty page by an update at the file's end."""
    first = assemble_pdf(document([stream(b"")]))
    update = b"5 0 obj\n" + flate(show_text(FACT)) + b"\nendobj\n"
    table = b"xref\n5 1\n%010d 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev %d>>\n" % (
        len(first),
        first.index(b"xref\n"),
    )
    return first + update + table + b"startxref\n%d\n%%%%EOF\n" % (len(first) + len(update))


def table_of(meanings: Mapping[int, bytes]) -> bytes:
    """A font's table of which codes are which characters, these in hexadecimal UTF-16."""
    rows = b" ".join(b"<%02x> <%s>" % row for row in sorted(meanings.items()))
    space = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
    return space + b"%d beginbfchar %s endbfchar endcmap" % (len(meanings), rows)


def drawn_backwards(text: str) -> bytes:
    """Arabic as most programs write it: its letters in the order in which they stand, from left to right."""
    letters = {ord(letter) for letter in text}
    rows = b" ".join(b"<%04x> <%04x>" % (letter, letter) for letter in sorted(letters))
    space = b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
    table = space + b"%d beginbfchar %s endbfchar endcmap" % (len(letters), rows)
    content = b"BT /F1 12 Tf 60 760 Td <%s> Tj ET" % text[::-1].encode("utf-16-be").hex().encode()
    font = FONT_OF_CODES.replace(b">>", b"/ToUnicode 902 0 R>>")
    extra = {
        3: font,
        900: CODES.replace(b"/FontDescriptor", b"/DW 500/FontDescriptor"),
        901: NO_FILE,
        902: flate(table),
    }
    return assemble_pdf(document([flate(content)], extra=extra))


def drawn_ligatures(text: str) -> bytes:
    """The same, with each lam and the alef behind it as one glyph, which the table says to be both."""
    glyphs = re.findall("\u0644[\u0622\u0623\u0625\u0627]|.", text)
    codes = {glyph: code for code, glyph in enumerate(dict.fromkeys(glyphs), 1)}
    rows = b" ".join(b"<%04x> <%s>" % (code, glyph.encode("utf-16-be").hex().encode()) for glyph, code in codes.items())
    space = b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
    table = space + b"%d beginbfchar %s endbfchar endcmap" % (len(codes), rows)
    shown = b"".join(b"%04x" % codes[glyph] for glyph in reversed(glyphs))
    content = b"BT /F1 12 Tf 60 760 Td <%s> Tj ET" % shown
    extra = {
        3: FONT_OF_CODES.replace(b">>", b"/ToUnicode 902 0 R>>"),
        900: CODES.replace(b"/FontDescriptor", b"/DW 500/FontDescriptor"),
        901: NO_FILE,
        902: flate(table),
    }
    return assemble_pdf(document([flate(content)], extra=extra))


def two_columns(left: list[str], right: list[str]) -> bytes:
    def draw(page: Any) -> None:
        for column, lines in ((50, left), (310, right)):
            for number, line in enumerate(lines):
                page.insert_text((column, 100 + 14 * number), line, fontsize=10)

    return drawn(draw)


def drawn_font() -> bytes:
    """A Type 3 font: its characters are drawings, and only its table says which ones."""
    table = table_of({code: b"%04x" % code for code in set(FACT) - {10}})
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<</a 901 0 R>>/FirstChar 32"
    )
    font += b"/LastChar 126/Widths[%s]/Encoding<</Differences[32%s]>>/ToUnicode 900 0 R>>" % (b"6 " * 95, b"/a" * 95)
    return bombed(3, font, extra={900: flate(table), 901: stream(b"6 0 0 0 9 9 d1 0 0 5 9 re f")})


def with_form_field() -> bytes:
    def draw(page: Any) -> None:
        field = pymupdf.Widget()
        field.field_type = mupdf.PDF_WIDGET_TYPE_TEXT
        field.field_name = "answer"
        field.rect = pymupdf.Rect(50, 50, 545, 80)
        field.field_value = PROOF
        field.text_fontsize = 9
        page.add_widget(field)

    return drawn(draw)


def with_attachment() -> bytes:
    made = pymupdf.open(stream=plain())
    made.embfile_add("run.exe", b"MZ" + bytes(1_000))
    return save_pdf(made)
