"""Search among vectors: ours against the loop of the seed design, numpy, and just reading the memory."""

from collections.abc import Callable, Iterator
from time import thread_time

import numpy as np
import numpy.typing as npt

from flashcard_generator.retrieval.vector_index import VectorIndex

from . import seed_design
from .figures import Figure, Target, at_least, measure_interleaved, ratios

DIMENSIONS = 512
TOP = 5
SIZES: dict[int, tuple[int, Target | None]] = {
    100: (9, at_least(300)),
    1_000: (7, None),
    10_000: (5, at_least(400)),
    100_000: (3, at_least(200)),
}
"""Passages: how many runs, and the target against the seed design."""

LIST_ROWS = 10_000
"""Rows that the seed design's side holds as lists: 164 MB. Beyond, it goes through the same ones again, which are then
nearer to the processor than a list of 1.6 GB would be: that favours it."""

LEAST_SECONDS = 0.05
"""A search of microseconds is repeated for so long."""


def figures() -> Iterator[Figure]:
    """How many times faster ours is, for each number of passages."""
    for size, (runs, target) in SIZES.items():
        yield from _measure_size(size, runs, target)


def _measure_size(size: int, runs: int, target: Target | None) -> Iterator[Figure]:
    vectors = _unit(np.random.default_rng(size), size)
    query = _unit(np.random.default_rng(size + 1), 1)
    index = VectorIndex(vectors)
    lists, asked = vectors[:LIST_ROWS].tolist(), query[0].tolist()
    if index.nearest(query, TOP)[1][0].tolist() != _by_numpy(vectors, query[0]).tolist():
        raise RuntimeError("the index and numpy do not find the same")
    found = measure_interleaved(
        runs,
        {
            "ours": lambda: time_repeatedly(lambda: index.nearest(query, TOP)),
            "numpy": lambda: time_repeatedly(lambda: _by_numpy(vectors, query[0])),
            "memory": lambda: time_repeatedly(vectors.max),
            "seed": lambda: _by_lists(asked, lists, size),
        },
    )
    what = f"search of {size:,} passages, top {TOP}, one thread"
    yield Figure(f"{what}: times faster", ratios(found["seed"], found["ours"]), "x", "the seed design's loop", target)
    yield Figure(f"{what}: time", ratios(found["ours"], found["numpy"]), "x", "numpy: product and partial sort")
    yield Figure(f"{what}: time to read", ratios(found["ours"], found["memory"]), "x", "numpy's maximum of the matrix")


def time_repeatedly(work: Callable[[], object]) -> float:
    """Seconds of the processor that something takes, the mean of as many times as `LEAST_SECONDS` hold.

    All sides use one thread: its own time does not count what other programs do meanwhile.
    """
    work()
    times, started = 0, thread_time()
    while (passed := thread_time() - started) < LEAST_SECONDS:
        work()
        times += 1
    return passed / times


def _by_numpy(vectors: npt.NDArray[np.float32], query: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    cosines = vectors @ query
    best = np.argpartition(cosines, -TOP)[-TOP:]
    return best[np.argsort(-cosines[best])]


def _by_lists(query: list[float], vectors: list[list[float]], size: int) -> float:
    started = thread_time()
    for _ in range(size // len(vectors)):
        seed_design.search(query, vectors, TOP)
    return thread_time() - started


def _unit(chance: np.random.Generator, rows: int) -> npt.NDArray[np.float32]:
    numbers = chance.standard_normal((rows, DIMENSIONS), dtype=np.float32)
    numbers /= np.linalg.norm(numbers, axis=1, keepdims=True)
    return numbers
