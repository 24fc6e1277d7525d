"""Why a document is refused: a code for programs, and a sentence for its owner."""

from typing import NamedTuple

from bandup.core.errors import TerminalError

from .limits import MAX_PAGES

_MESSAGES = {
    "not_pdf": "The file is not a PDF.",
    "encrypted_pdf": "The PDF opens only with a password. Save it without one, and upload it again.",
    "no_pages": "The PDF has no pages.",
    "no_text": "The document holds no text, or too little for a card. If it was scanned, put it through OCR first.",
    "undecodable_text": "The document does not say which characters it shows. Print it to a new PDF, or use OCR.",
    "too_many_pages": f"The document has more than {MAX_PAGES:,} pages. Split it, and upload the part to learn.",
    "too_much_text": "The document holds more text than can be read. Split it, and upload the part to learn.",
    "corrupt_pdf": "The PDF is damaged and cannot be read. Try to print it to a new PDF.",
    "pdf_too_complex": "Reading the PDF takes more memory or time than there is. Try to print it to a new PDF.",
    "unknown_document": "The file is none of the kinds that are read. Save it as PDF, DOCX, PPTX, EPUB or text.",
    "encrypted_document": "The document is encrypted. Save it without a password or protection, and upload it again.",
    "corrupt_document": "The document is damaged and cannot be read. Open it, save it anew, and upload that.",
    "document_too_complex": "Reading the document takes more memory or time than there is. Save it as a PDF.",
}


class FailureCodes(NamedTuple):
    """The codes of what ends the reading itself.

    Attributes:
        corrupt: the process died of the document.
        too_complex: it took more memory or time than there is.
    """

    corrupt: str
    too_complex: str


PDF_FAILURES = FailureCodes("corrupt_pdf", "pdf_too_complex")
DOCUMENT_FAILURES = FailureCodes("corrupt_document", "document_too_complex")
"""Of whatever does not begin as a PDF."""


class DocumentRefusedError(TerminalError):
    """The job ends because of its document.

    Args:
        code: which reason.

    Raises:
        KeyError: there is no such code.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code, _MESSAGES[code])
