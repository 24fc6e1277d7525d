"""Progress lines: what is being done, and when it was, since the start."""

import sys
import time
from collections.abc import Callable

Say = Callable[[str], None]
"""Prints one line for a person."""


def timed_lines() -> Say:
    """A `Say` whose lines start with the seconds since this call."""
    began = time.monotonic()

    def say(text: str) -> None:
        sys.stdout.write(f"{time.monotonic() - began:6.1f} s  {text}\n")
        sys.stdout.flush()

    return say


def silent(_text: str) -> None:
    """A `Say` that prints nothing."""
