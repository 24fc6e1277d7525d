"""Freed memory goes back to the system."""

import ctypes
import resource
from pathlib import Path

import pytest

from bandup.core.memory import give_back_memory

BLOCK, BLOCKS = 100_000, 500
"""Below what glibc takes from the system and gives back by itself, and 50 MB of it."""


def measure_memory() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1]) * resource.getpagesize()


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="not glibc")
def test_what_lies_before_something_used_is_given_back() -> None:
    blocks = [b"x" * BLOCK for _ in range(BLOCKS)]
    used = b"y" * BLOCK
    blocks.clear()
    before = measure_memory()
    give_back_memory()
    assert before - measure_memory() > BLOCK * BLOCKS / 2
    assert used
