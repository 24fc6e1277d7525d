"""PDFs that tests and benchmarks are run on: laid out as a book is, or page by page."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pymupdf

_PAPER = pymupdf.paper_rect("a4")
_TYPE_AREA = pymupdf.Rect(64, 72, _PAPER.width - 64, _PAPER.height - 72)
_WIDE_TYPE_AREA = pymupdf.Rect(50, 50, _PAPER.width - 50, _PAPER.height - 50)
_STYLE = """
body { font-family: serif; font-size: 14px; line-height: 1.5; }
h2 { font-size: 17px; margin-top: 18px; } p { text-align: justify; margin: 0 0 7px 0; }
"""


@dataclass(frozen=True)
class Section:
    """A heading, and the paragraphs below it."""

    title: str
    paragraphs: tuple[str, ...]


def sections(source: str) -> list[Section]:
    """A plain text of which every block is a paragraph, or a heading if it begins with `#`."""
    found: list[Section] = []
    for block in re.split(r"\n\s*\n", source.strip()):
        if block.startswith("#"):
            found.append(Section(block.lstrip("# "), ()))
        else:
            last = found.pop()
            found.append(Section(last.title, (*last.paragraphs, " ".join(block.split()))))
    return found


def text_pdf(parts: Iterable[Section], *, header: str = "") -> bytes:
    """The sections set one after another, with a header (if any) and a number on each page."""
    body = "".join(
        f"<h2>{html.escape(part.title)}</h2>" + "".join(f"<p>{html.escape(text)}</p>" for text in part.paragraphs)
        for part in parts
    )
    story = pymupdf.Story(f"<body>{body}</body>", user_css=_STYLE)
    document = story.write_with_links(lambda *_: (_PAPER, _TYPE_AREA, pymupdf.Identity))
    for page in document:
        page.insert_text((64, 48), header, fontsize=8, fontname="helv")
        page.insert_text((_PAPER.width / 2, _PAPER.height - 40), str(page.number + 1), fontsize=8, fontname="helv")
    return save_pdf(document)


def pages_pdf(texts: Sequence[str]) -> bytes:
    """A page for each text, which must fit on it: 3,060 characters do.

    Raises:
        ValueError: one does not fit.
    """
    document = pymupdf.open()
    for text in texts:
        page = document.new_page(width=_PAPER.width, height=_PAPER.height)
        if page.insert_textbox(_WIDE_TYPE_AREA, text, fontsize=9) < 0:
            raise ValueError("the text does not fit on its page")
    return save_pdf(document)


def scan_pdf(texts: Sequence[str], *, dpi: int = 150) -> bytes:
    """Pictures of the pages that `pages_pdf` makes, and nothing else."""
    document = pymupdf.open()
    for page in pymupdf.open(stream=pages_pdf(texts)).pages():
        scan = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
        document.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, pixmap=scan)
    return save_pdf(document)


def join_pdfs(*files: bytes) -> bytes:
    """The pages of all, one file's behind the other's."""
    document = pymupdf.open()
    for file in files:
        document.insert_pdf(pymupdf.open(stream=file))
    return save_pdf(document)


def save_pdf(document: pymupdf.Document, **options: object) -> bytes:
    """The file, the same for the same document."""
    return bytes(document.tobytes(**{"deflate": True, "garbage": 3, "no_new_id": True, **options}))
