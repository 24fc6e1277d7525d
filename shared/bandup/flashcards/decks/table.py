"""A deck as CSV by RFC 4180, for spreadsheets and other programs."""

import csv
import io
import re
from collections.abc import Sequence

from bandup.flashcards.decks.cards import Deck

COLUMNS = (
    "question",
    "answer",
    "type",
    "difficulty",
    "page",
    "quote",
    "example",
    "chapter",
    "hint",
    "context",
    "read_by",
)

BOM = "\ufeff"
"""Without it, Excel reads UTF-8 as the machine's code page, and shows every accented letter wrong."""

_FORMULA = re.compile(r"[\"'\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""The beginning of a cell that a spreadsheet may run as a formula, by OWASP's page on CSV injection: also in full
width, as Japanese keyboards write it, and behind blanks and quotation marks, which some programs drop."""


_INNER = re.compile(r"([;\t\r\n\uff1b])(?=[\"'\s]*[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""The same within a cell. A program whose columns are divided by semicolons or tabs begins another cell there, and
another row where a line ends: by its division the quotation mark before the cell is not the first sign of a column."""


def csv_file(deck: Deck, columns: Sequence[str] = COLUMNS) -> bytes:
    """The deck with a row of names first, in UTF-8 with a byte order mark.

    A cell that a spreadsheet would run as a formula begins with an apostrophe, which spreadsheets do not show.

    Args:
        deck: the cards.
        columns: which of their attributes.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(columns)
    for card in deck.cards:
        rows.writerow([_inert(getattr(card, name)) for name in columns])
    return (BOM + text.getvalue()).encode()


def _inert(value: str | int | None) -> str:
    cell = _INNER.sub(r"\1'", "" if value is None else str(value))
    return f"'{cell}" if _FORMULA.match(cell) else cell
