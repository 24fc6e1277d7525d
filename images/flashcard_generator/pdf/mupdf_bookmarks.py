"""A PDF's outline by MuPDF. Use it only in a process of its own, see `pdf_process`.

MuPDF would load the whole outline by recursion, whatever its size. Here it is walked level by level and within limits:
an outline is made by the file's author, and may be endless, turn back upon itself, or lead to pages that do not exist.
"""

import time
from collections.abc import Iterator, Sequence
from typing import Any

from pymupdf import mupdf

from .bookmarks import Bookmark
from .limits import BOOKMARK_CPU_SECONDS, MAX_BOOKMARK_LEVEL, MAX_BOOKMARK_TITLE, MAX_BOOKMARKS
from .page_text import clean_line

_TITLE = "Title"

_Entry = tuple[tuple[int, ...], Any]
"""Its place among the children of each level above it, and its object."""


def read_bookmarks(document: mupdf.PdfDocument, page_count: int) -> list[Bookmark]:
    """The entries of the upper levels in the order of the outline.

    A level with which there would be more than `limits.MAX_BOOKMARKS` is left out, and those below it; so is what is
    still to come when the time is up. Entries that lead to no page are left out.
    """
    try:
        return _Walk(document, page_count).read()
    except (mupdf.FzErrorBase, MemoryError):
        return []


class _Walk:
    def __init__(self, document: mupdf.PdfDocument, page_count: int) -> None:
        self._document = document
        self._page_count = page_count
        self._seen: set[int] = set()
        self._ends = time.thread_time() + BOOKMARK_CPU_SECONDS

    def read(self) -> list[Bookmark]:
        root = mupdf.pdf_dict_getp(mupdf.pdf_trailer(self._document), "Root/Outlines")
        found: list[_Entry] = []
        above: list[_Entry] = [((), root)]
        for _ in range(MAX_BOOKMARK_LEVEL):
            level: list[_Entry] = []
            for place, parent in above:
                for number, entry in enumerate(self._iterate_children(parent)):
                    level.append(((*place, number), entry))
                    if len(found) + len(level) > MAX_BOOKMARKS:
                        return self._describe(found)
            found += level
            above = level
        return self._describe(found)

    def _iterate_children(self, parent: mupdf.PdfObj) -> Iterator[mupdf.PdfObj]:
        entry = mupdf.pdf_dict_gets(parent, "First")
        while mupdf.pdf_is_dict(entry):
            number = mupdf.pdf_to_num(entry)
            if number in self._seen or time.thread_time() > self._ends:
                return
            self._seen.add(number)
            yield entry
            entry = mupdf.pdf_dict_gets(entry, "Next")

    def _describe(self, entries: Sequence[_Entry]) -> list[Bookmark]:
        described = []
        for place, entry in sorted(entries, key=lambda each: each[0]):
            if time.thread_time() > self._ends:
                return []  # half of an outline would make its last chapter endless
            page = self._find_page(entry)
            title = clean_line(mupdf.pdf_dict_get_text_string(entry, mupdf.pdf_new_name(_TITLE)))
            if 0 <= page < self._page_count and title:
                described.append(Bookmark(len(place), title[:MAX_BOOKMARK_TITLE], page + 1))
        return described

    def _find_page(self, entry: mupdf.PdfObj) -> int:
        """The page that an entry leads to, from 0; or -1."""
        target = mupdf.pdf_dict_gets(entry, "Dest")
        if mupdf.pdf_is_null(target):
            target = mupdf.pdf_dict_getp(entry, "A/D")
        try:
            if mupdf.pdf_is_string(target) or mupdf.pdf_is_name(target):
                target = mupdf.pdf_lookup_dest(self._document, target)
            if mupdf.pdf_is_dict(target):
                target = mupdf.pdf_dict_gets(target, "D")
            page = mupdf.pdf_array_get(target, 0)
            if mupdf.pdf_is_int(page):
                return int(mupdf.pdf_to_int(page))
            return int(mupdf.pdf_lookup_page_number(self._document, page)) if mupdf.pdf_is_dict(page) else -1
        except mupdf.FzErrorBase:
            return -1
