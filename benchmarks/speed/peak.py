"""Runs one side once on a file, without latency, and prints the peak of its memory in MB."""

import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from .pipeline import Latency, bench

CHILD = "flashcard_generator.pdf.pdf_process"
LOOK_SECONDS = 0.05
BYTES_PER_MB = 1_000_000


def peak(work: Callable[[], object]) -> float:
    """The most that this process and the one that reads a PDF hold together while `work` runs, in MB.

    Both are looked at twenty times a second: the kernel's own peaks need not be of the same moment.
    """
    me = psutil.Process()
    ended = threading.Event()
    seen = [0]

    def look() -> None:
        while not ended.is_set():
            seen.append(_resident_bytes(me))
            time.sleep(LOOK_SECONDS)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        work()
    finally:
        ended.set()
        watcher.join()
    return max(*seen, _own_peak()) / BYTES_PER_MB


def _own_peak() -> int:
    """The kernel's own peak of this program, in bytes; `getrusage` would tell that of who started it, if larger."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


def _resident_bytes(me: psutil.Process) -> int:
    held = int(me.memory_info().rss)
    for child in me.children():
        try:
            if CHILD in child.cmdline():
                held += child.memory_info().rss
        except psutil.Error:
            continue  # it has ended
    return held


def main(side: str, path: Path) -> None:
    """Run `ours` or `seed`, and print."""
    data = path.read_bytes()
    with bench(Latency(titan=0.0, gemini=0.0)) as both:
        megabytes = peak(lambda: both.ours(data) if side == "ours" else both.seed(data))
    sys.stdout.write(json.dumps(megabytes))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
