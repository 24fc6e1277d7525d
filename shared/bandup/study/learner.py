"""What the `study` table holds of a learner besides cards: goals, and how many reviews each day had."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from bandup.core.dynamo import Table, Write
from bandup.study.card import SCHEMA_VERSION
from bandup.study.goals import Goals
from bandup.study.tally import Tally

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

GOALS = "goals"

WriteOwned = Callable[[str, Mapping[str, Write]], None]
"""Stores what is a user's, all or nothing, and only if the account is not deleted."""


class LearnerStore:
    """Goals and days in DynamoDB. The days are counted by `bandup.study.store`, with the review that each is of.

    All methods raise the classified errors of `bandup.core.errors` for what AWS refuses.

    Args:
        client: a DynamoDB client.
        table: the table's name: partition key `user_id`, sort key `entry`.
        write_owned: see `bandup.jobs.store.JobStore.write_owned`.
    """

    def __init__(self, client: "DynamoDBClient", table: str, write_owned: WriteOwned) -> None:
        self._table = Table(client, table, "study")
        self._write_owned = write_owned

    def list_days(self, user_id: str, since: str = "") -> list[Tally]:
        """The days on which the owner reviewed cards, the earliest first.

        Args:
            user_id: the owner.
            since: the first day wanted, as YYYY-MM-DD; all if empty.
        """
        bounds = {"user": user_id, "since": f"day#{since}", "until": "day#~"}
        found = self._table.query_all("#user_id = :user AND #entry BETWEEN :since AND :until", bounds)
        return [Tally.parse(item) for item in found]

    def read_goals(self, user_id: str) -> Goals | None:
        """What the owner wants; None if that was never said."""
        stored = self._table.get(_place_goals(user_id))
        return Goals.parse(stored) if stored else None

    def set_goals(self, user_id: str, goals: Goals) -> None:
        """Store the owner's goals instead of those before.

        Raises:
            AccountDeletedError: the account is deleted.
        """
        item = {**goals.as_fields(), **_place_goals(user_id), "schema_version": SCHEMA_VERSION}
        self._write_owned(user_id, {GOALS: self._table.prepare_put(item, None)})

    def export_goals(self, user_id: str) -> Iterator[dict[str, Any]]:
        """The owner's goals, if there are any."""
        goals = self.read_goals(user_id)
        return iter([goals.as_fields()] if goals else [])

    def export_days(self, user_id: str) -> Iterator[dict[str, Any]]:
        """The days on which the owner reviewed cards."""
        return (vars(each) for each in self.list_days(user_id))


def _place_goals(user_id: str) -> dict[str, str]:
    return {"user_id": user_id, "entry": GOALS}
