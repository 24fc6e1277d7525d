"""Run by a test in a process of its own, so that the peak memory is this one recording's: `python hear_once.py FILE`.

Writes one line of JSON: the outcome, and what it cost the worker and the process that decoded.
"""

import json
import resource
import sys
from pathlib import Path

from bandup.deadline import RESERVE_SECONDS, Deadline
from bandup.errors import TerminalError
from speaking_evaluator.evaluate import MAX_SECONDS
from speaking_evaluator.listening import heard


def main(file: Path) -> None:
    try:
        outcome = heard(file.read_bytes(), MAX_SECONDS, Deadline.after(RESERVE_SECONDS + 60)).mime_type
    except TerminalError as error:
        outcome = error.code
    worker, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = {
        "peak_mb": (worker.ru_maxrss + child.ru_maxrss) / 1024,
        "cpu_seconds": child.ru_utime + child.ru_stime,
    }
    sys.stdout.write(json.dumps({"outcome": outcome, **cost}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
