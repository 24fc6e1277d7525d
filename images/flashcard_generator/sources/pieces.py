"""Writes a line of pieces, some of them raised or lowered, and the rows of tables."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from ..pdf.raised_marks import Place, write_lowered, write_raised

_LOOKED_AT = 200
"""Characters before a raised piece that say what it means. A line of many pieces would take minutes with all of it."""


class Level(Enum):
    """How a piece of a line stands."""

    RAISED = 1
    PLAIN = 0
    LOWERED = -1


class Piece(NamedTuple):
    """A piece of a line."""

    text: str
    level: Level = Level.PLAIN


def write_line(pieces: Sequence[Piece]) -> str:
    """The line as a PDF of it would be read: `10` and a raised `-3` are 10⁻³, never 10-3."""
    if all(piece.level is Level.PLAIN for piece in pieces):
        return "".join(piece.text for piece in pieces)
    joined: list[Piece] = []
    for piece in filter(lambda each: each.text, pieces):
        if joined and joined[-1].level is piece.level:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.level)
        else:
            joined.append(piece)
    done, line = [], ""
    for number, (text, level) in enumerate(joined):
        after = joined[number + 1].text if number + 1 < len(joined) else ""
        if level is Level.PLAIN or not text.strip():
            line += text
        else:
            write = write_raised if level is Level.RAISED else write_lowered
            line = write(text.strip(), Place(line, after))
        if len(line) > 2 * _LOOKED_AT:
            done.append(line[:-_LOOKED_AT])
            line = line[-_LOOKED_AT:]
    return "".join([*done, line])


def write_row(cells: Sequence[str], heads: Sequence[str] | None) -> str:
    """A row of a table, each value with the head of its column, as tables of PDFs are written.

    Args:
        cells: of the row.
        heads: of the table's columns, or None if it has none.
    """
    if heads is None or len(heads) != len(cells):
        return "; ".join(filter(None, cells))
    named = (f"{head}: {cell}" if head else cell for head, cell in zip(heads, cells, strict=True) if cell)
    return "; ".join(named)


def write_table(rows: Sequence[Sequence[str]], *, has_heads: bool) -> list[str]:
    """A table's rows. A table that is only there to arrange text, in one column or one row, has no heads."""
    heads = rows[0] if has_heads and len(rows) > 1 and len(rows[0]) > 1 else None
    written = [write_row(row, heads) for row in rows[heads is not None :]]
    return [line for line in written if line]
