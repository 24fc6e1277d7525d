"""A pool of models: built late, once per execution environment, and each used by one thread at a time."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import Empty, LifoQueue
from typing import Generic, Protocol, TypeVar

from bandup.models.port import JsonModel


class CloseableModel(JsonModel, Protocol):
    """A model with connections."""

    def close(self) -> None:
        """Close the connections."""


M = TypeVar("M", bound=CloseableModel)


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
