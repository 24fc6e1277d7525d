"""A child process that reads a user's file, so that no file can crash the worker.

The child gets the file through a pipe. Of the environment it gets only where to import from, so it has no credentials.
What its libraries print is dropped, since it may quote the user's text. Pipes are used because `multiprocessing` needs
/dev/shm, which Lambda does not have.
"""

import os
import resource
import signal
import subprocess
import sys
from typing import NoReturn


def spawn(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start `module` in a new interpreter, with pipes to its standard input and output.

    The caller uses it as a context and kills it in the end.
    """
    return subprocess.Popen(  # noqa: S603  # our own interpreter and module; the file is data on a pipe
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LANG": "C.UTF-8"},
    )


def limit(cpu_seconds: int, memory: int, memory_bytes: int, *, most_cpu_seconds: int | None = None) -> None:
    """Have the kernel end this process before it uses up what the worker needs.

    Args:
        cpu_seconds: processor time, after which it is ended by SIGXCPU.
        most_cpu_seconds: up to where `allow_cpu` may raise that; None for not at all.
        memory: `resource.RLIMIT_AS` for all addresses, or `resource.RLIMIT_DATA` for private memory.
        memory_bytes: that limit; allocations beyond it fail.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, most_cpu_seconds or cpu_seconds))
    resource.setrlimit(memory, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_cpu(seconds: int) -> None:
    """Let this process use so much processor time in all, as far as `limit` said."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (min(seconds, most), most))


def is_limit(status: int) -> bool:
    """Whether a process that ended with this status had reached a limit: of processor time, or of memory."""
    return status in (-signal.SIGXCPU, -signal.SIGKILL)


def end_at_limit() -> NoReturn:
    """End this process, which is out of memory, as one that reached a limit; nothing more is written."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError
