"""A small storm from end to end, on DynamoDB in moto's memory."""

import boto3
import pytest

from storm.storm import Storm
from storm.weather import Weather


def test_a_small_storm_keeps_every_promise_and_logs_no_metrics(
    moto: boto3.Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", moto.region_name)
    said: list[str] = []
    # One invocation at a time: moto's transactions are not isolated.
    outcome = Storm(Weather(messages=60, environments=1), 1, said.append).run()
    assert outcome.list_broken_promises() == []
    assert outcome.throttled > 0
    assert "57 jobs and 3 poisonous messages" in said[0]
    assert "_aws" not in capsys.readouterr().out
