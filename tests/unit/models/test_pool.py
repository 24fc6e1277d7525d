"""Models are built once, late, and lent to one thread at a time."""

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any, TypeVar

import pytest

from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError
from bandup.models.pool import ModelPool, start_all
from bandup.models.port import Prompt
from bandup.models.usage import Ledger

T = TypeVar("T")


class Model:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.closed = False

    def generate_json(
        self,
        prompt: Prompt,
        schema: Mapping[str, Any],
        validate: Callable[[Any], T],
        *,
        deadline: Deadline,
        ledger: Ledger,
    ) -> T:
        raise NotImplementedError

    def close(self) -> None:
        self.closed = True


class Factory:
    """Builds models, one at a time, and not at once."""

    def __init__(self) -> None:
        self.built: list[Model] = []
        self.building = threading.Lock()

    def __call__(self) -> Model:
        assert self.building.acquire(blocking=False), "two models were built at once"
        time.sleep(0.01)
        self.built.append(Model())
        self.building.release()
        return self.built[-1]


def test_nothing_is_built_before_it_is_needed() -> None:
    factory = Factory()
    ModelPool(factory)
    assert factory.built == []


def test_preparing_often_builds_one_model_that_is_used_again() -> None:
    factory = Factory()
    models = ModelPool(factory)
    for _ in range(3):
        models.prepare()
        with models.borrow() as model:
            assert [model] == factory.built


def test_threads_never_share_a_model_and_no_more_are_built_than_used() -> None:
    factory = Factory()
    models = ModelPool(factory)
    models.prepare()

    def use(_: int) -> None:
        with models.borrow() as model:
            assert model.lock.acquire(blocking=False), "a model was used by two threads"
            time.sleep(0.001)
            model.lock.release()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(use, range(200)))
    assert 1 <= len(factory.built) <= 4
    models.close()
    assert all(model.closed for model in factory.built)


def test_a_model_that_cannot_be_built_says_so_to_who_needs_it() -> None:
    def build() -> Model:
        raise ConfigurationError("model_retired", "gone")

    models = ModelPool(build)
    models.prepare()
    with pytest.raises(ConfigurationError, match="gone"), models.borrow():
        pass


def test_a_model_comes_back_also_from_a_failure() -> None:
    factory = Factory()
    models = ModelPool(factory)
    with pytest.raises(KeyError), models.borrow():
        raise KeyError
    with models.borrow() as model:
        assert [model] == factory.built


def test_all_tasks_are_begun_at_once_and_one_that_fails_stops_no_other() -> None:
    together = threading.Barrier(3, timeout=10)

    def work(task: int) -> int:
        together.wait()
        return 12 // task

    with start_all(work, [3, 0, 4], 3) as by_future:
        ended = {by_future[future]: future.exception() or future.result() for future in as_completed(by_future)}
    assert (ended[3], ended[4]) == (4, 3)
    assert isinstance(ended[0], ZeroDivisionError)
