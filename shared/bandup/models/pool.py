"""A pool of models: built late, once per execution environment, and each used by one thread at a time.

`start_all` asks several of them at once, for work that falls into parts: the batches of a set of cards, the parts of a
Speaking test.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from contextvars import copy_context
from queue import Empty, LifoQueue
from typing import Generic, Protocol, TypeVar

from bandup.models.port import JsonModel


class CloseableModel(JsonModel, Protocol):
    """A model with connections."""

    def close(self) -> None:
        """Close the connections."""


class Models(Protocol):
    """Lends a model to one thread at a time, see `ModelPool`."""

    def prepare(self) -> None:
        """Begin to build the first model."""
        ...

    def borrow(self) -> AbstractContextManager[JsonModel]:
        """A model that nobody else uses meanwhile."""
        ...


M = TypeVar("M", bound=CloseableModel)
T = TypeVar("T")
R = TypeVar("R")


@contextmanager
def start_all(work: Callable[[T], R], tasks: Sequence[T], max_threads: int) -> Iterator[Mapping[Future[R], T]]:
    """Begin all tasks at once, in threads of their own. The end of the block waits for those that have begun.

    Each runs in a copy of the caller's context, which holds when calls of AWS must end.

    Args:
        work: does one task.
        tasks: what is to be done.
        max_threads: how many tasks are worked on at a time, at least 1.

    Returns:
        The future of each task; `concurrent.futures.as_completed` gives them as they end.
    """
    executor = ThreadPoolExecutor(max_threads, thread_name_prefix="asking")
    try:
        yield {executor.submit(copy_context().run, work, task): task for task in tasks}
    finally:
        executor.shutdown(cancel_futures=True)


class ModelPool(Generic[M]):
    """As many models as are used at once, and no more.

    Args:
        build: makes a model. It may import the provider's SDK, which takes most of a second.
    """

    def __init__(self, build: Callable[[], M]) -> None:
        self._build = build
        self._building = threading.Lock()
        self._idle: LifoQueue[M] = LifoQueue()
        self._prepared: Future[None] | None = None

    def prepare(self) -> None:
        """Begin to build the first model in a thread of its own, unless that was done before."""
        if self._prepared is None:
            executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="model-pool")
            self._prepared = executor.submit(self._prepare_first)
            executor.shutdown(wait=False)

    @contextmanager
    def borrow(self) -> Iterator[M]:
        """A model that nobody else uses meanwhile.

        Raises:
            ConfigurationError: it cannot be built.
        """
        model = self._take()
        try:
            yield model
        finally:
            self._idle.put(model)

    def close(self) -> None:
        """Close the connections of all models; none may be in use."""
        while not self._idle.empty():
            self._idle.get().close()

    def _prepare_first(self) -> None:
        self._idle.put(self._build_model())

    def _take(self) -> M:
        self.prepare()
        if self._prepared:
            self._prepared.result()
        try:
            return self._idle.get_nowait()
        except Empty:
            return self._build_model()

    def _build_model(self) -> M:
        # One at a time: boto3's default session must not make two clients at once.
        with self._building:
            return self._build()
