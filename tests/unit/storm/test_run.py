"""A small storm of each kind from end to end, on DynamoDB in moto's memory."""

import boto3
import pytest

from storm.__main__ import MESSAGES, run_storm
from storm.weather import Weather
from support.tables import own_tables

# One invocation at a time, and no heart that beats beside it: moto's transactions are not isolated. Where few jobs
# are at work, each kill meets one of them, and five bury it.
SMALL = Weather(messages=20, environments=1, slow=0, frozen=0.1, kills=0.03)


@pytest.mark.parametrize("kind", MESSAGES)
def test_a_small_storm_keeps_every_promise_and_logs_no_metrics(
    moto: boto3.Session, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []
    client = moto.client("dynamodb")
    with own_tables(client):
        outcome = run_storm(kind, client, SMALL, 1, said.append)
    assert outcome.list_broken_promises() == []
    assert outcome.throttled > 0
    assert kind in said[0]
    assert "_aws" not in capsys.readouterr().out
