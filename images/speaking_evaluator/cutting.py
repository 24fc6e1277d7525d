"""Cuts a recording that several parts of a test share, in a process of its own as `recording` does."""

import json
from collections.abc import Sequence
from dataclasses import astuple
from itertools import accumulate, pairwise

from bandup.audio.cutting import Piece
from bandup.core.clock import Deadline

from .recording import parse_outcome, run_reader


def cut_recording(data: bytes, pieces: Sequence[Piece], max_seconds: float, deadline: Deadline) -> list[bytes]:
    """The pieces as FLAC files, see `bandup.audio.cutting.cut`.

    Raises:
        TerminalError: `empty_audio`, `unsupported_audio`, `unreadable_audio` or `too_long`.
        RetryLaterError: no time was left for it.
        RuntimeError: the process failed through a fault of ours.
    """
    wanted = json.dumps([astuple(piece) for piece in pieces])
    output, status = run_reader("cutting_process", data, deadline, str(max_seconds), wanted)
    outcome, files = parse_outcome(output, status)
    return [files[start:end] for start, end in pairwise(accumulate(outcome["sizes"], initial=0))]
