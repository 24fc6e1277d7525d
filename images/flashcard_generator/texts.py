"""Reads the text of a document for its owner to use elsewhere: a CV, the description of a job. No model is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bandup.core.clock import Deadline
from bandup.core.errors import TerminalError
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import StoredUpload, UploadReader

from .document_reader import PageReader
from .pdf.exceptions import DocumentRefusedError
from .progress import Progress

MAX_CHARACTERS = 40_000
"""Of one text, about 15 pages: twice what an interview takes of a resume. It stays within its item in DynamoDB."""


@dataclass(frozen=True)
class TextReader:
    """The work of this function on jobs of kind `text`, see `bandup.jobs.worker.Work`.

    Attributes:
        uploads: where documents are.
        documents: opens them, each in a confined process.
    """

    uploads: UploadReader
    documents: PageReader

    def __call__(self, run: Run) -> Result:
        """Read the job's document.

        Raises:
            WorkError: as `UploadReader.read` and `pdf.reader.PdfReader.open` do.
        """
        upload = _parse_request(run.job.request)
        self.documents.prepare()
        data = self.uploads.read(upload, RULES[upload.upload_type].max_bytes)
        return self._read(data, run.deadline, Progress(run.report))

    def _read(self, data: bytes, deadline: Deadline, progress: Progress) -> Result:
        """The text as far as it is taken, one line of its own between two pages, and where each page stands in it."""
        text, pages, is_whole = "", list[dict[str, int | None]](), True
        with self.documents.open(data, deadline, any_kind=True) as document:
            kind, count = document.kind, document.page_count
            for page in document:
                words = page.text.rstrip()
                start = len(text) + 2 if text and words else len(text)
                text += ("\n\n" if start > len(text) else "") + words
                is_whole = len(text) <= MAX_CHARACTERS
                text = text[:MAX_CHARACTERS]
                number = page.number if kind.has_pages else None
                pages.append({"page": number, "start": min(start, len(text)), "end": len(text)})
                progress("reading", page.number, count, kind.unit)
                if not is_whole:
                    break
            if document.too_little:
                raise DocumentRefusedError(document.too_little)
        fields = {"text": text, "page_count": count if kind.has_pages else None, "truncated": not is_whole}
        return Result(fields, {"pages": pages})


def _parse_request(request: Mapping[str, Any]) -> StoredUpload:
    try:
        return StoredUpload.from_request(request["upload"])
    except (KeyError, TypeError, ValueError):
        raise TerminalError("invalid_request", "The stored request holds no document.") from None
