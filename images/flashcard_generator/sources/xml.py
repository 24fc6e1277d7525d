"""Reads XML without building a tree, and without anything that a document type may do.

defusedxml, and not lxml, on which python-docx and python-pptx rest: lxml installs 15 MB, resolves entities unless it is
told otherwise in each place, and builds the tree of whatever is large. Elements are known by their local names, since
the strict form of Office's files has other namespaces.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from ..pdf.exceptions import DocumentRefusedError
from .limits import MAX_DEPTH


class Handler(Protocol):
    """Is told what an XML file holds."""

    @property
    def skipped(self) -> frozenset[str]:
        """Elements of which it is told nothing, nor of what is in them."""
        ...

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; all names are local, but for `r:id`, that of a relation."""
        ...

    def end(self, name: str) -> None:
        """It ends."""
        ...

    def text(self, text: str) -> None:
        """A piece of text."""
        ...


class _Target:
    """What the parser calls."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._skipped = handler.skipped
        self._depth = 0
        self._skipped_from = MAX_DEPTH + 1

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise DocumentRefusedError("document_too_complex")
        if self._depth > self._skipped_from:
            return
        name = local(tag)
        if name in self._skipped:
            self._skipped_from = self._depth
        else:
            self._handler.start(name, {_name_attribute(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._depth >= self._skipped_from:
            return
        if self._depth == self._skipped_from - 1:
            self._skipped_from = MAX_DEPTH + 1
        else:
            self._handler.end(local(tag))

    def data(self, text: str) -> None:
        if self._depth < self._skipped_from:
            self._handler.text(text)

    def close(self) -> None:
        """Nothing is built."""


def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]


def _name_attribute(key: str) -> str:
    """Its local name; that of a relation, which may stand beside another id, is `r:id`."""
    namespace, _, name = key.rpartition("}")
    return f"r:{name}" if namespace.endswith("/relationships") else name


def parse_xml(pieces: Iterable[bytes], handler: Handler, *, may_name_dtd: bool = False) -> None:
    """Tell `handler` of an XML file; nothing at all of an empty one.

    Args:
        pieces: of the file.
        handler: is told.
        may_name_dtd: whether the file may name its document type, as those of books do; it is never read.

    Raises:
        DocumentRefusedError: it is no XML, is nested too deeply, or declares entities.
    """
    parser = DefusedXMLParser(target=_Target(handler), forbid_dtd=not may_name_dtd)
    is_empty = True
    try:
        for piece in pieces:
            is_empty = False
            parser.feed(piece)
        if not is_empty:
            parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise DocumentRefusedError("corrupt_document") from error
