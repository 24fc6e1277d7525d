"""A child process that reads a user's file, so that no file can crash the worker.

The child gets the file through a pipe. Of the environment it gets only where to import from, so it has no credentials.
What its libraries print is dropped, since it may quote the user's text. Pipes are used because `multiprocessing` needs
/dev/shm, which Lambda does not have.
"""

import os
import resource
import subprocess
import sys


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


def limit(cpu_seconds: int, memory: int, memory_bytes: int) -> None:
    """Have the kernel end this process before it uses up what the worker needs.

    Args:
        cpu_seconds: processor time, after which it is killed.
        memory: `resource.RLIMIT_AS` for all addresses, or `resource.RLIMIT_DATA` for private memory.
        memory_bytes: that limit; allocations beyond it fail.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(memory, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
