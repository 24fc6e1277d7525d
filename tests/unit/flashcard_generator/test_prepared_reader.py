"""The process that waits for the next document."""

from collections.abc import Iterator

import psutil
import pytest

from bandup.core.clock import Deadline
from flashcard_generator.pdf.reader import PdfReader
from support.pdfs import pages_pdf
from support.waiting import eventually


@pytest.fixture
def reader() -> Iterator[PdfReader]:
    made = PdfReader()
    yield made
    made.close()


def children() -> set[int]:
    """Those that were not waited for yet, ended or not."""
    return {child.pid for child in psutil.Process().children()}


def read(reader: PdfReader) -> set[int]:
    """Read a document; the processes that did."""
    with reader.open(pages_pdf(["Rivers carry water and fine sand to the sea."]), Deadline.after(60)) as pdf:
        assert [page.number for page in pdf] == [1]
        return children()


def test_a_prepared_process_reads_one_document_and_no_other(reader: PdfReader) -> None:
    before = children()
    reader.prepare()
    reader.prepare()
    [prepared] = children() - before
    assert read(reader) - before == {prepared}
    assert prepared not in read(reader)
    assert children() == before


def test_a_process_that_died_while_it_waited_is_replaced(reader: PdfReader) -> None:
    before = children()
    reader.prepare()
    [prepared] = children() - before
    psutil.Process(prepared).kill()
    eventually(lambda: psutil.Process(prepared).status() == psutil.STATUS_ZOMBIE)
    assert prepared not in read(reader)


def test_nothing_waits_once_the_reader_is_closed(reader: PdfReader) -> None:
    before = children()
    reader.prepare()
    reader.close()
    reader.close()
    assert children() == before
