"""What is recorded of paid calls, also when several threads pay at once."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from bandup.models.usage import Ledger, Usage


def wait(ledger: Ledger, until: Callable[[], object]) -> None:
    started = time.monotonic()
    try:
        until()
    finally:
        ledger.add_wait(started)


def test_waits_that_overlap_count_once() -> None:
    ledger, together = Ledger(), threading.Barrier(8)

    def answer() -> None:
        together.wait(10)
        time.sleep(0.05)

    started = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        for _ in range(8):
            pool.submit(wait, ledger, answer)
    assert 0.05 <= ledger.model_seconds <= time.monotonic() - started


def test_waits_one_after_the_other_add_up() -> None:
    ledger = Ledger()
    for _ in range(3):
        wait(ledger, lambda: time.sleep(0.02))
    assert ledger.model_seconds >= 0.06


def test_a_wait_that_fails_counts() -> None:
    ledger = Ledger()

    def fail() -> None:
        time.sleep(0.02)
        raise TimeoutError

    with pytest.raises(TimeoutError):
        wait(ledger, fail)
    assert ledger.model_seconds >= 0.02


def test_no_call_of_any_thread_is_lost() -> None:
    ledger = Ledger()
    with ThreadPoolExecutor(8) as pool:
        for _ in range(800):
            pool.submit(ledger.add, Usage("m", 1, 2, Decimal("0.5")))
    assert ledger.add_to(None) == {"usd": Decimal(400), "input_tokens": 800, "output_tokens": 1600, "model": "m"}
