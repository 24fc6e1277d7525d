"""Why a document is refused: a code for programs, and a sentence for its owner."""

from bandup.core.errors import TerminalError

from .limits import MAX_CHARACTERS, MAX_PAGES

_MESSAGES = {
    "not_pdf": "The file is not a PDF.",
    "encrypted_pdf": "The PDF opens only with a password. Save it without one, and upload it again.",
    "no_pages": "The PDF has no pages.",
    "no_text": "The PDF holds no text, or too little for a card. Of a scan, the first pages are read; it may need OCR.",
    "undecodable_text": "The PDF does not say which characters it shows. Print it to a new PDF, or run OCR over it.",
    "too_many_pages": f"The PDF has more than {MAX_PAGES:,} pages. Split it, and upload the part to learn.",
    "too_much_text": f"The PDF holds more than {MAX_CHARACTERS:,} characters. Split it, and upload the part to learn.",
    "corrupt_pdf": "The PDF is damaged and cannot be read. Try to print it to a new PDF.",
    "pdf_too_complex": "Reading the PDF takes more memory or time than there is. Try to print it to a new PDF.",
}


class PdfRefusedError(TerminalError):
    """The job ends because of its document.

    Args:
        code: which reason.

    Raises:
        KeyError: there is no such code.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code, _MESSAGES[code])
