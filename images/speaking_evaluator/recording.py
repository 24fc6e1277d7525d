"""Decodes and measures a recording in a process of its own, see `bandup.core.sandbox`.

That process has limits of memory and of processor time. A file that makes it exceed them, or crash, is refused like any
other that cannot be read. A fault of ours in it is not blamed on the file: it is raised.
"""

import json
import subprocess
from dataclasses import dataclass
from typing import Any

from bandup.audio.fluency import Fluency
from bandup.core import sandbox
from bandup.core.clock import Deadline
from bandup.core.errors import RetryLaterError, TerminalError

READY = b"ready\n"
"""The first line of the process. A crash before it is our fault, a crash after it is the file's."""


@dataclass(frozen=True)
class Recording:
    """A recording that can be judged.

    Attributes:
        mime_type: as what `data` is sent to a model.
        data: the recording, converted if a model would not take it as it is.
        fluency: what was measured in it.
    """

    mime_type: str
    data: bytes
    fluency: Fluency


def decode_recording(data: bytes, max_seconds: float, deadline: Deadline) -> Recording:
    """Decode, measure and if need be convert a recording.

    Raises:
        TerminalError: `empty_audio`, `unsupported_audio`, `unreadable_audio`, `reading_limit`, `too_long` or
            `no_speech`.
        RetryLaterError: no time was left for it.
        RuntimeError: the process failed through a fault of ours.
    """
    output, status = run_reader("recording_process", data, deadline, str(max_seconds))
    return _parse_output(output, status, data)


def run_reader(module: str, data: bytes, deadline: Deadline, *arguments: str) -> tuple[bytes, int]:
    """What a process that reads a recording wrote, and its exit status.

    Args:
        module: its module in this package.
        data: the recording.
        deadline: it ends within its budget.
        *arguments: of its command line.

    Raises:
        RetryLaterError: no time was left for it.
    """
    with sandbox.spawn(f"{__package__}.{module}", *arguments) as process:
        try:
            output, _ = process.communicate(data, timeout=deadline.budget())
        except subprocess.TimeoutExpired:
            raise RetryLaterError("out_of_time", "No time was left to read the recording.") from None
        finally:
            process.kill()
    return output, process.returncode


def parse_outcome(output: bytes, status: int) -> tuple[dict[str, Any], bytes]:
    """The outcome in what such a process wrote, and the bytes behind it.

    Raises:
        TerminalError: the recording was refused, or the process died of it: `unreadable_audio`, or `reading_limit`.
        RuntimeError: the process failed through a fault of ours.
    """
    header, _, rest = output.removeprefix(READY).partition(b"\n")
    if not output.startswith(READY) or status > 0:
        raise RuntimeError(f"the process that reads recordings ended with status {status}")
    if sandbox.is_limit(status):
        raise TerminalError(
            "reading_limit",
            "Reading the recording took more processor time or memory than a recording of its length may take. "
            "Save it in another format, such as MP3 or M4A.",
        )
    if status < 0:
        raise TerminalError("unreadable_audio", "The recording is damaged and cannot be read.")
    outcome: dict[str, Any] = json.loads(header)
    if "code" in outcome:
        raise TerminalError(outcome["code"], outcome["message"])
    return outcome, rest


def _parse_output(output: bytes, status: int, original: bytes) -> Recording:
    outcome, converted = parse_outcome(output, status)
    measured = outcome["fluency"]
    sounds = tuple((start, end) for start, end in measured["sounds"])
    fluency = Fluency(**{**measured, "pauses": tuple(measured["pauses"]), "sounds": sounds})
    return Recording(outcome["mime_type"], converted or original, fluency)
