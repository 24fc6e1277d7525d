"""A process of its own for a user's file, so that no file can take the worker down with it.

The child gets the file through a pipe, and of the environment only where to import from, so it holds no credentials.
What its libraries print goes nowhere: it may hold the user's text. Plain pipes, because Lambda has no /dev/shm, which
`multiprocessing` needs.
"""

import os
import resource
import subprocess
import sys


def spawn(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start `module` in a new interpreter, with pipes to its standard input and output.

    Who starts it must use it as a context and kill it in the end.
    """
    return subprocess.Popen(  # noqa: S603  # our own interpreter and module; the file is data on a pipe
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LANG": "C.UTF-8"},
    )


def limit(cpu_seconds: int, memory: int, memory_bytes: int) -> None:
    """Let the kernel end this process rather than let it use up what the worker needs.

    Args:
        cpu_seconds: processor time, after which it is killed.
        memory: `resource.RLIMIT_AS` for all addresses, or `resource.RLIMIT_DATA` for what takes memory of its own.
        memory_bytes: the limit of that, beyond which allocations fail.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(memory, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
