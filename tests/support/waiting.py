"""Waiting by polling: a test says what must become true."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

HANG_SECONDS = 600
"""Nothing takes so long unless it hangs, however busy the machine is."""

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 1.0
"""Seconds between two looks. They grow with the time that was waited: looking costs the time that is waited for."""


def eventually(look: Callable[[], T | None], *, what: str = "it", seconds: float = HANG_SECONDS) -> T:
    """The first answer of `look` that is neither None nor False.

    Raises:
        AssertionError: there was none in time.
    """
    began = time.monotonic()
    while not (found := look()):
        waited = time.monotonic() - began
        assert waited < seconds, f"{what} did not happen within {seconds:g} s"
        time.sleep(min(_LONGEST_PAUSE, _FIRST_PAUSE + waited / 20))
    return found
