"""What the worker makes of the process that reads a PDF: its pages, its crash, its silence."""

import json
import resource
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from bandup.core.clock import RESERVE_SECONDS, Deadline
from bandup.core.errors import RetryLaterError, TerminalError
from flashcard_generator.pdf import exceptions, limits, process_client
from flashcard_generator.pdf.reader import OpenPdf, Page, PdfReader
from support.pdfs import pages_pdf, sections
from support.raw_pdfs import assemble_pdf, document, flate, show_text, stream
from unit.flashcard_generator import hostile_pdfs as made

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "tests/samples/flashcards"

PAGES = [f"Page {number} says that water boils at {number} degrees on a mountain." for number in range(1, 41)]


def a_minute() -> Deadline:
    return Deadline.after(RESERVE_SECONDS + 60)


def pages_of(data: bytes) -> list[Page]:
    with closing(PdfReader()) as reader, reader.open(data, a_minute()) as pdf:
        assert isinstance(pdf, OpenPdf)
        found = list(pdf)
        assert pdf.page_count == len(found)
        return found


def stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put another program in place of the interpreter that reads PDFs."""
    other = tmp_path / "python"
    other.write_text(f"#!/bin/sh\n{script}\n")
    other.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(other))


def test_each_page_in_order() -> None:
    assert pages_of(pages_pdf(PAGES)) == [Page(number, text) for number, text in enumerate(PAGES, 1)]


def test_the_sample_is_what_its_source_says() -> None:
    text = " ".join(page.text for page in pages_of((SAMPLE / "memory.pdf").read_bytes())).replace("\n", " ")
    found = [part for section in sections((SAMPLE / "memory.txt").read_text()) for part in section.paragraphs]
    assert len(found) == 40
    assert [part for part in found if part not in text] == []
    assert text.count("How Memory Works, and How to Use It") == 1


def test_pages_arrive_while_the_process_reads_on() -> None:
    """The first page is at hand long before the bomb behind it is given up."""
    page = flate(show_text(b"\n".join([made.FACT] * 20)))
    data = assemble_pdf(document([page] * 20 + [stream(made.bomb(), made.TWICE)]))
    with closing(PdfReader()) as reader, reader.open(data, a_minute()) as pdf:
        assert made.PROOF in next(iter(pdf)).text


def test_leaving_early_ends_the_process() -> None:
    data = made.bombed(5, stream(made.bomb(), made.TWICE))
    began = time.monotonic()
    with closing(PdfReader()) as reader, reader.open(data, a_minute()) as pdf:
        assert pdf.page_count == 1
        process = pdf._client._process
    assert process.returncode == -signal.SIGKILL
    assert time.monotonic() - began < limits.PROCESS_SECONDS


def test_without_time_the_job_goes_back_to_the_queue() -> None:
    with (
        closing(PdfReader()) as reader,
        pytest.raises(RetryLaterError, match="out_of_time"),
        reader.open(made.plain(), Deadline.after(RESERVE_SECONDS)),
    ):
        pass


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGSEGV, "corrupt_pdf"), (signal.SIGABRT, "corrupt_pdf"), (signal.SIGXCPU, "pdf_too_complex")],
)
def test_a_document_of_which_the_process_dies_is_refused(
    number: signal.Signals, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub(tmp_path, monkeypatch, f"/bin/cat > /dev/null; echo '\"ready\"'; echo 3; kill -{int(number)} $$")
    with pytest.raises(TerminalError, match=code):
        pages_of(made.plain())


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "kill -9 $$", "echo '\"ready\"'; exit 3", "echo not JSON"])
def test_a_fault_of_ours_is_not_put_on_the_document(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub(tmp_path, monkeypatch, script)
    with pytest.raises((RuntimeError, ValueError)):
        pages_of(made.plain())


def test_what_the_process_sends_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub(tmp_path, monkeypatch, "/bin/cat > /dev/null; echo '\"ready\"'; echo 1; exec /usr/bin/yes '[]'")
    monkeypatch.setattr(process_client, "MAX_MESSAGE_BYTES", 10_000)
    with pytest.raises(TerminalError, match="too_much_text"):
        pages_of(made.plain())


SLOW = """/bin/cat > /dev/null
printf '"ready"\\n2\\n["A page."]\\n'
/bin/sleep 3
printf '["Another."]\n{"title": "", "bookmarks": [], "large_lines": [], "undecodable": 0, "too_little": null}\n'"""


BUSY = """/bin/cat > /dev/null
printf '"ready"\\n2\\n["A page."]\\n'
while :; do :; done"""


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub(tmp_path, monkeypatch, BUSY)
    monkeypatch.setattr(process_client, "PROCESS_SECONDS", 0.5)
    monkeypatch.setattr(process_client, "MIN_CPU_SECONDS", 0.1)
    with pytest.raises(TerminalError, match="pdf_too_complex"):
        pages_of(made.plain())


@pytest.mark.slow
def test_a_process_that_gets_no_processor_time_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub(tmp_path, monkeypatch, SLOW)
    monkeypatch.setattr(process_client, "PROCESS_SECONDS", 0.5)
    assert pages_of(made.plain()) == [Page(1, "A page."), Page(2, "Another.")]


@pytest.mark.slow
def test_a_process_is_not_waited_for_forever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub(tmp_path, monkeypatch, SLOW)
    monkeypatch.setattr(process_client, "PROCESS_SECONDS", 0.5)
    monkeypatch.setattr(process_client, "BUSY_SECONDS", 1.0)
    with pytest.raises(RetryLaterError, match="out_of_time"):
        pages_of(made.plain())


@pytest.mark.slow
def test_each_page_adds_to_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub(tmp_path, monkeypatch, SLOW)
    monkeypatch.setattr(process_client, "PROCESS_SECONDS", 2.0)
    monkeypatch.setattr(process_client, "BUSY_SECONDS", 0.0)
    monkeypatch.setattr(process_client, "SECONDS_PER_PAGE", 60.0)
    assert pages_of(made.plain()) == [Page(1, "A page."), Page(2, "Another.")]


def test_the_process_limits_itself() -> None:
    report = (
        "import json, resource; from flashcard_generator.pdf.pdf_process import limit_resources; limit_resources();"
        "print(json.dumps([resource.getrlimit(n)[0] for n in (resource.RLIMIT_CPU, resource.RLIMIT_DATA)]))"
    )
    reported = subprocess.run(  # noqa: S603  # our own interpreter and code
        [sys.executable, "-c", report],
        env={"PYTHONPATH": f"{ROOT / 'shared'}:{ROOT / 'images'}"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert json.loads(reported.stdout) == [limits.PROCESS_CPU_SECONDS, limits.PROCESS_MEMORY_BYTES]
    assert resource.getrlimit(resource.RLIMIT_DATA)[0] != limits.PROCESS_MEMORY_BYTES


@pytest.mark.parametrize(
    ("data", "expected"),
    [(made.plain(), []), (b"Rivers carry fine sand to the sea.", ["charset_normalizer", "defusedxml", "markdown_it"])],
    ids=["PDF", "text"],
)
def test_what_other_documents_need_is_imported_for_them_alone(data: bytes, expected: list[str]) -> None:
    read = (
        "import json, sys; from flashcard_generator.pdf.pdf_process import main; main();"
        "libraries = {'charset_normalizer', 'defusedxml', 'markdown_it'} & sys.modules.keys();"
        "print(json.dumps(sorted(libraries)), file=sys.stderr)"
    )
    reported = subprocess.run(  # noqa: S603  # our own interpreter and code
        [sys.executable, "-c", read],
        input=data,
        env={"PYTHONPATH": f"{ROOT / 'shared'}:{ROOT / 'images'}"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert json.loads(reported.stderr) == expected


@pytest.mark.parametrize("code", exceptions._MESSAGES)
def test_a_refusal_says_why(code: str) -> None:
    error = exceptions.DocumentRefusedError(code)
    assert error.code == code
    assert error.message.startswith("The ") or error.message.startswith("Reading ")
