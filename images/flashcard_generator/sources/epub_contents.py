"""A book's table of contents, in the form of EPUB 3 or in that of EPUB 2."""

from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from typing import NamedTuple

from .archive import resolve
from .xml import parse_xml


class Entry(NamedTuple):
    """An entry.

    Attributes:
        level: from 1.
        title: as it is written.
        member: the file that it leads to.
        place: the id of an element therein, or '' for its beginning.
    """

    level: int
    title: str
    member: str
    place: str


def read_navigation(page: str, member: str) -> list[Entry]:
    """The entries of a page of EPUB 3.

    Args:
        page: the page.
        member: its name, from which its links are seen.
    """
    navigation = _Navigation(member)
    navigation.feed(page)
    return navigation.entries


def read_ncx(pieces: Iterable[bytes], member: str) -> list[Entry]:
    """The entries of a file of EPUB 2, see `read_navigation`."""
    ncx = _Ncx(member)
    parse_xml(pieces, ncx, may_name_dtd=True)
    return ncx.entries


def _lead(level: int, title: str, link: str, member: str) -> Entry:
    return Entry(level, " ".join(title.split()), resolve(member, link), link.partition("#")[2])


class _Navigation(HTMLParser):
    def __init__(self, member: str) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self._member = member
        self._is_contents = False
        self._level = 0
        self._link: str | None = None
        self._title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "nav":
            self._is_contents = given.get("epub:type") == "toc"
        elif tag == "ol":
            self._level += 1
        elif tag == "a" and self._is_contents:
            self._link, self._title = given.get("href"), ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "nav":
            self._is_contents = False
        elif tag == "ol":
            self._level -= 1
        elif tag == "a" and self._link is not None:
            self.entries.append(_lead(max(1, self._level), self._title, self._link, self._member))
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._link is not None:
            self._title += data


class _Ncx:
    skipped = frozenset({"pageList", "navList", "head", "docTitle"})

    def __init__(self, member: str) -> None:
        self.entries: list[Entry] = []
        self._member = member
        self._level = 0
        self._title = ""
        self._is_text = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "navPoint":
            self._level += 1
            self._title = ""
        elif name == "text":
            self._is_text = True
        elif name == "content" and self._level:
            self.entries.append(_lead(self._level, self._title, attributes.get("src", ""), self._member))

    def end(self, name: str) -> None:
        if name == "navPoint":
            self._level -= 1
        elif name == "text":
            self._is_text = False

    def text(self, text: str) -> None:
        if self._is_text:
            self._title += text
