"""The text of a CV: what is taken of it, where its pages stand, and what ends the job."""

from typing import Any

import pytest

from bandup.core.clock import Deadline
from bandup.core.errors import TerminalError
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job
from bandup.jobs.results import Result
from bandup.jobs.worker import Run
from bandup.storage.uploads import StoredUpload, UploadType
from flashcard_generator.pdf.reader import PdfReader
from flashcard_generator.texts import MAX_CHARACTERS, TextReader
from support.office_files import docx, paragraph
from support.pdfs import pages_pdf, scan_pdf

UPLOAD = StoredUpload(UploadType.RESUME, "documents", "uploads/resume/owner/1", "v1", 100, "application/pdf")


class Uploads:
    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, upload: StoredUpload, max_bytes: int) -> bytes:
        assert (upload, max_bytes) == (UPLOAD, 10 * 1024 * 1024)
        return self.data


def read(data: bytes, request: dict[str, Any] | None = None) -> tuple[Result, Run]:
    job = Job(
        job_id="j",
        user_id="owner",
        kind=Kind.TEXT,
        request={"upload": UPLOAD.as_request()} if request is None else request,
        request_hash="",
        correlation_id="r",
        created_at=0,
        updated_at=0,
    )
    run = Run(job, Deadline.after(100), lambda *_: None)
    reader = PdfReader()
    try:
        return TextReader(Uploads(data), reader)(run), run
    finally:
        reader.close()


def test_the_text_is_read_page_by_page_and_nothing_is_paid() -> None:
    pages = ["Ten years of Go at two companies.", "Led a team of five people for three years."]
    result, run = read(pages_pdf(pages))
    assert (result.fields["text"], result.fields["truncated"]) == ("\n\n".join(pages), False)
    assert result.fields["page_count"] == 2
    text = result.fields["text"]
    assert [text[page["start"] : page["end"]] for page in result.body["pages"]] == pages
    assert run.ledger.calls == []


def test_of_a_word_document_no_page_is_told() -> None:
    result, run = read(docx(paragraph("Ten years of Go at two companies.")))
    assert result.fields == {"text": "Ten years of Go at two companies.", "page_count": None, "truncated": False}
    assert [page["page"] for page in result.body["pages"]] == [None]
    assert run.ledger.calls == []


def test_between_two_parts_of_a_word_document_is_one_empty_line() -> None:
    parts = ["Work\nTen years of Go at two companies.", "School\nA degree in physics."]
    headed = (part.split("\n") for part in parts)
    result, _ = read(docx("".join(paragraph(title, "H1") + paragraph(words) for title, words in headed)))
    text = result.fields["text"]
    assert text == "\n\n".join(parts)
    assert [text[part["start"] : part["end"]] for part in result.body["pages"]] == parts


def test_a_long_document_is_read_as_far_as_it_is_taken() -> None:
    result, _ = read(pages_pdf(["Some words of a long document. " * 60] * 40))
    assert len(result.fields["text"]) == MAX_CHARACTERS
    assert result.fields["truncated"]
    assert len(result.body["pages"]) < result.fields["page_count"] == 40
    assert result.body["pages"][-1]["end"] == MAX_CHARACTERS


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x7fELF\x02\x01\x01\x00", "unknown_document"),
        (b"PK\x03\x04 a damaged archive", "corrupt_document"),
        (b"%PDF-1.7 damaged", "corrupt_pdf"),
        (pages_pdf([""]), "no_text"),
        (scan_pdf(["Ten years of Go at two companies."]), "no_text"),
    ],
    ids=["no document", "damaged archive", "damaged PDF", "without text", "scanned"],
)
def test_what_cannot_be_read_ends_the_job_with_its_code(data: bytes, code: str) -> None:
    with pytest.raises(TerminalError, match=code):
        read(data)


def test_a_stored_request_of_another_form_ends_the_job() -> None:
    with pytest.raises(TerminalError, match="invalid_request"):
        read(b"", {"upload": "a name"})
