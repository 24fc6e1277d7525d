from collections.abc import Iterator
from contextlib import closing

import pytest

from unit.models.asking import Asking
from unit.models.provider import Provider


@pytest.fixture(scope="session")
def running() -> Iterator[Provider]:
    with Provider() as started:
        yield started


@pytest.fixture
def provider(running: Provider) -> Provider:
    running.script.clear()
    running.asked.clear()
    return running


@pytest.fixture(scope="module")
def adapter(running: Provider) -> Iterator[Asking]:
    with closing(Asking(running.url)) as asking:
        yield asking


@pytest.fixture
def ask(adapter: Asking) -> Asking:
    return adapter.reset()


@pytest.fixture
def hasty(provider: Provider) -> Iterator[Asking]:
    with closing(Asking(provider.url, attempt_seconds=0.5)) as asking:
        yield asking
