"""What owners change of their results: one item beside a result, which stays as it was stored.

Its key is made from the result's, so it is found with the result and dies with it. It has no `created_at`, so no index
lists it. What is in it is the business of the result's kind; here it has a version, which each change counts up.
"""

from collections.abc import Mapping
from typing import Any

from bandup.core.dynamo import Table, Write
from bandup.jobs.model import SCHEMA_VERSION


class Edits:
    """The edits of one table of results.

    Args:
        table: the table.
        key: its partition key; the sort key is always `user_id`.
    """

    def __init__(self, table: Table, key: str) -> None:
        self._table = table
        self._key = key

    def find(self, user_id: str, result_id: str) -> dict[str, Any] | None:
        return self._table.get(self._place(user_id, result_id))

    def prepare_put(self, user_id: str, result_id: str, edits: Mapping[str, Any]) -> Write:
        """The write of edits, which demands that those that are there have the version before."""
        item = {**edits, **self._place(user_id, result_id), "schema_version": SCHEMA_VERSION}
        if edits["version"] == 1:
            return self._table.prepare_put(item, f"attribute_not_exists(#{self._key})")
        return self._table.prepare_put(item, "#version = :seen", {"seen": edits["version"] - 1})

    def prepare_delete(self, user_id: str, result_id: str) -> Write:
        """The write that deletes a result's edits, if there are any."""
        return self._table.prepare_delete(self._place(user_id, result_id))

    def _place(self, user_id: str, result_id: str) -> dict[str, str]:
        """The item's key. Ids of results are UUIDs, so none has a `#`."""
        return {self._key: f"edits#{result_id}", "user_id": user_id}
