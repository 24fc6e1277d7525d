"""Units of a day's quota, taken and given back."""

import uuid

import pytest

from bandup.account.quotas import Quotas, prepare_return
from bandup.core.aws import Clients
from bandup.core.dynamo import ConditionFailedError, write_together
from support.clock import MovableClock
from support.tables import create_quotas, own_tables


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
