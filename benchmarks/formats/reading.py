"""Reads the recording on standard input as the worker does, and prints one line of JSON: what came of it."""

import json
import resource
import sys

from bandup.core.clock import RESERVE_SECONDS, Deadline
from bandup.core.errors import TerminalError
from speaking_evaluator.listening import MAX_SECONDS
from speaking_evaluator.recording import decode_recording


def main() -> None:
    try:
        recording = decode_recording(sys.stdin.buffer.read(), MAX_SECONDS, Deadline.after(RESERVE_SECONDS + 120))
        outcome, seconds = recording.mime_type, recording.fluency.duration
    except TerminalError as error:
        outcome, seconds = error.code, 0.0
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = {"cpu_seconds": child.ru_utime + child.ru_stime, "peak_mb": child.ru_maxrss * 1024 / 1e6}
    sys.stdout.write(json.dumps({"outcome": outcome, "seconds": seconds, **cost}))


if __name__ == "__main__":
    main()
