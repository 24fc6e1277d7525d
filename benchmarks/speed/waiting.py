"""How long a run waits for models, whoever asks them and however many calls overlap."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class ModelTime:
    """Counts calls, and the time during which at least one of them was under way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way = 0
        self._since = 0.0
        self.seconds = 0.0
        self.calls = 0

    @contextmanager
    def call(self) -> Iterator[None]:
        """One call to a model."""
        with self._lock:
            self.calls += 1
            self._under_way += 1
            if self._under_way == 1:
                self._since = time.perf_counter()
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1
                if self._under_way == 0:
                    self.seconds += time.perf_counter() - self._since
