"""Programs that outlive the command that started them, and how they are found again and ended."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_started: list["subprocess.Popen[bytes]"] = []  # kept, so that an ended child is reaped and does not stay a zombie


@dataclass(frozen=True)
class ProcessRecord:
    """A process as it can be written down: ids are used again, an id together with its time of creation is not.

    Attributes:
        pid: process id.
        created: seconds since the epoch, as the system tells it.
    """

    pid: int
    created: float

    @classmethod
    def of(cls, pid: int) -> "ProcessRecord":
        """The record of a running process."""
        return cls(pid, psutil.Process(pid).create_time())

    def process(self) -> psutil.Process | None:
        """The process itself, or None if it has ended."""
        with contextlib.suppress(psutil.NoSuchProcess):
            process = psutil.Process(self.pid)
            if process.create_time() == self.created and process.status() != psutil.STATUS_ZOMBIE:
                return process
        return None


def start(command: Sequence[str | Path], environment: Mapping[str, str], cwd: Path, log: Path) -> ProcessRecord:
    """Start a program in a session of its own, with its output in a file."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            env=dict(environment),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    _started.append(process)
    return ProcessRecord.of(process.pid)


def end(records: Iterable[ProcessRecord], grace_seconds: float) -> None:
    """Ask programs to end, and after a while end them together with all that they started.

    Args:
        records: what to end; those that have ended already are left out.
        grace_seconds: time that they get.
    """
    services = [process for record in records if (process := record.process())]
    family = [member for service in services for member in _descendants(service)]
    for service in services:
        with contextlib.suppress(psutil.NoSuchProcess):
            service.terminate()
    _, left = psutil.wait_procs(services, timeout=grace_seconds)
    for service in left:
        family += _descendants(service)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(service.pid, signal.SIGKILL)
    for process in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs([*left, *family], timeout=grace_seconds)
    for child in _started:
        child.poll()


def _descendants(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []
