"""The text of a PDF: ours, in a process of its own, against the library alone and against another one."""

import io
import time
from collections.abc import Iterator

import pymupdf
import pypdf

from bandup.core.clock import Deadline
from flashcard_generator.pdf.reader import PdfReader

from .figures import Figure, measure_interleaved, ratios, seconds
from .running import LONG, document

RUNS = 3
SETTLED_SECONDS = 1.0
"""By then a process that was started has imported all it needs."""


def figures() -> Iterator[Figure]:
    """Ours with the start of its process, and with one that waits, as from a second job on."""
    pdf = document(LONG)
    reader = PdfReader()

    def ours() -> None:
        with reader.open(pdf, Deadline.after(120)) as opened:
            if sum(1 for _ in opened) != LONG:
                raise RuntimeError("pages are missing")

    def read_with_waiting_process() -> float:
        reader.prepare()
        time.sleep(SETTLED_SECONDS)
        return seconds(ours)

    def bare() -> None:
        with pymupdf.open(stream=pdf, filetype="pdf") as opened:
            for page in opened:
                page.get_text()

    def other() -> None:
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
            page.extract_text()

    found = measure_interleaved(
        RUNS,
        {
            "ours": lambda: seconds(ours),
            "waiting": read_with_waiting_process,
            "bare": lambda: seconds(bare),
            "pypdf": lambda: seconds(other),
        },
    )
    reader.close()
    what = f"text of {LONG} pages"
    yield Figure(f"{what}, confined", ratios(found["ours"], found["bare"]), "x", "pymupdf's get_text() in this process")
    yield Figure(f"{what}, confined, process waiting", ratios(found["waiting"], found["bare"]), "x", "get_text()")
    yield Figure(f"{what}: times faster", ratios(found["pypdf"], found["ours"]), "x", "pypdf in this process")
