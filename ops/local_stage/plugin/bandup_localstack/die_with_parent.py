"""Run a program that is killed when the thread that started this one ends, however that came about.

    python -I -S die_with_parent.py <parent's process id> <program> [argument...]

A LocalStack that is killed must leave no function and no database behind. Python's `preexec_fn` could ask the kernel
for it too, but runs Python code between fork and exec, which can deadlock in a process with as many threads.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # prctl(2)


def main() -> None:
    parent, program = int(sys.argv[1]), sys.argv[2:]
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the line above
        sys.exit("the process that started this one is gone")
    os.execvp(program[0], program)  # noqa: S606 - the whole point: no shell


if __name__ == "__main__":
    main()
