"""A table with plain values: what is written is what is read, and only if its condition holds."""

import uuid
from decimal import Decimal

import pytest
from botocore.exceptions import EndpointConnectionError

from bandup.core.aws import Clients
from bandup.core.dynamo import ConditionFailedError, Table, from_attributes, to_attributes
from bandup.core.errors import ConfigurationError, RetryLaterError

NEW = "attribute_not_exists(#owner)"


@pytest.fixture
def table(clients: Clients) -> Table:
    """Notes of owners, by number."""
    name = f"notes-{uuid.uuid4()}"
    clients.get("dynamodb").create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": "owner", "AttributeType": "S"},
            {"AttributeName": "number", "AttributeType": "N"},
        ],
        KeySchema=[{"AttributeName": "owner", "KeyType": "HASH"}, {"AttributeName": "number", "KeyType": "RANGE"}],
    )
    return Table(clients.get("dynamodb"), name, "notes")


def key(number: int) -> dict[str, object]:
    return {"owner": "o", "number": number}


def test_an_item_comes_back_with_its_values(table: Table) -> None:
    item = {**key(1), "band": Decimal("6.5"), "words": 250, "status": "new", "parts": [{"text": "é", "is_last": True}]}
    table.execute(table.prepare_put(item | {"nothing": None}, NEW))
    assert table.get(key(1)) == item
    assert table.get(key(2)) is None


def test_numbers_are_exact() -> None:
    values = {"third": Decimal("0.3333333333333333333333"), "tenth": 0.1, "large": 10**30}
    assert from_attributes(to_attributes(values)) == values | {"tenth": Decimal("0.1")}
    with pytest.raises(ValueError, match="finite"):
        to_attributes({"nan": float("nan")})


def test_an_update_sets_removes_and_adds(table: Table) -> None:
    table.execute(table.prepare_put({**key(1), "status": "new", "error": "none", "used": 1}, NEW))
    changes = {"status": "old", "error": None}
    table.execute(table.prepare_update(key(1), changes, "#status = :seen", {"seen": "new"}, add={"used": 2}))
    assert table.get(key(1)) == {**key(1), "status": "old", "used": 3}


def test_a_condition_that_does_not_hold_changes_nothing(table: Table) -> None:
    table.execute(table.prepare_put({**key(1), "status": "new"}, NEW))
    for write in (
        table.prepare_put({**key(1), "status": "other"}, NEW),
        table.prepare_update(key(1), {"status": "other"}, "#status = :seen", {"seen": "old"}),
        table.prepare_delete(key(1), "#status = :seen", {"seen": "old"}),
    ):
        with pytest.raises(ConditionFailedError):
            table.execute(write)
    assert table.get(key(1)) == {**key(1), "status": "new"}
    table.execute(table.prepare_delete(key(1)))
    assert table.get(key(1)) is None


def test_pages_follow_each_other_in_either_order(table: Table) -> None:
    for number in range(5):
        table.execute(table.prepare_put({**key(number), "is_even": number % 2 == 0, "text": "long"}, NEW))
    mine = ("#owner = :owner", {"owner": "o", "even": True})
    first, start = table.query("#owner = :owner", {"owner": "o"}, limit=2, newest_first=True, attributes=("number",))
    assert first == [{"number": 4}, {"number": 3}]
    second, _ = table.query("#owner = :owner", {"owner": "o"}, limit=2, newest_first=True, start=start)
    assert [item["number"] for item in second] == [2, 1]
    assert [item["number"] for item in table.query_all(*mine, only="#is_even = :even", limit=2)] == [0, 2, 4]


def test_a_missing_table_is_for_an_operator_and_a_broken_connection_for_later(clients: Clients, table: Table) -> None:
    table.describe()
    with pytest.raises(ConfigurationError, match="notes_denied"):
        Table(clients.get("dynamodb"), "no-such-table", "notes").get(key(1))

    class Unreachable:
        def describe_table(self, **_: str) -> None:
            raise EndpointConnectionError(endpoint_url="https://dynamodb.invalid")

    with pytest.raises(RetryLaterError, match="notes_unreachable"):
        Table(Unreachable(), "notes", "notes").describe()  # type: ignore[arg-type]
