"""Units of a day's quota, taken and given back."""

import uuid

import pytest

from bandup.account.quotas import Quotas, prepare_return
from bandup.core.aws import Clients
from bandup.core.dynamo import ConditionFailedError, write_together
from support.clock import MovableClock
from support.tables import create_quotas, own_tables

NOON = 1_800_014_400_000
"""Epoch milliseconds."""

HALF_A_DAY = 43_200
"""Seconds."""


def test_no_more_units_come_back_than_were_taken(clients: Clients) -> None:
    client = clients.get("dynamodb")
    with own_tables(client):
        table, clock = f"quotas-{uuid.uuid4()}", MovableClock()
        create_quotas(client, table)
        quotas = Quotas(client, table, {"writing": 2}, clock)
        write_together(client, {"quota": {"Update": quotas.share_of("owner", "writing").write}})
        returned = {"quota": {"Update": prepare_return(table, "owner", "writing", clock())}}
        write_together(client, returned)
        with pytest.raises(ConditionFailedError):
            write_together(client, returned)
        assert quotas.count_left("owner", "writing") == 2


def test_a_day_ends_at_midnight_and_its_counter_a_day_later(clients: Clients) -> None:
    client = clients.get("dynamodb")
    with own_tables(client):
        table, clock = f"quotas-{uuid.uuid4()}", MovableClock(NOON)
        create_quotas(client, table)
        quotas = Quotas(client, table, {"writing": 2}, clock)
        share = quotas.share_of("owner", "writing")
        write_together(client, {"quota": {"Update": share.write}})
        assert (share.retry_after, quotas.count_left("owner", "writing")) == (HALF_A_DAY, 1)
        [counter] = client.scan(TableName=table)["Items"]
        assert int(counter["expires_at"]["N"]) == NOON // 1000 + 3 * HALF_A_DAY

        clock.now = NOON + 1000 * HALF_A_DAY - 1
        assert quotas.share_of("owner", "writing").retry_after == 1
        assert quotas.count_left("owner", "writing") == 1
        clock.now += 1
        assert quotas.share_of("owner", "writing").retry_after == 2 * HALF_A_DAY
        assert quotas.count_left("owner", "writing") == 2
