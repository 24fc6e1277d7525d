"""How much paid work a user may ask for in a day, counted in DynamoDB.

The counters have their own table, keyed by user and day. So functions that pay without a job count there without access
to the jobs, and the counters of a deleted account are found by its id. The transaction that accepts the work raises the
counter. So a refused request does not count, a repeated request counts once, and of many requests at the same time no
more than the limit are accepted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bandup.core.clock import Clock, now_ms
from bandup.core.dynamo import Table, to_attributes

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

DAY_SECONDS = 24 * 3600


@dataclass(frozen=True)
class QuotaShare:
    """One unit of a day's quota.

    Attributes:
        write: the `Update` that takes it, if one is left.
        undo: the `Update` that gives it back to the day that it was taken from.
        retry_after: seconds until the next day begins, UTC.
    """

    write: Mapping[str, Any]
    undo: Mapping[str, Any]
    retry_after: int


class Quotas:
    """Counters of one table.

    Args:
        client: a DynamoDB client.
        table: the table's name: partition key `user_id`, sort key `day_kind`, TTL attribute `expires_at`.
        limits: units per user and UTC day of each kind of work that costs money.
        clock: epoch milliseconds.
    """

    def __init__(self, client: "DynamoDBClient", table: str, limits: Mapping[str, int], clock: Clock = now_ms) -> None:
        self._table = table
        self._counters = Table(client, table, "quotas")
        self._limits = limits
        self._now = clock

    def share_of(self, user_id: str, kind: str, taken_at: int | None = None) -> QuotaShare:
        """One unit of a day's quota, to be taken in a transaction.

        Args:
            user_id: whose.
            kind: of the work.
            taken_at: a moment of that day, in epoch milliseconds; None for today.
        """
        taken_at = self._now() if taken_at is None else taken_at
        seconds = taken_at // 1000
        midnight = (seconds // DAY_SECONDS + 1) * DAY_SECONDS
        return QuotaShare(
            write={
                **_name_counter(self._table, user_id, kind, seconds),
                "UpdateExpression": "SET expires_at = :expiry ADD used :one",
                "ConditionExpression": "attribute_not_exists(used) OR used < :limit",
                "ExpressionAttributeValues": {
                    ":expiry": {"N": str(midnight + DAY_SECONDS)},
                    ":one": {"N": "1"},
                    ":limit": {"N": str(self._limits[kind])},
                },
            },
            undo=prepare_return(self._table, user_id, kind, taken_at),
            retry_after=midnight - seconds,
        )

    def count_left(self, user_id: str, kind: str) -> int:
        """Units of today's quota of `kind` that are left, at least 0."""
        counter = self._counters.get(_build_key(user_id, kind, self._now() // 1000)) or {}
        return max(0, self._limits[kind] - int(counter.get("used", 0)))

    def forget(self, user_id: str) -> None:
        keys = ("user_id", "day_kind")
        for counter in self._counters.query_all("#user_id = :user", {"user": user_id}, attributes=keys):
            self._counters.execute(self._counters.prepare_delete(counter))

    def describe(self) -> None:
        self._counters.describe()


def prepare_return(table: str, user_id: str, kind: str, taken_at: int) -> dict[str, Any]:
    """The `Update` that gives a unit back to the day that it was taken from, if that day's counter is still there.

    Args:
        table: the table's name.
        user_id: whose unit it is.
        kind: of the work.
        taken_at: when it was taken, in epoch milliseconds.
    """
    return {
        **_name_counter(table, user_id, kind, taken_at // 1000),
        "UpdateExpression": "ADD used :less",
        "ConditionExpression": "used > :zero",
        "ExpressionAttributeValues": {":less": {"N": "-1"}, ":zero": {"N": "0"}},
    }


def _name_counter(table: str, user_id: str, kind: str, seconds: int) -> dict[str, Any]:
    """Table and key of the counter of a moment in epoch seconds."""
    return {"TableName": table, "Key": to_attributes(_build_key(user_id, kind, seconds))}


def _build_key(user_id: str, kind: str, seconds: int) -> dict[str, str]:
    day = datetime.fromtimestamp(seconds, UTC).date().isoformat()
    return {"user_id": user_id, "day_kind": f"{day}#{kind}"}
