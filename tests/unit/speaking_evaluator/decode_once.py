"""Run by a test in a process of its own, so that the peak memory is this one recording's: `python decode_once.py FILE`.

Writes one line of JSON: the outcome, and what it cost the worker and the process that decoded.
"""

import json
import resource
import sys
from pathlib import Path

from bandup.core.clock import RESERVE_SECONDS, Deadline
from bandup.core.errors import TerminalError
from speaking_evaluator.listening import MAX_SECONDS
from speaking_evaluator.recording import decode_recording


def main(file: Path) -> None:
    try:
        outcome = decode_recording(file.read_bytes(), MAX_SECONDS, Deadline.after(RESERVE_SECONDS + 60)).mime_type
    except TerminalError as error:
        outcome = error.code
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = {
        "peak_mb": (own_peak_kb() + child.ru_maxrss) / 1024,
        "cpu_seconds": child.ru_utime + child.ru_stime,
    }
    sys.stdout.write(json.dumps({"outcome": outcome, **cost}))


def own_peak_kb() -> int:
    """This program's peak. `getrusage` would count that of the process that started it: a new program inherits it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
