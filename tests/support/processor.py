"""Limits of processor time, for what must not grow with the square of its input."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def within(seconds: float, clock: Callable[[], float] = time.thread_time) -> Iterator[None]:
    """What is done here takes less.

    No garbage is collected meanwhile, as in timeit: what other tests have left takes seconds to look through.

    Args:
        seconds: of processor time.
        clock: `time.process_time` where other threads do the work.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        began = clock()
        yield
        spent = clock() - began
    finally:
        if enabled:
            gc.enable()
    assert spent < seconds
