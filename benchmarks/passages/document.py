"""A document whose body is known: parts in order, laid out on pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flashcard_generator.pdf.bookmarks import Bookmark
from flashcard_generator.pdf.reader import Page

PAGE_CHARACTERS = 2_600


@dataclass(frozen=True)
class Part:
    """What stands under one heading.

    Attributes:
        title: the heading as it is printed, or '' for none.
        lines: paragraphs, one a line.
        is_body: whether cards may be made from it.
        bookmark: its level in the document's outline, from 1; 0 for none.
        own_page: whether it begins on a new page.
    """

    title: str
    lines: Sequence[str]
    is_body: bool = True
    bookmark: int = 0
    own_page: bool = True


@dataclass(frozen=True)
class Document:
    """Pages whose parts are known.

    Attributes:
        name: what it shows.
        parts: from beginning to end.
    """

    name: str
    parts: Sequence[Part] = field(repr=False)

    def pages(self) -> list[Page]:
        """Its pages, from 1."""
        return [Page(number, "\n".join(lines)) for number, (lines, _) in enumerate(self._lay_out(), 1)]

    def bookmarks(self) -> list[Bookmark]:
        """Its outline, as a PDF holds it."""
        return [
            Bookmark(part.bookmark, part.title, number)
            for number, (_, begun) in enumerate(self._lay_out(), 1)
            for part in begun
            if part.bookmark
        ]

    def share_outside(self, text: str) -> float:
        """The part (0 to 1) of a passage's whole lines that does not stand in the body."""
        inside, outside = (
            {line for part in self.parts if part.is_body is body for line in (part.title, *part.lines)}
            for body in (True, False)
        )
        lines = text.split("\n")
        left_out = sum(len(line) for line in lines if _belongs_to(line, outside) and not _belongs_to(line, inside))
        return left_out / max(1, len(text))

    def _lay_out(self) -> Iterator[tuple[list[str], list[Part]]]:
        """Each page's lines, and the parts that begin on it."""
        lines: list[str] = []
        begun: list[Part] = []
        for part in self.parts:
            if part.own_page and lines:
                yield lines, begun
                lines, begun = [], []
            begun.append(part)
            for line in [part.title, *part.lines] if part.title else part.lines:
                if sum(map(len, lines)) + len(line) > PAGE_CHARACTERS and lines:
                    yield lines, begun
                    lines, begun = [], []
                lines.append(line)
        yield lines, begun


def _belongs_to(line: str, lines: set[str]) -> bool:
    """Whether a line of a passage is one of these, or the rest of one that was cut."""
    return line in lines or (len(line) > 20 and any(line in whole for whole in lines))
