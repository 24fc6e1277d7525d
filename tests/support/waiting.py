"""Waiting by polling: a test says what must become true, and by when."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def eventually(look: Callable[[], T | None], *, seconds: float = 60, what: str = "it") -> T:
    """The first answer of `look` that is neither None nor False.

    Raises:
        AssertionError: there was none in time.
    """
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < end, f"{what} did not happen within {seconds:g} s"
        time.sleep(0.2)
