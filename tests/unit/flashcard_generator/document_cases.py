"""Files of other kinds than PDF, each with what its reader must make of it."""

import random
from collections.abc import Callable, Mapping

from support.office_files import archive, docx, docx_members, epub, paragraph, pptx, shape
from support.pdfs import pages_pdf
from unit.flashcard_generator import hostile_documents as made
from unit.flashcard_generator.hostile_documents import FACT, MIB

Cases = Mapping[str, tuple[str, Callable[[], bytes]]]

_DRM = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
_FONT = "http://www.idpf.org/2008/embedding"
_OUTSIDE = "http://evil.example/a.xhtml"

REFUSED: Cases = {
    # --- none of the kinds
    "an empty file": ("no_text", lambda: b""),
    "a million letters without a blank": ("no_text", lambda: b"qx" * 500_000),
    "blanks": ("no_text", lambda: b" \n\t" * 500),
    "zero bytes": ("unknown_document", lambda: bytes(5_000)),
    "a web page": ("unknown_document", lambda: b"<!DOCTYPE html><p>Chlorophyll is green.</p>"),
    "XML": ("unknown_document", lambda: b"\xef\xbb\xbf<?xml version='1.0'?><a>Chlorophyll</a>"),
    "RTF": ("unknown_document", lambda: rb"{\rtf1\ansi Chlorophyll is green.\par}"),
    "a program": ("unknown_document", lambda: b"\x7fELF\2\1\1" + random.Random(1).randbytes(9_000)),
    "a picture": ("unknown_document", lambda: b"\x89PNG\r\n\x1a\n" + random.Random(2).randbytes(9_000)),
    "an archive of other files": ("unknown_document", lambda: archive({"a.txt": FACT})),
    "a spreadsheet": (
        "unknown_document",
        lambda: archive({**docx_members(""), "word/document.xml": "<workbook/>"}),
    ),
    "Word before 2007": ("unknown_document", lambda: made.ole("WordDocument")),
    # --- locked
    "Word with a password": ("encrypted_document", lambda: made.ole("EncryptedPackage")),
    "an archive with a password": ("encrypted_document", made.encrypted_member),
    "a book that is sold with a lock": (
        "encrypted_document",
        lambda: made.book(f"<p>{FACT}</p>", encryption=made.encryption(_DRM, "OEBPS/a.xhtml")),
    ),
    # --- nothing to read
    "an empty document": ("no_text", lambda: docx("")),
    "an empty presentation": ("no_text", lambda: pptx([])),
    "only a hidden slide": ("no_text", lambda: pptx([shape([FACT])], hidden=[1])),
    "a book without files": ("no_text", lambda: archive({"META-INF/container.xml": "<container/>"})),
    # --- bombs
    "80 MiB in one member": ("document_too_complex", made.huge_member),
    "120 MiB in slides": ("document_too_complex", made.many_large_members),
    "members that overlap": ("corrupt_document", made.overlapping_members),
    "10,100 members": ("document_too_complex", made.many_members),
    "a directory of 200,000 entries": ("document_too_complex", made.directory_of_nothing),
    "60 MB of text": ("too_much_text", lambda: b"Chlorophyll is green.\n" * (60 * MIB // 22)),
    "too many characters": ("too_much_text", lambda: f"{FACT * 1_000}\n\n".encode() * 90),
    "too long Markdown": ("too_much_text", lambda: f"# A head\n\n{FACT}\n\n".encode() * 25_000),
    "too many characters of Word": ("too_much_text", lambda: docx(paragraph(FACT * 90) * 1_000)),
    "a billion laughs": ("corrupt_document", made.laughing),
    "a billion laughs that nobody calls": ("corrupt_document", lambda: made.laughing("")),
    "a billion laughs in a list of a book": (
        "corrupt_document",
        lambda: made.book_with("OEBPS/book.opf", f"<!DOCTYPE x [{made.LAUGHS}]><package>&a9;</package>"),
    ),
    "a file of the machine": ("corrupt_document", lambda: made.external("file:///etc/passwd")),
    "an address outside": ("corrupt_document", lambda: made.external(_OUTSIDE)),
    "100,000 elements within each other": ("document_too_complex", lambda: made.deep(100_000)),
    # --- damaged
    "a document that was cut off": ("corrupt_document", made.cut_off),
    "a member with a wrong sum": ("corrupt_document", made.wrong_sum),
    "a member that cannot be unpacked": ("corrupt_document", made.damaged_stream),
    "noise that begins as an archive": ("corrupt_document", made.random_archive),
    "XML that does not end": (
        "corrupt_document",
        lambda: archive({**docx_members(""), "word/document.xml": "<document><p>"}),
    ),
    "a renamed PDF that is damaged": ("corrupt_pdf", lambda: b"%PDF-1.7\nnothing else\n"),
}

READ: Cases = {
    "a PDF, whatever it is called": (FACT, lambda: pages_pdf([FACT])),
    "archives within archives": (FACT, made.nested_archives),
    "100,000 paragraphs": ("Paragraph 99999 tells of plants.", lambda: made.many_paragraphs(100_000)),
    "200 elements within each other": (FACT, lambda: made.deep(200)),
    "100,000 runs, each second of them raised": (FACT, lambda: made.many_raised(50_000)),
    "styles in a circle": (FACT, made.endless_styles),
    "a book whose page says what it may not": (
        f"{FACT}&a9;",
        lambda: made.book_with("OEBPS/a.xhtml", f"<!DOCTYPE x [{made.LAUGHS}]><p>{FACT}&a9;</p>"),
    ),
    "a book with scripts": (FACT, lambda: epub({"a.xhtml": f"<script>for(;;);</script><p onclick='x()'>{FACT}</p>"})),
    "a book with hidden fonts": (
        FACT,
        lambda: made.book(f"<p>{FACT}</p>", encryption=made.encryption(_FONT, "OEBPS/a.otf")),
    ),
    "a book that names what is elsewhere": (
        FACT,
        lambda: epub({"a.xhtml": f"<img src='{_OUTSIDE}'/><p>{FACT}</p>"}, [("X", _OUTSIDE), ("Y", "../../x")]),
    ),
    "names that lead out of the archive": (
        FACT,
        lambda: archive({**docx_members(paragraph(FACT)), "../../../../tmp/evil": "evil", "/etc/passwd": "evil"}),
    ),
    "tags within tags without end": (FACT, lambda: epub({"a.xhtml": "<div>" * 50_000 + FACT})),
    "Markdown of quotes within quotes": (FACT, lambda: b"# Head\n\n" + b">" * 50_000 + b" x\n\n" + FACT.encode()),
    "a text of one line": ("Chlorophyll", lambda: b"Chlorophyll " * 100_000),
}  # fmt: skip

LONG = {
    "120 MiB in slides",
    "10,100 members",
    "a directory of 200,000 entries",
    "60 MB of text",
    "too many characters",
    "too long Markdown",
    "too many characters of Word",
    "100,000 elements within each other",
    "archives within archives",
    "100,000 paragraphs",
    "100,000 runs, each second of them raised",
    "tags within tags without end",
    "a text of one line",
}
"""Those that take the longest."""
