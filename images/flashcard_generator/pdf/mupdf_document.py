"""The text of a PDF by MuPDF. Use it only in a process of its own, see `pdf_process`.

MuPDF is called below PyMuPDF's `Document`, which would take any kind of file and load outlines of any size.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import pymupdf
from pymupdf import mupdf

from ..letters import count_letters
from .arabic import write_spans
from .bookmarks import Bookmark
from .exceptions import DocumentRefusedError
from .hyphens import Vocabulary
from .large_lines import LargeLines
from .limits import (
    MAX_BOOKMARK_TITLE,
    MAX_CHARACTERS,
    MAX_PAGES,
    MAX_STYLED_CHARACTERS,
    MAX_UNDECODABLE,
    MIN_SAMPLED,
    SAMPLED_PAGES,
    count_enough_letters,
)
from .mupdf_bookmarks import read_bookmarks
from .page_text import Block, clean_blocks, clean_line, count_undecodable, join_blocks, join_words_over_pages
from .raised import may_have_raised_text, write_page
from .running_headers import remove_running_lines
from .tables import Rows, may_have_table, read_rows

_ALEF_BEFORE_LAM = re.compile("[\u0622\u0623\u0625\u0627]\u0644")

PLAIN_TEXT = mupdf.FzStextOptions(0)
"""Ligatures as their letters, any blank as one, no pictures, and no codes of glyphs for unknown characters."""


class _Page(NamedTuple):
    """What was read of a page.

    Attributes:
        blocks: their lines are clean; none is without.
        undecodable: characters that have no meaning in the file.
        error: why the page could not be read.
    """

    blocks: list[Block]
    undecodable: int
    error: str | None = None


class MuPdfDocument:
    """An open PDF.

    Attributes:
        page_count: from 1 to `limits.MAX_PAGES`.
        too_little: once the last page was read, why a document with scanned pages is refused if they are not read.

    Raises:
        DocumentRefusedError: it is encrypted, damaged, or has no or too many pages.
    """

    def __init__(self, data: bytes) -> None:
        pymupdf.TOOLS.mupdf_display_errors(False)
        pymupdf.TOOLS.mupdf_display_warnings(False)
        self._sampled: dict[int, _Page] = {}
        self._characters = self._undecodable = 0
        self._large_lines = LargeLines()
        self.too_little: str | None = None
        self._data = data  # MuPDF reads from it, and keeps no reference
        try:
            stream = mupdf.fz_open_memory(mupdf.python_buffer_data(data), len(data))
            self._document = mupdf.pdf_open_document_with_stream(stream)
            if mupdf.pdf_needs_password(self._document):
                raise DocumentRefusedError("encrypted_pdf")
            self.page_count = int(mupdf.pdf_count_pages(self._document))
        except mupdf.FzErrorBase as error:
            raise DocumentRefusedError(_error_code(error)) from error
        if not self.page_count:
            raise DocumentRefusedError("corrupt_pdf" if mupdf.pdf_was_repaired(self._document) else "no_pages")
        if self.page_count > MAX_PAGES:
            raise DocumentRefusedError("too_many_pages")

    def texts(self) -> Iterator[str | None]:
        """The pages' texts, read as they are taken; some of them are looked at before, see `_refuse_undecodable`.

        A page that cannot be read is empty, as in any reader. One that shows something but has no text is None.

        Raises:
            DocumentRefusedError: there is too much text; or too little, be it for a page that could not be read; or too
                much of it has no meaning.
        """
        self._refuse_undecodable()
        unread: str | None = None
        letters = scans = 0
        enough = count_enough_letters(self.page_count)
        vocabulary = Vocabulary()

        def pages() -> Iterator[list[Block]]:
            nonlocal unread
            for number in range(self.page_count):
                page = self._sampled.pop(number, None) or self._read_page(number)
                unread = page.error or unread
                self._undecodable += page.undecodable
                vocabulary.add(line for block in page.blocks for line in block.lines)
                yield page.blocks

        texts = (join_blocks(blocks, vocabulary) for blocks in remove_running_lines(pages()))
        for number, text in enumerate(join_words_over_pages(texts, vocabulary)):
            if not text and self._shows_something(number):
                scans += 1
                yield None
                continue
            self._characters += len(text)
            if self._characters > MAX_CHARACTERS:
                raise DocumentRefusedError("too_much_text")
            if letters < enough:
                letters += count_letters(text)
            yield text
        if letters < enough:
            self.too_little = unread or "no_text"
            if not scans:
                raise DocumentRefusedError(self.too_little)

    def undecodable(self) -> float:
        """The share of characters that have no meaning in the file, of the pages that were read."""
        return self._undecodable / max(1, self._undecodable + self._characters)

    def bookmarks(self) -> list[Bookmark]:
        """Its outline, see `read_bookmarks`."""
        return read_bookmarks(self._document, self.page_count)

    def title(self) -> str:
        """The title among its properties, or ''."""
        try:
            title = mupdf.pdf_dict_getp(mupdf.pdf_trailer(self._document), "Info/Title")
            return clean_line(mupdf.pdf_to_text_string(title))[:MAX_BOOKMARK_TITLE]
        except mupdf.FzErrorBase:
            return ""

    def large_lines(self) -> list[Bookmark]:
        """The headings of the pages that were read, as far as their size tells."""
        return self._large_lines.as_bookmarks()

    def load_page(self, number: int) -> mupdf.FzPage:
        """A page by its number, from 0.

        Raises:
            mupdf.FzErrorBase: it cannot be read.
        """
        return mupdf.pdf_load_page(self._document, number).super()

    def _shows_something(self, number: int) -> bool:
        bounds = mupdf.FzRect(mupdf.FzRect.Fixed_EMPTY)
        try:
            page = self.load_page(number)
            device = mupdf.fz_new_bbox_device(bounds)
            mupdf.fz_run_page(page, device, mupdf.FzMatrix(), mupdf.FzCookie())
            mupdf.fz_close_device(device)
        except mupdf.FzErrorBase:
            return False
        return not mupdf.fz_is_empty_rect(bounds)

    def _refuse_undecodable(self) -> None:
        """Look at pages throughout the document, before anybody pays for the text of the first.

        Raises:
            DocumentRefusedError: too many of their characters have no meaning in the file.
        """
        for place in range(SAMPLED_PAGES):
            number = place * self.page_count // SAMPLED_PAGES
            if number not in self._sampled:
                self._sampled[number] = self._read_page(number)
        undecodable = sum(page.undecodable for page in self._sampled.values())
        decoded = sum(len(line) for page in self._sampled.values() for block in page.blocks for line in block.lines)
        if undecodable + decoded >= MIN_SAMPLED and undecodable > MAX_UNDECODABLE * (undecodable + decoded):
            raise DocumentRefusedError("undecodable_text")

    def _read_page(self, number: int) -> _Page:
        try:
            return self._extract(number)
        except mupdf.FzErrorSystem as error:
            raise DocumentRefusedError(_error_code(error)) from error
        except mupdf.FzErrorBase as error:
            return _Page([], 0, _error_code(error))

    def _extract(self, number: int) -> _Page:
        page = self.load_page(number)
        text = mupdf.FzStextPage(mupdf.fz_bound_page(page))
        device = mupdf.fz_new_stext_device(text, PLAIN_TEXT)
        mupdf.fz_run_page(page, device, mupdf.FzMatrix(), mupdf.FzCookie())  # with notes and filled-in forms
        mupdf.fz_close_device(device)
        blocks = _find_blocks(pymupdf.TextPage(text), number + 1, self._large_lines)
        undecodable = count_undecodable("".join(line for block in blocks for line in block.lines))
        return _Page(clean_blocks(blocks), undecodable)


def _find_blocks(page: pymupdf.TextPage, number: int, large_lines: LargeLines) -> list[Block]:
    """The blocks of a page, as MuPDF gives them; `large_lines` is told of each."""
    plain = []
    for left, top, right, bottom, block, *_ in page.extractBLOCKS():
        large_lines.add(number, right - left, bottom - top, block)
        plain.append(Block(top, block.removesuffix("\n").split("\n"), bottom))
    text = "".join(line for block in plain for line in block.lines)
    if len(text) > MAX_STYLED_CHARACTERS:
        return plain
    styled = None
    if _ALEF_BEFORE_LAM.search(text):
        with suppress(SystemError):  # PyMuPDF fails of characters that are none
            styled = [write_spans(block) for block in page.extractRAWDICT()["blocks"] if "lines" in block]
    html = page.extractHTML()
    has_table = may_have_table(((block.top, block.bottom, block.lines) for block in plain), html)
    if styled is None and (has_table or may_have_raised_text(html)):
        styled = [block for block in page.extractDICT()["blocks"] if "lines" in block]
    return plain if styled is None else _write_blocks(styled, has_table=has_table)


def _write_blocks(styled: list[dict[str, Any]], *, has_table: bool) -> list[Block]:
    """Blocks of which size and place of each piece of text are known."""
    blocks = write_page(styled)
    rows = read_rows(blocks) if has_table else Rows({}, set())
    written = []
    for number, (block, lines) in enumerate(zip(styled, blocks, strict=True)):
        _, top, _, bottom = block["bbox"]
        written += [Block(top, [row], bottom) for row in rows.texts.get(number, ())]
        rest = [line.text for index, line in enumerate(lines) if (number, index) not in rows.cells]
        written.append(Block(top, rest, bottom))
    return written


def _error_code(error: Exception) -> str:
    """What MuPDF's error means. Its system errors are failed allocations; its limits are of nesting and of sizes."""
    too_complex = isinstance(error, mupdf.FzErrorSystem | mupdf.FzErrorLimit)
    return "pdf_too_complex" if too_complex else "corrupt_pdf"
