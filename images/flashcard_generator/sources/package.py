"""What the files of Word and PowerPoint have in common: which member is what, and the title among the properties."""

from collections.abc import Mapping
from typing import NamedTuple

from .archive import Archive, resolve
from .xml import parse_xml


class Relation(NamedTuple):
    """What one member says of another.

    Attributes:
        kind: the last part of its type, such as `slide`.
        target: the other one, seen from the first. Those outside of the archive are left out.
    """

    kind: str
    target: str


def read_relations(archive: Archive, member: str) -> dict[str, Relation]:
    """The relations of a member, or of the archive itself if it is '', by their ids."""
    folder, _, name = member.rpartition("/")
    relations = _Relations()
    parse_xml(archive.stream(f"{folder}/_rels/{name}.rels".lstrip("/")), relations)
    return relations.found


def find_main(archive: Archive) -> str:
    """The name of the main part, or ''."""
    found = (each.target for each in read_relations(archive, "").values() if each.kind == "officeDocument")
    return resolve("", next(found, ""))


def find_root(archive: Archive, member: str) -> str:
    """The local name of the element that a member consists of, or ''."""
    try:
        parse_xml(archive.stream(member), _Root())
    except _RootFoundError as found:
        return str(found)
    return ""


def read_title(archive: Archive) -> str:
    """The title among the properties, or ''."""
    found = (each.target for each in read_relations(archive, "").values() if each.kind == "core-properties")
    properties = TitleReader()
    parse_xml(archive.stream(resolve("", next(found, ""))), properties)
    return properties.title


class _Relations:
    skipped: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.found: dict[str, Relation] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = Relation(kind, attributes.get("Target", ""))

    def end(self, name: str) -> None:
        """Nothing is to be done."""

    def text(self, text: str) -> None:
        """Relations have none."""


class _RootFoundError(Exception):
    """Ends the parsing: the rest is of no interest. Its text is the root's name."""


class _Root:
    skipped: frozenset[str] = frozenset()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        del attributes
        raise _RootFoundError(name)

    def end(self, name: str) -> None:
        """It never comes to that."""

    def text(self, text: str) -> None:
        """It never comes to that."""


class TitleReader:
    """Reads the first `dc:title`.

    Attributes:
        title: that title, or ''.
    """

    skipped: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.title = ""
        self._within = self._is_done = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """See `xml.Handler`."""
        del attributes
        self._within = name == "title" and not self._is_done

    def end(self, name: str) -> None:
        """See `xml.Handler`."""
        self._is_done |= self._within and name == "title"
        self._within = False

    def text(self, text: str) -> None:
        """See `xml.Handler`."""
        if self._within:
            self.title += text
