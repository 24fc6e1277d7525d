"""The process that decodes one recording: the file comes on standard input, the outcome goes to standard output.

The outcome is one line of JSON, and behind it the converted recording if there is one.
"""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, BinaryIO

from bandup.audio import decoding
from bandup.audio.formats import detect_format
from bandup.audio.listening import listen
from bandup.core import sandbox
from bandup.core.errors import TerminalError

from .recording import READY

CPU_SECONDS = 9
"""For five minutes of sound, which need one. A hostile file has hardly any sound, and 10 s in all by the design."""

FREE_MINUTES = 5
"""For each further minute that has been decoded, one second more."""

MOST_CPU_SECONDS = 24
"""For twenty minutes."""

MEMORY_BYTES = 1024 * 1024 * 1024
"""Address space: its libraries take a third of it, the largest file and its converted form another."""


def limit_resources() -> None:
    """Set both limits on this process."""
    sandbox.limit(CPU_SECONDS, resource.RLIMIT_AS, MEMORY_BYTES, most_cpu_seconds=MOST_CPU_SECONDS)


def allow_more(decoded_seconds: float) -> None:
    """Allow the processor time of what has been decoded so far."""
    sandbox.allow_cpu(CPU_SECONDS + max(0, int(decoded_seconds / 60) - FREE_MINUTES))


def decode_stream(
    source: BinaryIO, output: BinaryIO, max_seconds: float, on_progress: Callable[[float], None] | None = None
) -> None:
    """Decode and measure the recording in `source`, and write the outcome to `output`.

    See `bandup.audio.decoding.decode` for `on_progress`.
    """
    output.write(READY)
    output.flush()
    outcome, converted = _decode(source.read(), max_seconds, on_progress)
    output.write(json.dumps(outcome).encode() + b"\n" + (converted or b""))


def _decode(
    data: bytes, max_seconds: float, on_progress: Callable[[float], None] | None
) -> tuple[dict[str, Any], bytes | None]:
    try:
        if not data:
            raise decoding.empty_audio_error()
        kind = detect_format(data)
        if kind is None:
            raise decoding.unsupported_audio_error()
        recording = decoding.decode(data, kind, max_seconds, on_progress)
        fluency = listen(recording.samples)
    except TerminalError as error:
        return {"code": error.code, "message": error.message}, None
    except MemoryError:
        sandbox.end_at_limit()
    return {"mime_type": recording.mime_type, "fluency": asdict(fluency)}, recording.converted


if __name__ == "__main__":
    limit_resources()
    decode_stream(sys.stdin.buffer, sys.stdout.buffer, float(sys.argv[1]), allow_more)
