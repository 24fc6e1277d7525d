"""Freed memory goes back to the system."""

import ctypes
import resource
from concurrent.futures import ThreadPoolExecutor
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


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="not glibc")
def test_what_a_thread_frees_of_large_blocks_is_given_back() -> None:
    give_back_memory()
    peaks: list[int] = []

    def work() -> None:
        for megabytes in (1, 4, 8):  # each that is freed would let glibc keep the next
            large = b"x" * (megabytes * 1_000_000)
            peaks.append(measure_memory())
            del large
        blocks = [b"y" * 1_000_000 for _ in range(20)]
        peaks.append(measure_memory())
        blocks.clear()

    before = measure_memory()
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(work).result()
        assert max(peaks) - before > 15_000_000
        assert measure_memory() - before < 2_000_000
