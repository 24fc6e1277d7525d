"""The process that cuts one recording: the file comes on standard input, the pieces go to standard output.

The outcome is one line of JSON with the size of each piece, and behind it the pieces.
"""

import json
import sys
from collections.abc import Sequence
from typing import BinaryIO

from bandup.audio import decoding
from bandup.audio.cutting import Piece, cut
from bandup.audio.formats import detect_format
from bandup.core import sandbox
from bandup.core.errors import TerminalError

from .recording import READY
from .recording_process import allow_more, limit_resources


def cut_stream(source: BinaryIO, output: BinaryIO, max_seconds: float, pieces: Sequence[Piece]) -> None:
    """Cut the recording in `source`, and write the outcome to `output`."""
    output.write(READY)
    output.flush()
    try:
        files = _cut(source.read(), max_seconds, pieces)
    except TerminalError as error:
        output.write(json.dumps({"code": error.code, "message": error.message}).encode() + b"\n")
        return
    except MemoryError:
        sandbox.end_at_limit()
    output.write(json.dumps({"sizes": [len(file) for file in files]}).encode() + b"\n" + b"".join(files))


def _cut(data: bytes, max_seconds: float, pieces: Sequence[Piece]) -> list[bytes]:
    if not data:
        raise decoding.empty_audio_error()
    kind = detect_format(data)
    if kind is None:
        raise decoding.unsupported_audio_error()
    return cut(data, kind, pieces, max_seconds, allow_more)


if __name__ == "__main__":
    limit_resources()
    wanted = [Piece(*piece) for piece in json.loads(sys.argv[2])]
    cut_stream(sys.stdin.buffer, sys.stdout.buffer, float(sys.argv[1]), wanted)
