"""The vectors of a document's passages, fetched while the document is still being read."""

import math
import random
import time
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from threading import Event
from types import TracebackType
from typing import Protocol, Self

import numpy as np

from bandup.core.clock import Deadline
from bandup.core.errors import RetryLaterError
from bandup.models import classify
from bandup.models.usage import Ledger

from ..pdf.chunks import Chunk
from .vector_index import Vectors

MAX_PARALLEL_CALLS = 10
"""The provider's limit is on requests per minute for the whole account, so more would only wait."""

MAX_WITHOUT_VECTORS = 15
"""A document of so few passages is covered without vectors, so none are bought."""

REPORT_SECONDS = 1.0
"""The shortest time between two reports of progress: each is a write to a table."""

FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 20.0
"""Full jitter after "too many requests": each pause is random below a bound that doubles from the first to the longest.
The provider counts requests by the minute."""


class Embedder(Protocol):
    """Buys one vector."""

    def embed(self, text: str, *, deadline: Deadline, ledger: Ledger) -> list[float]:
        """See `bandup.models.titan.TitanEmbedder.embed`."""
        ...


class Embeddings:
    """Fetches the vectors of one document's passages in threads. Leaving the context stops whatever is still under way.

    Nothing is bought before the 16th passage. The same text is bought once. The first failure ends all calls.

    Args:
        embedder: who makes the vectors.
        deadline: no call or pause goes beyond its budget.
        ledger: gets each paid call, and the time during which at least one of them was under way.
    """

    def __init__(self, embedder: Embedder, deadline: Deadline, ledger: Ledger) -> None:
        self._embedder = embedder
        self._stopped = Event()
        self._deadline = Deadline(deadline.at, now=lambda: math.inf if self._stopped.is_set() else deadline.now())
        self._ledger = ledger
        self._pool = ThreadPoolExecutor(MAX_PARALLEL_CALLS, thread_name_prefix="embedding")
        self._held: list[str] = []
        self._ordered: list[Future[Vectors]] = []
        self._by_text: dict[str, Future[Vectors]] = {}
        self._failure: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop what was not sent, and let what was sent end without another try."""
        self._stopped.set()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._held.clear()
        self._ordered.clear()
        self._by_text.clear()

    def add(self, chunk: Chunk) -> None:
        """Take the document's next passage; its vector is asked for at once if the document is long enough.

        Raises:
            WorkError: a vector asked for earlier could not be had.
        """
        if self._failure:
            raise self._failure
        self._held.append(chunk.text)
        if self._ordered or len(self._held) > MAX_WITHOUT_VECTORS:
            for text in self._held:
                self._submit(text)
            self._held.clear()

    def collect(self, report: Callable[[int, int], None]) -> Vectors | None:
        """All vectors, once the document's last passage was added.

        Args:
            report: called with how many of how many different passages are done, at most once a second.

        Returns:
            None if the document has at most 15 passages.

        Raises:
            WorkError: a vector could not be had, see `Embedder.embed`.
        """
        if not self._ordered:
            return None
        total = len(self._by_text)
        pending = set(self._by_text.values())
        while pending and not self._failure:
            _, pending = wait(pending, timeout=REPORT_SECONDS, return_when=FIRST_EXCEPTION)
            report(total - len(pending), total)
        if self._failure:
            raise self._failure
        matrix = np.empty((len(self._ordered), len(self._ordered[0].result())), np.float32)
        for row, future in enumerate(self._ordered):
            matrix[row] = future.result()
        return matrix

    def _submit(self, text: str) -> None:
        if text not in self._by_text:
            self._by_text[text] = self._pool.submit(self._fetch, text)
        self._ordered.append(self._by_text[text])

    def _fetch(self, text: str) -> Vectors:
        started = time.monotonic()
        try:
            return np.array(self._embed_with_backoff(text), np.float32)
        except Exception as error:
            self._failure = self._failure or error
            self._stopped.set()
            raise
        finally:
            self._ledger.add_wait(started)

    def _embed_with_backoff(self, text: str) -> list[float]:
        """Ask; if the provider throttles, wait and ask again rather than lose the vectors paid for so far."""
        longest = FIRST_WAIT_SECONDS
        while True:
            try:
                return self._embedder.embed(text, deadline=self._deadline, ledger=self._ledger)
            except RetryLaterError as error:
                if error.code != classify.THROTTLED:
                    raise
                pause = error.retry_after or random.uniform(0, longest)
                if pause >= self._deadline.budget() or self._stopped.wait(pause):
                    raise
                longest = min(LONGEST_WAIT_SECONDS, 2 * longest)
