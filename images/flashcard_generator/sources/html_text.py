"""The text of a page of a book, by its elements.

Books are XHTML by their standard, and HTML that no XML parser takes in practice. The standard library's parser takes
both, runs nothing, fetches nothing and knows no entities but HTML's own characters.
"""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Protocol

from .office_text import Table
from .pieces import Level, Piece, write_line, write_table


class Sink(Protocol):
    """Takes what is read."""

    def add_line(self, text: str) -> None:
        """Take a paragraph or a row."""
        ...

    def add_heading(self, level: int, text: str) -> None:
        """Take a heading."""
        ...


_SKIPPED = frozenset({"head", "script", "style", "nav", "template", "svg", "rt", "rp", "annotation", "annotation-xml"})
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "math",
    }
    | {"mi", "mn", "mo", "mrow", "msub", "msup", "mtext", "q", "rb", "ruby", "s", "samp", "semantics", "small", "span"}
    | {"strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LEVELS = {"sup": Level.RAISED, "sub": Level.LOWERED}


class HtmlText(HTMLParser):
    """Reads one page.

    Args:
        sink: takes the text.
        on_place: is told of the id of each element, before its text; or None.
    """

    def __init__(self, sink: Sink, on_place: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self._sink = sink
        self._on_place = on_place
        self._pieces: list[Piece] = []
        self._skipped: list[str] = []
        self._level = Level.PLAIN
        self._heading = 0
        self._tables: list[Table] = []
        self._cells: list[list[str]] = []

    def read(self, page: str) -> None:
        """Read all of it."""
        self.feed(page)
        self.close()
        self._end_line()
        while self._tables:
            self._end_table()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped or tag in _SKIPPED:
            if tag in _SKIPPED:
                self._skipped.append(tag)
            return
        for name, value in attrs:
            if name == "id" and value and self._on_place:
                self._end_line()
                self._on_place(value)
        if tag in _INLINE:
            self._level = _LEVELS.get(tag, self._level)
            if tag == "br":
                self._pieces.append(Piece(" "))
            return
        self._end_line()
        self._heading = _HEADINGS.get(tag, 0)
        if tag == "table":
            self._tables.append(Table())
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in {"td", "th"} and self._tables and self._tables[-1].rows:
            table = self._tables[-1]
            table.has_heads |= tag == "th" and len(table.rows) == 1 and bool(table.rows[0])
            self._cells.append([])

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.pop()
        elif tag in _LEVELS:
            self._level = Level.PLAIN
        elif tag not in _INLINE:
            self._end_line()
            if tag in {"td", "th"} and self._cells and self._tables and self._tables[-1].rows:
                self._tables[-1].rows[-1].append(" ".join(self._cells.pop()))
            elif tag == "table" and self._tables:
                self._end_table()

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._pieces.append(Piece(data, self._level))

    def _end_table(self) -> None:
        table = self._tables.pop()
        for row in write_table(table.rows, has_heads=table.has_heads):
            self._add(row)

    def _end_line(self) -> None:
        text = " ".join(write_line(self._pieces).split())
        self._pieces = []
        heading, self._heading = self._heading, 0
        if text and heading and not self._cells:
            self._sink.add_heading(heading, text)
        elif text:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._cells:
            self._cells[-1].append(text)
        else:
            self._sink.add_line(text)
