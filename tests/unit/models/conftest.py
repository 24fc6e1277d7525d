from collections.abc import Iterator

import pytest

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
