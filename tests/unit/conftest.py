"""AWS in memory for all folders, and which tests are slow."""

import os
import threading
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws
from moto.core.botocore_stubber import BotocoreStubber

import bandup.core.start
from bandup.core.aws import Clients
from support.key_server import KeyServer
from support.tokens import UserPool


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish() -> None:
    """The tests have imported what begins a start, and no handler that ends it: else they ran without the collector."""
    bandup.core.start.end()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what `make check` leaves out: whoever asks moto waits for it. What is for the night waits for `NIGHTLY`."""
    if "NIGHTLY" not in os.environ:
        nightly = [item for item in items if item.get_closest_marker("nightly")]
        config.hook.pytest_deselected(items=nightly)
        items[:] = [item for item in items if item not in nightly]
    for item in items:
        if isinstance(item, pytest.Function) and "moto" in item.fixturenames:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def moto() -> Iterator[boto3.Session]:
    """AWS in memory, one for all tests of a process: whoever makes a table or a bucket gives it a name of its own."""
    one_at_a_time = threading.RLock()
    answer = BotocoreStubber.process_request

    def answer_alone(stubber: BotocoreStubber, request: Any) -> Any:
        with one_at_a_time:
            return answer(stubber, request)

    with pytest.MonkeyPatch.context() as patch, mock_aws():
        # By itself moto fails where one thread copies an item that another one is changing, which DynamoDB never does.
        patch.setattr(BotocoreStubber, "process_request", answer_alone)
        yield boto3.Session(region_name="us-east-1")


@pytest.fixture(scope="session")
def clients(moto: boto3.Session) -> Clients:
    """Our own clients of it, as a function makes them."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_DEFAULT_REGION", moto.region_name)
        made = Clients()
        return Clients({service: made.get(service) for service in ("dynamodb", "s3", "secretsmanager")})


@pytest.fixture(scope="session")
def pool() -> UserPool:
    """The user pool whose tokens functions accept."""
    return UserPool()


@pytest.fixture(scope="session")
def keys_url(pool: UserPool) -> Iterator[str]:
    """Where functions read the pool's public keys."""
    with KeyServer(pool) as server:
        yield server.url
