"""The text of Word's documents and of slides, which is built of the same elements: paragraphs, runs and tables."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field

from .pieces import Level, Piece, write_line, write_table

_BLANKS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_FORMULA = {"sup": Level.RAISED, "sub": Level.LOWERED}


@dataclass
class Paragraph:
    """A paragraph that is being read.

    Attributes:
        style: the id of its style, or ''.
        level: its own level as a heading, from 1; 0 if it says that it is none; None if it says nothing.
        pieces: its text so far.
        notes: the ids of the notes that it refers to.
        in_run: whether a run of text is open.
        run_level: how the text of that run stands.
        is_hidden: whether that is hidden.
        formula_level: how the runs of the part of a formula stand that is open.
    """

    style: str = ""
    level: int | None = None
    pieces: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    in_run: bool = False
    run_level: Level = Level.PLAIN
    is_hidden: bool = False
    formula_level: Level = Level.PLAIN

    def add(self, text: str) -> None:
        """Add text to the run that is open."""
        if not self.is_hidden:
            self.pieces.append(Piece(text, self.run_level))

    def begin_run(self) -> None:
        """Begin a run of text."""
        self.in_run, self.run_level, self.is_hidden = True, self.formula_level, False


@dataclass
class Table:
    """A table that is being read."""

    rows: list[list[str]] = field(default_factory=list)
    has_heads: bool = False


class OfficeText(ABC):
    """Handles the elements that both have; a subclass says what becomes of a paragraph outside of tables.

    Deleted text of tracked changes is skipped, and so is the second form in which newer programs keep a text box for
    older ones.
    """

    skipped = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText"})

    def __init__(self) -> None:
        self._paragraphs: list[Paragraph] = []
        self._tables: list[Table] = []
        self._cells: list[list[str]] = []
        self._is_text = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """See `xml.Handler`."""
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if name == "t":
            self._is_text = True
        elif name == "p":
            self._paragraphs.append(Paragraph())
        elif name == "tbl":
            self._tables.append(Table())
        elif name == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif name == "tc":
            self._cells.append([])
        elif name in {"tblHeader", "tblPr", "tblLook"} and self._tables:
            marked = name == "tblHeader" and len(self._tables[-1].rows) == 1
            self._tables[-1].has_heads |= marked or is_on(attributes.get("firstRow", "0"))
        elif paragraph:
            self._start_within(paragraph, name, attributes)

    def end(self, name: str) -> None:
        """See `xml.Handler`."""
        if name == "t":
            self._is_text = False
        elif name == "p" and self._paragraphs:
            self.end_paragraph(self._paragraphs.pop())
        elif name == "r" and self._paragraphs:
            self._paragraphs[-1].in_run = False
        elif name in _FORMULA and self._paragraphs:
            self._paragraphs[-1].formula_level = Level.PLAIN
        elif name == "tc" and self._cells:
            cell = " ".join(filter(None, map(str.strip, self._cells.pop())))
            if self._tables and self._tables[-1].rows:
                self._tables[-1].rows[-1].append(cell)
        elif name == "tbl" and self._tables:
            table = self._tables.pop()
            for row in write_table(table.rows, has_heads=table.has_heads):
                self.add(row, 0)

    def text(self, text: str) -> None:
        """See `xml.Handler`."""
        if self._is_text and self._paragraphs:
            self._paragraphs[-1].add(text)

    def end_paragraph(self, paragraph: Paragraph) -> None:
        """What becomes of a paragraph."""
        self.add(write_line(paragraph.pieces), paragraph.level or 0)

    def add(self, text: str, level: int) -> None:
        """Put a line where it stands: into the cell that is open, or into the document."""
        if self._cells:
            self._cells[-1].append(text)
        elif text.strip():
            self.add_line(text, level)

    @abstractmethod
    def add_line(self, text: str, level: int) -> None:
        """Take a line outside of tables; `level` is 0 for one that is no heading."""

    def _start_within(self, paragraph: Paragraph, name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val", "")
        if name in {"r", "fld"}:
            paragraph.begin_run()
            return
        if name in _FORMULA:
            paragraph.formula_level = _FORMULA[name]
        elif name == "den":
            paragraph.add("/")
        elif name in _BLANKS and (paragraph.in_run or name == "br"):
            paragraph.add(_BLANKS[name])
        elif name == "pStyle":
            paragraph.style = value
        elif name == "outlineLvl":
            paragraph.level = read_level(value)
        elif name in {"footnoteReference", "endnoteReference"}:
            paragraph.notes.append(f"{name.removesuffix('Reference')} {attributes.get('id', '')}")
        elif paragraph.in_run:
            _set_run(paragraph, name, attributes)


def _set_run(paragraph: Paragraph, name: str, attributes: Mapping[str, str]) -> None:
    if name == "vanish":
        paragraph.is_hidden = is_on(attributes.get("val", "1"))
    elif name == "vertAlign":
        levels = {"superscript": Level.RAISED, "subscript": Level.LOWERED}
        paragraph.run_level = levels.get(attributes.get("val", ""), Level.PLAIN)
    elif name == "rPr" and (baseline := attributes.get("baseline", "0").removesuffix("%")) != "0":
        paragraph.run_level = Level.LOWERED if baseline.startswith("-") else Level.RAISED


def is_on(value: str) -> bool:
    """What an attribute of yes or no says."""
    return value not in {"0", "false", "off"}


def read_level(value: str) -> int:
    """The level of a heading, from 1, of Word's, from 0; Word's 9, and what is no number, is none: 0."""
    return int(value) + 1 if value.isdecimal() and len(value) == 1 and value != "9" else 0
