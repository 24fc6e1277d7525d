"""Run by a test in a process of its own, so that what is measured is this one document's.

`python read_once.py FILE [any]`, for a PDF or for any kind of document.

Writes one line of JSON: the outcome, what it cost, and what was left behind.
"""

import json
import resource
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import psutil

from bandup.core.clock import RESERVE_SECONDS, Deadline
from bandup.core.errors import TerminalError
from flashcard_generator.pdf.reader import PdfReader
from flashcard_generator.pdf.scans import ScanDrawer
from flashcard_generator.scans.limits import MAX_PAGES


def main(file: Path, *, any_kind: bool) -> None:
    data = file.read_bytes()
    me = psutil.Process()
    handles = me.num_fds()
    began = time.monotonic()
    outcome = read(data, any_kind=any_kind)
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = {
        "outcome": outcome,
        "seconds": time.monotonic() - began,
        "cpu_seconds": child.ru_utime + child.ru_stime,
        "peak_mb": (own_peak_kb() + child.ru_maxrss) / 1024,
        "children": len(me.children()),
        "handles": me.num_fds() - handles,
        # Python's own count: the system may still be clearing away a thread that has ended.
        "threads": threading.active_count() - 1,
    }
    sys.stdout.write(json.dumps(report))


def read(data: bytes, *, any_kind: bool = False) -> str:
    """The text, or the code of the refusal. Scanned pages are drawn, and read by nobody."""
    with closing(PdfReader()) as reader:
        try:
            deadline = Deadline.after(RESERVE_SECONDS + 60)
            with reader.open(data, deadline, any_kind=any_kind) as pdf:
                pages = list(pdf)
            scans = [page.number for page in pages if page.is_scan][:MAX_PAGES]
            if scans:
                ScanDrawer().draw(data, scans, deadline)
            return pdf.too_little or "\n".join(page.text for page in pages)
        except TerminalError as error:
            return error.code


def own_peak_kb() -> int:
    """This program's peak. `getrusage` would count that of the process that started it: a new program inherits it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), any_kind=sys.argv[2:] == ["any"])
