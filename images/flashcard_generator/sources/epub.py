"""Books: their files in the order of the spine, with the chapters that their table of contents names.

Pages are not numbered: what a reader sees on one depends on the screen. Nothing that a book refers to outside of itself
is fetched, and no script in it is run.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ..pdf.exceptions import DocumentRefusedError
from .archive import Archive, resolve
from .composer import Composer, Source
from .decoding import decode
from .epub_contents import Entry, read_navigation, read_ncx
from .html_text import HtmlText
from .kinds import DocumentKind
from .package import TitleReader
from .xml import parse_xml

CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Methods that only make fonts useless outside of their book."""

_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_NCX = "application/x-dtbncx+xml"


class _Item(NamedTuple):
    """A file of the book."""

    member: str
    media_type: str
    properties: str


def read_epub(archive: Archive) -> Source:
    """The book; see `docx.read_docx`.

    Raises:
        DocumentRefusedError: also `encrypted_document`, if its pages are.
    """
    container = _Container()
    parse_xml(archive.stream(CONTAINER), container, may_name_dtd=True)
    package = _Package(resolve("", container.package))
    parse_xml(archive.stream(package.member), package, may_name_dtd=True)
    _refuse_encrypted(archive, package)
    contents = _read_contents(archive, package)
    composer = Composer(DocumentKind.EPUB, package.title)
    for item in package.pages():
        page = _Page(composer, contents.pop(item.member, []), takes_headings=not package.has_contents)
        HtmlText(page, page.reach).read(decode(archive.read(item.member)))
    return composer.finish()


def _read_contents(archive: Archive, package: "_Package") -> dict[str, list[Entry]]:
    """The entries of the table of contents, by the members that they lead to."""
    entries: list[Entry] = []
    for item in package.items.values():
        if "nav" in item.properties.split():
            entries = read_navigation(decode(archive.read(item.member)), item.member)
    ncx = [item for item in package.items.values() if item.media_type == _NCX]
    if not entries and ncx:
        entries = read_ncx(archive.stream(ncx[0].member), ncx[0].member)
    package.has_contents = bool(entries)
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.member, []).append(entry)
    return found


def _refuse_encrypted(archive: Archive, package: "_Package") -> None:
    encryption = _Encryption()
    parse_xml(archive.stream(_ENCRYPTION), encryption)
    if encryption.members.intersection(item.member for item in package.pages()):
        raise DocumentRefusedError("encrypted_document")


class _Page:
    """Takes the text of one file; where the table of contents leads, a section begins."""

    def __init__(self, composer: Composer, entries: list[Entry], *, takes_headings: bool) -> None:
        self._composer = composer
        self._places = {entry.place: entry for entry in reversed(entries)}
        self._takes_headings = takes_headings
        self.reach("")

    def reach(self, place: str) -> None:
        entry = self._places.pop(place, None)
        if entry:
            self._composer.begin_section(entry.level, entry.title)

    def add_line(self, text: str) -> None:
        self._composer.add_line(text)

    def add_heading(self, level: int, text: str) -> None:
        if self._takes_headings:
            self._composer.add_heading(level, text)
        else:
            self._composer.add_line(text)


class _Container:
    """Names the package.

    Attributes:
        package: its path, or ''.
    """

    skipped: frozenset[str] = frozenset()
    package = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "rootfile":
            self.package = self.package or attributes.get("full-path", "")

    def end(self, name: str) -> None:
        """Nothing is to be done."""

    def text(self, text: str) -> None:
        """It has none."""


class _Package(TitleReader):
    """The list of the book's files.

    Attributes:
        member: its name.
        items: the files by their ids.
        has_contents: whether the book has a table of contents.
    """

    def __init__(self, member: str) -> None:
        super().__init__()
        self.member = member
        self.items: dict[str, _Item] = {}
        self.has_contents = False
        self._spine: list[str] = []

    def pages(self) -> list[_Item]:
        """The pages in order, each once."""
        wanted = dict.fromkeys(each for each in self._spine if each in self.items)
        return [self.items[each] for each in wanted if self.items[each].media_type in _PAGES]

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        super().start(name, attributes)
        if name == "item":
            member = resolve(self.member, attributes.get("href", ""))
            properties = attributes.get("properties", "")
            self.items[attributes.get("id", "")] = _Item(member, attributes.get("media-type", ""), properties)
        elif name == "itemref":
            self._spine.append(attributes.get("idref", ""))


class _Encryption:
    """Which members are encrypted.

    Attributes:
        members: their names, fonts left out.
    """

    skipped: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.members: set[str] = set()
        self._method = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "EncryptedData":
            self._method = ""
        elif name == "EncryptionMethod":
            self._method = self._method or attributes.get("Algorithm", "")
        elif name == "CipherReference" and self._method not in _FONTS_ONLY:
            self.members.add(resolve("", attributes.get("URI", "")))

    def end(self, name: str) -> None:
        """Nothing is to be done."""

    def text(self, text: str) -> None:
        """It has none that is read."""
