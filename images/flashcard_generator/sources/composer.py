"""Puts what is read of a document into parts, each of which begins with a heading where the document has one."""

from dataclasses import dataclass, field

from ..letters import count_letters
from ..pdf.bookmarks import Bookmark
from ..pdf.exceptions import DocumentRefusedError
from ..pdf.limits import (
    MAX_BOOKMARK_LEVEL,
    MAX_BOOKMARK_TITLE,
    MAX_BOOKMARKS,
    MAX_CHARACTERS,
    MAX_PAGES,
    MAX_UNDECODABLE,
    MIN_LETTERS,
)
from ..pdf.page_text import Block, clean_blocks, clean_line, count_undecodable
from ..retrieval.matter import fold_title
from .kinds import DocumentKind
from .limits import PART_CHARACTERS

_FIRST_LINES = 10
_LABEL = 25
"""Lines of a part among which the title of its section may stand; and how much longer than the title such a line
may be, as "Chapter 12: Plants" is."""


@dataclass(frozen=True)
class Source:
    """A document that was read.

    Attributes:
        kind: what it is.
        title: among its properties, or ''.
        parts: its text: slides, or pieces from heading to heading. Paragraphs, one a line.
        bookmarks: its headings; their pages are the numbers of parts, from 1.
        undecodable: the share of its characters that have no meaning.
    """

    kind: DocumentKind
    title: str
    parts: list[str]
    bookmarks: list[Bookmark]
    undecodable: float


@dataclass
class Composer:
    """Takes headings and lines in order.

    Attributes:
        kind: of the document.
        title: among its properties; the reader of the document may set it.
    """

    kind: DocumentKind
    title: str = ""
    _parts: list[str] = field(default_factory=list)
    _bookmarks: list[Bookmark] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)
    _in_part: int = 0
    _characters: int = 0
    _undecodable: int = 0
    _section: str = ""

    def add_line(self, text: str) -> None:
        """Add a paragraph, or a row of a table.

        Raises:
            DocumentRefusedError: there is too much text.
        """
        if self._in_part >= PART_CHARACTERS and not self.kind.has_pages:
            self.end_part()
        self._lines.append(" ".join(text.split("\n")))
        self._in_part += len(text)
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise DocumentRefusedError("too_much_text")

    def add_heading(self, level: int, text: str) -> None:
        """Add a line that is a heading: of the document's first level, 1, or of one below it."""
        if self._begin_section(level, text):
            self._section = ""  # it is the line
        self.add_line(text)

    def begin_section(self, level: int, title: str) -> None:
        """Begin what stands under a title that the text may show or not."""
        self._begin_section(level, title)

    def end_part(self) -> None:
        """End a slide, or a piece of the text. Of what has no pages there are no empty pieces."""
        if not (self._lines or self.kind.has_pages):
            return
        self._undecodable += sum(map(count_undecodable, self._lines))
        lines = [line for block in clean_blocks([Block(0.0, self._lines)]) for line in block.lines]
        if self._section and not _shows(lines, self._section):
            lines.insert(0, self._section)
        # The line's end keeps the first line of the next part from being taken for the rest of this one's last.
        self._parts.append("".join(line + "\n" for line in lines))
        self._lines, self._in_part, self._section = [], 0, ""

    def finish(self) -> Source:
        """The document.

        Raises:
            DocumentRefusedError: it holds no text, or too little, too many slides, or characters without meaning.
        """
        if self._lines:
            self.end_part()
        if len(self._parts) > MAX_PAGES and self.kind.has_pages:
            raise DocumentRefusedError("too_many_pages")
        undecodable = self._undecodable / max(1, self._characters)
        if undecodable > MAX_UNDECODABLE:
            raise DocumentRefusedError("undecodable_text")
        if sum(map(count_letters, self._parts)) < MIN_LETTERS:
            raise DocumentRefusedError("no_text")
        top = min((each.level for each in self._bookmarks), default=1)
        raised = [each._replace(level=each.level - top + 1) for each in self._bookmarks]
        return Source(self.kind, clean_line(self.title)[:MAX_BOOKMARK_TITLE], self._parts, raised, undecodable)

    def _begin_section(self, level: int, text: str) -> bool:
        title = clean_line(text)[:MAX_BOOKMARK_TITLE]
        if not title or level > MAX_BOOKMARK_LEVEL or len(self._bookmarks) >= MAX_BOOKMARKS:
            return False
        if self._lines and not self.kind.has_pages:
            self.end_part()
        self._section = title
        self._bookmarks.append(Bookmark(level, title, len(self._parts) + 1))
        return True


def _shows(lines: list[str], title: str) -> bool:
    folded = fold_title(title)
    longest = len(title) + _LABEL
    return any(len(line) <= longest and fold_title(line).endswith(folded) for line in lines[:_FIRST_LINES])
