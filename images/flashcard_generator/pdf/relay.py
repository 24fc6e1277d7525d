"""Between the worker and the process that reads a PDF: keeps what it tells, and watches the clock.

A thread does so, because pages are read on while the worker waits for a model. What it keeps is bounded by
`limits.MAX_TOLD_BYTES`.
"""

import json
import os
import queue
import select
import signal
import subprocess
import threading
import time
from contextlib import suppress
from typing import Any, BinaryIO, cast

from bandup.core import sandbox
from bandup.core.deadline import Deadline
from bandup.core.errors import RetryLaterError

from .limits import CHILD_SECONDS, MAX_TOLD_BYTES, SECONDS_PER_PAGE
from .refusals import refused

READY = "ready"
"""The child's first word: from here on a crash is the file's doing."""

_PIECE_BYTES = 64 * 1024


def started() -> subprocess.Popen[bytes]:
    """A new child, which waits for its document."""
    return sandbox.spawn(f"{__package__}.child")


class Relay:
    """One child, from when it gets its document to its end. When the context is left, it is gone.

    Args:
        child: see `started`; it has no document yet.
        data: the PDF.
        deadline: of the job.
    """

    def __init__(self, child: subprocess.Popen[bytes], data: bytes, deadline: Deadline) -> None:
        self._child = child
        self._data = data
        self._deadline = deadline
        self._messages: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def __enter__(self) -> "Relay":
        self._ends = time.monotonic() + CHILD_SECONDS
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        # The child takes all of it before it tells so much as to fill its pipe. If it dies, the thread says of what.
        with suppress(BrokenPipeError), cast("BinaryIO", self._child.stdin) as stdin:
            stdin.write(self._data)
        return self

    def __exit__(self, *_: object) -> None:
        with self._child:
            self._child.kill()
            self._thread.join()

    def told(self) -> Any:
        """The child's next message, waited for.

        Raises:
            TerminalError: the child refused the document, or died of it.
            RetryLaterError: no time was left.
            RuntimeError: the child failed through a fault of ours.
        """
        message = self._messages.get()
        if isinstance(message, Exception):
            raise message
        return message

    def _listen(self) -> None:
        try:
            self._pass_on()
        except Exception as error:  # noqa: BLE001  # raised again in the thread that waits
            self._messages.put(error)
        finally:
            self._child.kill()

    def _pass_on(self) -> None:
        received, rest, last = 0, b"", ""
        while piece := self._piece():
            received += len(piece)
            if received > MAX_TOLD_BYTES:
                raise refused("too_much_text")
            *lines, rest = (rest + piece).split(b"\n")
            for last in map(json.loads, lines):
                if isinstance(last, dict):
                    raise refused(last["code"])
                if isinstance(last, list):
                    self._ends += len(last) * SECONDS_PER_PAGE
                if last != READY:
                    self._messages.put(last)
        if last is not None:
            raise _death(self._child.wait(CHILD_SECONDS), of_the_file=last != "")

    def _piece(self) -> bytes:
        """What the child told since; nothing at its end."""
        stdout = cast("BinaryIO", self._child.stdout).fileno()
        left = min(self._ends - time.monotonic(), self._deadline.budget())
        if left > 0 and select.select([stdout], [], [], left)[0]:
            return os.read(stdout, _PIECE_BYTES)
        if self._deadline.budget() <= 0:
            raise RetryLaterError("out_of_time", "No time was left to read the PDF.")
        raise refused("pdf_too_complex")


def _death(status: int, *, of_the_file: bool) -> Exception:
    """What a child's end without an answer means."""
    if status >= 0 or not of_the_file:
        return RuntimeError(f"the process that reads PDFs ended with status {status}")
    killed = -status in (signal.SIGKILL, signal.SIGXCPU)
    return refused("pdf_too_complex" if killed else "corrupt_pdf")
