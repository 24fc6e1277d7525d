"""The text of a PDF by MuPDF. Use it only in a process of its own, see `pdf_process`.

MuPDF is called below PyMuPDF's `Document`, which would take any kind of file and load outlines of any size.
"""

from collections.abc import Iterator

import pymupdf
from pymupdf import mupdf

from .bookmarks import Bookmark
from .exceptions import PdfRefusedError
from .large_lines import LargeLines
from .limits import MAX_BOOKMARK_TITLE, MAX_CHARACTERS, MAX_PAGES, MIN_LETTERS, MIN_LETTERS_PER_PAGE
from .mupdf_bookmarks import read_bookmarks
from .page_text import Block, join_blocks
from .running_headers import remove_running_lines

_PLAIN_TEXT = mupdf.FzStextOptions(0)
"""Ligatures as their letters, any blank as one, no pictures, and no codes of glyphs for unknown characters."""


class MuPdfDocument:
    """An open PDF.

    Attributes:
        page_count: from 1 to `limits.MAX_PAGES`.

    Raises:
        PdfRefusedError: it is encrypted, damaged, or has no or too many pages.
    """

    def __init__(self, data: bytes) -> None:
        pymupdf.TOOLS.mupdf_display_errors(False)
        pymupdf.TOOLS.mupdf_display_warnings(False)
        self._large_lines = LargeLines()
        self._data = data  # MuPDF reads from it, and keeps no reference
        try:
            stream = mupdf.fz_open_memory(mupdf.python_buffer_data(data), len(data))
            self._document = mupdf.pdf_open_document_with_stream(stream)
            if mupdf.pdf_needs_password(self._document):
                raise PdfRefusedError("encrypted_pdf")
            self.page_count = int(mupdf.pdf_count_pages(self._document))
        except mupdf.FzErrorBase as error:
            raise PdfRefusedError(_error_code(error)) from error
        if not self.page_count:
            raise PdfRefusedError("corrupt_pdf" if mupdf.pdf_was_repaired(self._document) else "no_pages")
        if self.page_count > MAX_PAGES:
            raise PdfRefusedError("too_many_pages")

    def texts(self) -> Iterator[str]:
        """The pages' texts, read as they are taken.

        A page that cannot be read is empty, as in any reader.

        Raises:
            PdfRefusedError: there is too much text; or too little, be it for a page that could not be read.
        """
        unread: str | None = None
        characters = letters = 0
        enough = max(MIN_LETTERS, MIN_LETTERS_PER_PAGE * self.page_count)

        def pages() -> Iterator[list[Block]]:
            nonlocal unread
            for number in range(self.page_count):
                try:
                    yield self._extract_blocks(number)
                except mupdf.FzErrorSystem as error:
                    raise PdfRefusedError(_error_code(error)) from error
                except mupdf.FzErrorBase as error:
                    unread = _error_code(error)
                    yield []

        for page in remove_running_lines(pages()):
            text = join_blocks(page)
            characters += len(text)
            if characters > MAX_CHARACTERS:
                raise PdfRefusedError("too_much_text")
            if letters < enough:
                letters += sum(map(str.isalpha, text))
            yield text
        if letters < enough:
            raise PdfRefusedError(unread or "no_text")

    def bookmarks(self) -> list[Bookmark]:
        """Its outline, see `read_bookmarks`."""
        return read_bookmarks(self._document, self.page_count)

    def title(self) -> str:
        """The title among its properties, or ''."""
        try:
            title = mupdf.pdf_dict_getp(mupdf.pdf_trailer(self._document), "Info/Title")
            return " ".join(mupdf.pdf_to_text_string(title).split())[:MAX_BOOKMARK_TITLE]
        except mupdf.FzErrorBase:
            return ""

    def large_lines(self) -> list[Bookmark]:
        """The headings of the pages that were read, as far as their size tells."""
        return self._large_lines.as_bookmarks()

    def _extract_blocks(self, number: int) -> list[Block]:
        page = mupdf.pdf_load_page(self._document, number).super()
        text = mupdf.FzStextPage(mupdf.fz_bound_page(page))
        device = mupdf.fz_new_stext_device(text, _PLAIN_TEXT)
        mupdf.fz_run_page(page, device, mupdf.FzMatrix(), mupdf.FzCookie())  # with notes and filled-in forms
        mupdf.fz_close_device(device)
        found = pymupdf.TextPage(text).extractBLOCKS()
        for left, top, right, bottom, block, *_ in found:
            self._large_lines.add(number + 1, right - left, bottom - top, block)
        return [Block(top, text.removesuffix("\n").split("\n")) for _, top, _, _, text, *_ in found]


def _error_code(error: Exception) -> str:
    """What MuPDF's error means. Its system errors are failed allocations; its limits are of nesting and of sizes."""
    too_complex = isinstance(error, mupdf.FzErrorSystem | mupdf.FzErrorLimit)
    return "pdf_too_complex" if too_complex else "corrupt_pdf"
