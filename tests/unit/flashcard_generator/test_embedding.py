"""Buying vectors: how many, how many at once, and what happens when one cannot be had."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from bandup.core.clock import Deadline
from bandup.core.errors import RetryLaterError, WorkError
from bandup.models import classify
from bandup.models.usage import Ledger
from flashcard_generator.pdf.chunks import Chunk
from flashcard_generator.retrieval.embedding import MAX_PARALLEL_CALLS, MAX_WITHOUT_VECTORS, Embeddings
from support.waiting import eventually

DIMENSIONS = 4


@dataclass
class Embedder:
    """Makes a vector of a text's number; `says` may raise or wait before."""

    says: Callable[[str], None] = lambda _: None
    asked: Counter[str] = field(default_factory=Counter)
    deadlines: list[Deadline] = field(default_factory=list)
    busy: int = 0
    most_busy: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def embed(self, text: str, *, deadline: Deadline, ledger: Ledger) -> list[float]:
        assert isinstance(ledger, Ledger)
        with self.lock:
            self.asked[text] += 1
            self.deadlines.append(deadline)
            self.busy += 1
            self.most_busy = max(self.busy, self.most_busy)
        try:
            self.says(text)
        finally:
            with self.lock:
                self.busy -= 1
        return [float(text)] * DIMENSIONS


def chunk(number: int, text: str | None = None) -> Chunk:
    return Chunk(number, str(number) if text is None else text, number + 1, number + 1)


def embeddings(embedder: Embedder, ledger: Ledger | None = None, seconds: float = 60) -> Embeddings:
    return Embeddings(embedder, Deadline.after(seconds), ledger or Ledger())


def nothing(*_: int) -> None:
    pass


def embedded(embedder: Embedder, count: int, seconds: float = 60) -> None:
    with embeddings(embedder, seconds=seconds) as open_:
        for number in range(count):
            open_.add(chunk(number))
        open_.collect(nothing)


def test_a_document_of_fifteen_passages_buys_nothing() -> None:
    embedder = Embedder()
    with embeddings(embedder) as open_:
        for number in range(MAX_WITHOUT_VECTORS):
            open_.add(chunk(number))
        assert open_.collect(nothing) is None
    assert not embedder.asked


def test_from_the_sixteenth_passage_on_each_is_bought_while_others_are_read() -> None:
    embedder = Embedder()
    with embeddings(embedder) as open_:
        for number in range(MAX_WITHOUT_VECTORS + 1):
            open_.add(chunk(number))
        eventually(lambda: len(embedder.asked) == MAX_WITHOUT_VECTORS + 1)
        open_.add(chunk(MAX_WITHOUT_VECTORS + 1))
        matrix = open_.collect(nothing)
    assert matrix is not None
    assert matrix.dtype == "float32"
    assert matrix[:, 0].tolist() == [float(number) for number in range(MAX_WITHOUT_VECTORS + 2)]
    assert set(embedder.asked.values()) == {1}


def test_the_same_text_is_bought_once_and_has_a_row_wherever_it_stands() -> None:
    embedder = Embedder()
    with embeddings(embedder) as open_:
        for number in range(40):
            open_.add(chunk(number, str(number % 3)))
        matrix = open_.collect(nothing)
    assert matrix is not None
    assert matrix[:, 0].tolist() == [float(number % 3) for number in range(40)]
    assert embedder.asked == {"0": 1, "1": 1, "2": 1}


def test_ten_calls_run_at_once_and_their_time_counts_once() -> None:
    together = threading.Barrier(MAX_PARALLEL_CALLS)

    def says(_: str) -> None:
        together.wait(30)

    embedder = Embedder(says=says)
    ledger = Ledger()
    began = time.monotonic()
    with embeddings(embedder, ledger) as open_:
        for number in range(4 * MAX_PARALLEL_CALLS):
            open_.add(chunk(number))
        open_.collect(nothing)
    assert embedder.most_busy == MAX_PARALLEL_CALLS
    assert 0 < ledger.model_seconds <= time.monotonic() - began


def test_the_first_failure_ends_all_calls_and_the_reading() -> None:
    stalled = threading.Event()

    def says(text: str) -> None:
        if text == "3":
            raise WorkError("broken", "It broke.")
        stalled.wait(30)

    embedder = Embedder(says=says)
    try:
        with pytest.raises(WorkError, match="broken"):
            embedded(embedder, 60)
        assert all(deadline.budget() == 0 for deadline in embedder.deadlines)
    finally:
        stalled.set()
    assert len(embedder.asked) <= 2 * MAX_PARALLEL_CALLS


def test_a_failure_is_told_to_who_adds() -> None:
    def says(_: str) -> None:
        raise WorkError("broken", "It broke.")

    with embeddings(Embedder(says=says)) as open_:
        for number in range(MAX_WITHOUT_VECTORS + 1):
            open_.add(chunk(number))

        def refused() -> bool:
            try:
                open_.add(chunk(99))
            except WorkError:
                return True
            return False

        eventually(refused)


def test_a_throttled_call_is_made_again_and_the_others_are_not_lost() -> None:
    refusals = iter([classify.throttled_error(0.01), classify.throttled_error(0.01)])

    def says(_: str) -> None:
        for error in refusals:
            raise error

    embedder = Embedder(says=says)
    with embeddings(embedder) as open_:
        for number in range(30):
            open_.add(chunk(number))
        matrix = open_.collect(nothing)
    assert matrix is not None
    assert embedder.asked.total() == 32


def test_a_throttled_call_is_not_waited_for_beyond_the_deadline() -> None:
    def says(_: str) -> None:
        raise classify.throttled_error(60)

    with pytest.raises(RetryLaterError) as caught:
        embedded(Embedder(says=says), MAX_WITHOUT_VECTORS + 1, seconds=20)
    assert caught.value.retry_after == 60


def test_progress_ends_with_all_different_passages() -> None:
    reports: list[tuple[int, int]] = []
    with embeddings(Embedder()) as open_:
        for number in range(40):
            open_.add(chunk(number, str(number % 20)))
        open_.collect(lambda done, total: reports.append((done, total)))
    assert reports[-1] == (20, 20)
