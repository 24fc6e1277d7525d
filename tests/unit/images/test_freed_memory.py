"""What the image tells its C library: large blocks that a thread frees go back to the system."""

import platform
import subprocess
import sys

import pytest

from load.environments import OF_GLIBC

HELD = """
import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

def measure_memory():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()

def work():
    for megabytes in (1, 4, 8):  # each that is freed lets glibc keep the next
        b"x" * (megabytes * 1_000_000)
    blocks = [b"y" * 1_000_000 for _ in range(20)]
    kept = b"z" * 100_000
    most = measure_memory()
    blocks.clear()
    return most, kept

with ThreadPoolExecutor(max_workers=1) as pool:
    before = measure_memory()
    most, kept = pool.submit(work).result()
    print(most - before, measure_memory() - before)
"""
"""Prints what a thread takes at most, and what stays of it, in bytes."""


def measure_held(variables: dict[str, str]) -> tuple[int, int]:
    answer = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", HELD], env=variables, capture_output=True, check=True, timeout=60, text=True
    )
    most, stays = map(int, answer.stdout.split())
    return most, stays


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="not glibc")
def test_large_blocks_of_a_thread_go_back() -> None:
    most, stays = measure_held(OF_GLIBC)
    assert most > 15_000_000
    assert stays < 2_000_000
    assert measure_held({})[1] > 15_000_000, "without it they would stay"
