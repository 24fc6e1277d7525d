"""Word's documents: headings by their styles and levels, paragraphs, rows of tables, text boxes and notes.

Headers, footers and comments are not read; nor is what is hidden, or was deleted while changes were tracked; nor is a
table of contents that Word made. Macros, pictures and embedded files are never opened.
"""

import re
from collections.abc import Mapping

from .archive import Archive, resolve
from .composer import Composer, Source
from .kinds import DocumentKind
from .office_text import OfficeText, Paragraph, read_level
from .package import read_relations, read_title
from .xml import parse_xml

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc [1-9]", re.IGNORECASE)
_DEEPEST = 20
"""Styles that rest on one another."""


def read_docx(archive: Archive, main: str) -> Source:
    """The document.

    Args:
        archive: its file.
        main: the name of its main part.

    Raises:
        DocumentRefusedError: it is damaged, too complex, or holds too much or too little text.
    """
    relations = read_relations(archive, main)
    targets = {relation.kind: resolve(main, relation.target) for relation in relations.values()}
    styles = _Styles()
    parse_xml(archive.stream(targets.get("styles", "")), styles)
    notes = _Notes()
    for kind in ("footnotes", "endnotes"):
        parse_xml(archive.stream(targets.get(kind, "")), notes)
    body = _Body(styles, notes.texts)
    body.composer.title = read_title(archive)
    parse_xml(archive.stream(main), body)
    return body.composer.finish()


class _Styles:
    """Which styles are headings, and which are lines of a table of contents."""

    skipped = frozenset({"docDefaults", "latentStyles"})

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._based_on: dict[str, str] = {}
        self._levels: dict[str, int] = {}
        self._style = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "style":
            self._style = attributes.get("styleId", "")
        elif name == "name":
            self._names[self._style] = value
        elif name == "basedOn":
            self._based_on[self._style] = value
        elif name == "outlineLvl":
            self._levels[self._style] = read_level(value)

    def end(self, name: str) -> None:
        """Nothing is to be done."""

    def text(self, text: str) -> None:
        """Styles have none."""

    def find_level(self, style: str) -> int:
        """The level of its headings, from 1; 0 if it is none."""
        for _ in range(_DEEPEST):
            if style in self._levels:
                return self._levels[style]
            if named := _HEADING.fullmatch(self._names.get(style, "")):
                return int(named[1])
            style = self._based_on.get(style, "")
        return 0

    def is_contents(self, style: str) -> bool:
        """Whether it is that of the lines of a table of contents."""
        return _CONTENTS.fullmatch(self._names.get(style, "")) is not None


class _Notes(OfficeText):
    """Footnotes and endnotes.

    Attributes:
        texts: by kind and id.
    """

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self._note = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in {"footnote", "endnote"}:
            self._note = f"{name} {attributes.get('id', '')}"
        super().start(name, attributes)

    def add_line(self, text: str, level: int) -> None:
        del level
        self.texts[self._note] = f"{self.texts.get(self._note, '')} {text}".strip()


class _Body(OfficeText):
    """The document itself.

    Attributes:
        composer: gets what is read.
    """

    def __init__(self, styles: _Styles, notes: Mapping[str, str]) -> None:
        super().__init__()
        self.composer = Composer(DocumentKind.DOCX)
        self._styles = styles
        self._notes = notes

    def end_paragraph(self, paragraph: Paragraph) -> None:
        if self._styles.is_contents(paragraph.style):
            return
        if paragraph.level is None:
            paragraph.level = self._styles.find_level(paragraph.style)
        super().end_paragraph(paragraph)
        for note in paragraph.notes:
            self.add(self._notes.get(note, ""), 0)

    def add_line(self, text: str, level: int) -> None:
        if level:
            self.composer.add_heading(level, text)
        else:
            self.composer.add_line(text)
