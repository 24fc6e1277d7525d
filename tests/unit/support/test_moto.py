"""AWS in memory takes requests of several threads, as AWS does."""

import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bandup.core.aws import Clients
from bandup.core.dynamo import Table
from support.tables import create_jobs

WIDE = 60
"""Attributes that each thread adds, so that a copy of the item takes its time."""


@pytest.fixture
def threads_change_often() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("threads_change_often")
def test_an_item_can_be_read_while_it_is_changed(clients: Clients) -> None:
    client, name, job_id = clients.get("dynamodb"), f"jobs-{uuid.uuid4()}", str(uuid.uuid4())
    create_jobs(client, name)
    table = Table(client, name)
    key = {"job_id": {"S": job_id}}

    def widen(thread: int) -> None:
        for number in range(WIDE):
            client.update_item(
                TableName=name,
                Key=key,
                UpdateExpression="SET #new = :value",
                ExpressionAttributeNames={"#new": f"a{thread}_{number}"},
                ExpressionAttributeValues={":value": {"N": "1"}},
            )
            assert table.get({"job_id": job_id})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(widen, range(4)))
    assert len(table.get({"job_id": job_id}) or {}) == 1 + 4 * WIDE
