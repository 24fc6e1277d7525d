"""Slides, one by one: the title, what else is on it, the rows of its tables, and the speaker's notes.

A slide's number is its place in the file, as PowerPoint counts it. Hidden slides keep their numbers and are not read.
Nor are numbers, dates and footers, which stand on every slide.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ..pdf.exceptions import DocumentRefusedError
from ..pdf.limits import MAX_PAGES
from .archive import Archive, resolve
from .composer import Composer, Source
from .kinds import DocumentKind
from .office_text import OfficeText, is_on
from .package import read_relations, read_title
from .xml import parse_xml

_TITLES = frozenset({"title", "ctrTitle"})
_ON_EVERY_SLIDE = frozenset({"sldNum", "dt", "ftr", "hdr"})
_NOTES = "body"
"""The place holder of a page of notes that has the notes."""


class _Shape(NamedTuple):
    """Text on a slide: which place holder it fills, or '', and its lines."""

    place: str
    lines: list[str]


def read_pptx(archive: Archive, main: str) -> Source:
    """The slides; see `docx.read_docx`."""
    order = _Order()
    parse_xml(archive.stream(main), order)
    if len(order.slides) > MAX_PAGES:
        raise DocumentRefusedError("too_many_pages")
    relations = read_relations(archive, main)
    composer = Composer(DocumentKind.PPTX, read_title(archive))
    for identifier in order.slides:
        if identifier in relations:
            _read_slide(archive, resolve(main, relations[identifier].target), composer)
        composer.end_part()
    return composer.finish()


def _read_slide(archive: Archive, member: str, composer: Composer) -> None:
    slide = _Slide()
    parse_xml(archive.stream(member), slide)
    if slide.is_hidden:
        return
    titles = [" ".join(shape.lines) for shape in slide.shapes if shape.place in _TITLES]
    for title in filter(None, titles):
        composer.add_heading(1, title)
    for shape in slide.shapes:
        if shape.place not in _TITLES | _ON_EVERY_SLIDE:
            _add_lines(shape, composer)
    for relation in read_relations(archive, member).values():
        if relation.kind == "notesSlide":
            notes = _Slide()
            parse_xml(archive.stream(resolve(member, relation.target)), notes)
            for shape in notes.shapes:
                if shape.place == _NOTES:
                    _add_lines(shape, composer)


def _add_lines(shape: _Shape, composer: Composer) -> None:
    for line in shape.lines:
        composer.add_line(line)


class _Order:
    """The slides' relations, in their order."""

    skipped: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.slides: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sldId":
            self.slides.append(attributes.get("r:id", ""))

    def end(self, name: str) -> None:
        """Nothing is to be done."""

    def text(self, text: str) -> None:
        """It has none that is read."""


class _Slide(OfficeText):
    """What is on a slide, or on a page of notes.

    Attributes:
        shapes: in the order of the file; tables have no place holder.
        is_hidden: whether it is left out of a presentation.
    """

    def __init__(self) -> None:
        super().__init__()
        self.shapes: list[_Shape] = []
        self.is_hidden = False
        self._place = ""
        self._lines: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sld":
            self.is_hidden = not is_on(attributes.get("show", "1"))
        elif name in {"sp", "graphicFrame"}:
            self._place, self._lines = "", []
        elif name == "ph":
            self._place = attributes.get("type", "")
        super().start(name, attributes)

    def end(self, name: str) -> None:
        super().end(name)
        if name in {"sp", "graphicFrame"}:
            self.shapes.append(_Shape(self._place, self._lines))

    def add_line(self, text: str, level: int) -> None:
        del level
        self._lines.append(text)
