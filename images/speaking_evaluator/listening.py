"""Hearing a recording in a process of its own, see `bandup.core.sandbox`.

Its memory and its processor time are limited; a file that makes it exceed them, or crash, is refused like any other
that cannot be read. A fault of ours in it is not put on the file: it is raised.
"""

import json
import subprocess
from dataclasses import dataclass
from typing import Any

from bandup.audio.fluency import Fluency
from bandup.core import sandbox
from bandup.core.deadline import Deadline
from bandup.core.errors import RetryLaterError, TerminalError

READY = b"ready\n"
"""The child's first word: from here on a crash is the file's doing."""


@dataclass(frozen=True)
class Heard:
    """A recording that can be judged.

    Attributes:
        mime_type: as what `data` is sent to a model.
        data: the recording, converted if a model would not take it as it is.
        fluency: what was measured in it.
    """

    mime_type: str
    data: bytes
    fluency: Fluency


def heard(data: bytes, max_seconds: float, deadline: Deadline) -> Heard:
    """Decode, measure and if need be convert a recording.

    Raises:
        TerminalError: `empty_audio`, `unsupported_audio`, `unreadable_audio`, `too_long` or `no_speech`.
        RetryLaterError: no time was left for it.
        RuntimeError: the child failed through a fault of ours.
    """
    with sandbox.spawn(f"{__package__}.child", str(max_seconds)) as child:
        try:
            answer, _ = child.communicate(data, timeout=deadline.budget())
        except subprocess.TimeoutExpired:
            raise RetryLaterError("out_of_time", "No time was left to read the recording.") from None
        finally:
            child.kill()
    return _read(answer, child.returncode, data)


def _read(answer: bytes, status: int, original: bytes) -> Heard:
    header, _, converted = answer.removeprefix(READY).partition(b"\n")
    if not answer.startswith(READY) or status > 0:
        raise RuntimeError(f"the process that reads recordings ended with status {status}")
    if status < 0:
        raise TerminalError("unreadable_audio", "The recording is damaged and cannot be read.")
    told: dict[str, Any] = json.loads(header)
    if "code" in told:
        raise TerminalError(told["code"], told["message"])
    fluency = Fluency(**{**told["fluency"], "pauses": tuple(told["fluency"]["pauses"])})
    return Heard(told["mime_type"], converted or original, fluency)
