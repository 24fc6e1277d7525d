"""Tells by its bytes which kind a document is that is no PDF, or may be none, and reads it."""

from ..pdf.exceptions import DocumentRefusedError
from ..pdf.magic import is_pdf
from .archive import Archive
from .composer import Source
from .decoding import decode
from .docx import read_docx
from .epub import CONTAINER, read_epub
from .kinds import may_be_zip
from .markdown import is_markdown, read_markdown
from .package import find_main, find_root
from .plain import read_plain
from .pptx import read_pptx

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of Office before 2007, and of what Office encrypts since then."""

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OTHER_TEXTS = ("<!doctype html", "<html", "<?xml", "<svg", "{\\rtf", "%!ps")
"""What is written in characters, and is none of these kinds: read as a text it would be full of commands."""


def read_other(data: bytes) -> Source | None:
    """The document, or None if it is a PDF behind the beginning of a zip archive.

    Args:
        data: what begins as a PDF only if it may be a zip archive as well.

    Raises:
        DocumentRefusedError: it is none of the kinds, encrypted, damaged, too complex, or has too much or too little
            text.
    """
    if may_be_zip(data):
        return _read_archive(data)
    if data.startswith(_OLE):
        raise DocumentRefusedError("encrypted_document" if _ENCRYPTED_PACKAGE in data else "unknown_document")
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip("\ufeff \t\n")[:20].lower().startswith(_OTHER_TEXTS):
        raise DocumentRefusedError("unknown_document")
    return read_markdown(text) if is_markdown(text) else read_plain(text)


def _read_archive(data: bytes) -> Source | None:
    try:
        archive = Archive(data)
    except DocumentRefusedError:
        if is_pdf(data):
            return None
        raise
    if CONTAINER in archive:
        return read_epub(archive)
    main = find_main(archive)
    root = find_root(archive, main)
    if root == "document":
        return read_docx(archive, main)
    if root == "presentation":
        return read_pptx(archive, main)
    if is_pdf(data):
        return None
    raise DocumentRefusedError("unknown_document")
