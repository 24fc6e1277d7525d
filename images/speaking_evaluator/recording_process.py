"""The process that decodes one recording: the file comes on standard input, the outcome goes to standard output.

The outcome is one line of JSON, and behind it the converted recording if there is one.
"""

import json
import os
import resource
import sys
from dataclasses import asdict
from typing import Any, BinaryIO

from bandup.audio import decoding
from bandup.audio.fluency import measure_fluency
from bandup.audio.formats import detect_format
from bandup.core import sandbox
from bandup.core.errors import TerminalError

from .recording import READY

CPU_SECONDS = 9
"""Several times what the longest recording needs; the design allows a hostile file 10 s in all."""

MEMORY_BYTES = 1024 * 1024 * 1024
"""Address space: its libraries take a third of it, the largest file and its converted form another."""


def limit_resources() -> None:
    """Set both limits on this process."""
    sandbox.limit(CPU_SECONDS, resource.RLIMIT_AS, MEMORY_BYTES)


def decode_stream(source: BinaryIO, output: BinaryIO, max_seconds: float) -> None:
    """Decode and measure the recording in `source`, and write the outcome to `output`."""
    output.write(READY)
    output.flush()
    outcome, converted = _decode(source.read(), max_seconds)
    output.write(json.dumps(outcome).encode() + b"\n" + (converted or b""))


def _decode(data: bytes, max_seconds: float) -> tuple[dict[str, Any], bytes | None]:
    try:
        if not data:
            raise decoding.empty_audio_error()
        kind = detect_format(data)
        if kind is None:
            raise decoding.unsupported_audio_error()
        recording = decoding.decode(data, kind, max_seconds)
        fluency = measure_fluency(recording.levels)
        if not fluency.speech:
            raise TerminalError("no_speech", "Nobody can be heard speaking in the recording.")
    except TerminalError as error:
        return {"code": error.code, "message": error.message}, None
    except MemoryError:
        os.abort()
    return {"mime_type": recording.mime_type, "fluency": asdict(fluency)}, recording.converted


if __name__ == "__main__":
    limit_resources()
    decode_stream(sys.stdin.buffer, sys.stdout.buffer, float(sys.argv[1]))
