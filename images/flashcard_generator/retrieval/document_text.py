"""What can be found in a document's text alone, while its vectors are still to come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from ..pdf.bookmarks import Bookmark
from ..pdf.chunks import Chunk
from .body import cut_body, find_outside
from .chapters import Chapter, find_chapter, find_chapters
from .headings import find_headings
from .keywords import find_keywords
from .lines import read_lines


@dataclass(frozen=True)
class DocumentText:
    """A document's text.

    Attributes:
        chunks: its passages in order; at least one.
        body: those that cards may be made from, by their places among `chunks`; each without what stands in it of
            contents, references and the like. At least one.
        chapters: in order; none if the document shows none.
        keywords: its words, the most characteristic first.
    """

    chunks: Sequence[Chunk] = field(repr=False)
    body: Mapping[int, Chunk] = field(repr=False)
    chapters: Sequence[Chapter] = field(repr=False)
    keywords: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(
        cls, chunks: Sequence[Chunk], bookmarks: Sequence[Bookmark] = (), large_lines: Sequence[Bookmark] = ()
    ) -> "DocumentText":
        """The text of a document of these passages, whose PDF has this outline, and these lines in a larger type."""
        lines = read_lines(chunks)
        headings = find_headings(lines, bookmarks, large_lines)
        body = cut_body(chunks, find_outside(lines, headings, chunks[-1].last_page))
        return cls(chunks, body, find_chapters(headings), find_keywords([chunk.text for chunk in body.values()]))

    def chapter_at(self, place: int) -> str | None:
        """The title of the chapter at a place of the document's text, or None."""
        number = find_chapter(self.chapters, place)
        return self.chapters[number].title if number >= 0 else None

    def group_by_chapter(self, passages: Sequence[Chunk]) -> list[range]:
        """Consecutive runs of passages of one chapter, each passage where its middle stands."""
        numbers = [find_chapter(self.chapters, (chunk.start + chunk.end) // 2) for chunk in passages]
        ends = [0]
        for _, run in groupby(numbers):
            ends.append(ends[-1] + len([*run]))
        return [range(start, end) for start, end in pairwise(ends)]
