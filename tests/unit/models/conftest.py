from collections.abc import Iterator

import pytest

from unit.models.provider import Provider


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as running:
        yield running
