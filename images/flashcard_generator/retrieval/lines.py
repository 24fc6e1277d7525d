"""A document's lines, put together again from its passages, which overlap."""

from collections.abc import Sequence
from typing import NamedTuple

from ..pdf.chunks import Chunk


class Line(NamedTuple):
    """A paragraph, a heading or an entry of a list.

    Attributes:
        start: where it begins in the document's text.
        text: not empty.
        page: where it begins.
    """

    start: int
    text: str
    page: int


def read_lines(chunks: Sequence[Chunk]) -> list[Line]:
    """The lines in order. One that two passages share is put together."""
    lines: list[Line] = []
    covered = 0
    for chunk in chunks:
        place = chunk.start
        for text in chunk.text.split("\n"):
            fresh = max(place, covered)
            piece = text[fresh - place :]
            if piece and fresh > place:
                lines[-1] = lines[-1]._replace(text=lines[-1].text + piece)
            elif piece:
                lines.append(Line(fresh, piece, chunk.page_at(fresh - chunk.start)))
            place += len(text) + 1
        covered = max(covered, chunk.end)
    return lines
