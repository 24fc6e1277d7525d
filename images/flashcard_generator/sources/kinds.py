"""The kinds of documents that are read."""

from enum import StrEnum

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


class DocumentKind(StrEnum):
    """What a document's bytes are, whatever its file is called."""

    PDF = "PDF"
    DOCX = "DOCX"
    PPTX = "PPTX"
    EPUB = "EPUB"
    MARKDOWN = "MARKDOWN"
    TEXT = "TEXT"

    @property
    def has_pages(self) -> bool:
        """Whether what it is divided into has numbers that its reader sees: pages of a PDF, or slides."""
        return self in (DocumentKind.PDF, DocumentKind.PPTX)

    @property
    def unit(self) -> str:
        """What it is divided into, in the plural."""
        return {DocumentKind.PDF: "pages", DocumentKind.PPTX: "slides"}.get(self, "parts")


def may_be_zip(data: bytes) -> bool:
    """Whether it begins as a zip archive, as Word's files, slides and books are."""
    return data.startswith(_ZIP)
