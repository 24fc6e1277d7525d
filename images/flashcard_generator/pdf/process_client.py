"""The worker's side of the process that reads a document: sends the document, receives messages, and watches the clock.

A thread receives, because pages are read on while the worker waits for a model. What it keeps is bounded by
`limits.MAX_MESSAGE_BYTES`.
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
from pathlib import Path
from typing import Any, BinaryIO, cast

from bandup.core import sandbox
from bandup.core.clock import Deadline
from bandup.core.errors import RetryLaterError

from .exceptions import DOCUMENT_FAILURES, PDF_FAILURES, DocumentRefusedError, FailureCodes
from .limits import BUSY_SECONDS, MAX_MESSAGE_BYTES, MIN_CPU_SECONDS, PROCESS_SECONDS, SECONDS_PER_PAGE
from .magic import is_pdf

READY = "ready"
"""The first message of the process. A crash before it is our fault, a crash after it is the file's."""

_READ_BYTES = 64 * 1024

_STARVED_SECONDS = 1.0
"""Between two looks at the processor time of a process that is late."""


def start_process() -> subprocess.Popen[bytes]:
    """Start a process that waits for its document."""
    return sandbox.spawn(f"{__package__}.pdf_process")


def failure_codes(data: bytes) -> FailureCodes:
    """The codes for a document of these bytes."""
    return PDF_FAILURES if is_pdf(data) else DOCUMENT_FAILURES


class ProcessClient:
    """Talks to one process, from when it gets its document to its end. When the context is left, it is gone.

    Args:
        process: see `start_process`; it has no document yet.
        data: the document.
        deadline: of the job.
    """

    def __init__(self, process: subprocess.Popen[bytes], data: bytes, deadline: Deadline) -> None:
        self._process = process
        self._data = data
        self._failures = failure_codes(data)
        self._deadline = deadline
        self._messages: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def __enter__(self) -> "ProcessClient":
        self._began = time.monotonic()
        self._ends = self._began + PROCESS_SECONDS
        self._thread = threading.Thread(target=self._receive, daemon=True)
        self._thread.start()
        # The process reads all of it before it writes enough to fill its pipe. If it dies, the thread finds out why.
        with suppress(BrokenPipeError), cast("BinaryIO", self._process.stdin) as stdin:
            stdin.write(self._data)
        return self

    def __exit__(self, *_: object) -> None:
        with self._process:
            self._process.kill()
            self._thread.join()

    def next_message(self) -> Any:
        """The next message of the process, waited for.

        Raises:
            TerminalError: the process refused the document, or died of it.
            RetryLaterError: no time was left.
            RuntimeError: the process failed through a fault of ours.
        """
        message = self._messages.get()
        if isinstance(message, Exception):
            raise message
        return message

    def _receive(self) -> None:
        try:
            self._receive_messages()
        except Exception as error:  # noqa: BLE001  # raised again in the thread that waits
            self._messages.put(error)
        finally:
            self._process.kill()

    def _receive_messages(self) -> None:
        received, rest = 0, b""
        last: Any = ""
        while output := self._read_output():
            received += len(output)
            if received > MAX_MESSAGE_BYTES:
                raise DocumentRefusedError("too_much_text")
            *lines, rest = (rest + output).split(b"\n")
            for last in map(json.loads, lines):
                if isinstance(last, dict) and "code" in last:
                    raise DocumentRefusedError(last["code"])
                if isinstance(last, list):
                    self._ends += len(last) * SECONDS_PER_PAGE
                if last != READY:
                    self._messages.put(last)
        if not isinstance(last, dict):
            raise _explain_exit(self._process.wait(PROCESS_SECONDS), self._failures, was_ready=last != "")

    def _read_output(self) -> bytes:
        """What the process has written since; nothing once it has ended."""
        stdout = cast("BinaryIO", self._process.stdout).fileno()
        while (left := min(self._ends - time.monotonic(), self._deadline.budget())) > 0:
            if select.select([stdout], [], [], left)[0]:
                return os.read(stdout, _READ_BYTES)
            if self._deadline.budget() <= 0:
                break
            if _cpu_seconds(self._process.pid) >= MIN_CPU_SECONDS:
                raise DocumentRefusedError(self._failures.too_complex)
            if time.monotonic() - self._began > BUSY_SECONDS:
                break
            self._ends = time.monotonic() + _STARVED_SECONDS  # other work on the machine is to blame, not the file
        raise RetryLaterError("out_of_time", "No time was left to read the document.")


def _cpu_seconds(pid: int) -> float:
    """Processor time of a child that was not waited for."""
    # After the name, which is in parentheses, come the fields from the third on; the 14th and 15th are the times.
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _explain_exit(status: int, failures: FailureCodes, *, was_ready: bool) -> Exception:
    """What it means that the process ended before its last message."""
    if status >= 0 or not was_ready:
        return RuntimeError(f"the process that reads documents ended with status {status}")
    killed = -status in (signal.SIGKILL, signal.SIGXCPU)
    return DocumentRefusedError(failures.too_complex if killed else failures.corrupt)
