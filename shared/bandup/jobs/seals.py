"""Seals: work of an owner that was judged before, so that it is not judged again.

A seal is an item beside the results. Its key is the owner and a digest of the work and of everything that decides its
judgement, so nobody finds a seal of somebody else. It names the result that holds the judgement, and dies with it. It
has no `created_at`, so no index lists it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bandup.core.dynamo import Table, Write
from bandup.jobs.model import SCHEMA_VERSION

_OF_RESULT = "#result_id = :result"


@dataclass(frozen=True)
class Seal:
    """Where work was judged.

    Attributes:
        digest: of the work and of everything that decides its judgement.
        result_id: the result that holds the judgement.
        part: which of its tasks or parts it is.
    """

    digest: str
    result_id: str
    part: str


@dataclass(frozen=True)
class SealedWork:
    """Work that was judged before.

    Attributes:
        seal: where.
        result: that result with its body.
    """

    seal: Seal
    result: Mapping[str, Any]


class Seals:
    """The seals of one table of results.

    Args:
        table: the table.
        key: its partition key; the sort key is always `user_id`.
    """

    def __init__(self, table: Table, key: str) -> None:
        self._table = table
        self._key = key

    def find(self, user_id: str, digest: str) -> Seal | None:
        item = self._table.get(self._place(user_id, digest))
        return Seal(digest, item["result_id"], item["part"]) if item else None

    def prepare_put(self, user_id: str, seal: Seal) -> Write:
        """The write of a seal. An older one of the same work is replaced."""
        item = {
            **self._place(user_id, seal.digest),
            "result_id": seal.result_id,
            "part": seal.part,
            "schema_version": SCHEMA_VERSION,
        }
        return self._table.prepare_put(item, "attribute_not_exists(#status)")  # results have one, and no seal has

    def prepare_check(self, user_id: str, seal: Seal) -> Write:
        """The part of a transaction that demands that the seal is still what it was."""
        return self._table.prepare_check(self._place(user_id, seal.digest), _OF_RESULT, {"result": seal.result_id})

    def prepare_deletes(self, user_id: str, result_id: str, digests: Iterable[str]) -> list[Write]:
        """The writes that delete the seals of a result; those that a later result replaced stay."""
        found = (self.find(user_id, digest) for digest in digests)
        return [
            self._table.prepare_delete(self._place(user_id, seal.digest), _OF_RESULT, {"result": result_id})
            for seal in found
            if seal and seal.result_id == result_id
        ]

    def erase(self, user_id: str, digests: Iterable[str]) -> None:
        """Delete seals of an owner whose results are deleted altogether."""
        for digest in digests:
            self._table.execute(self._table.prepare_delete(self._place(user_id, digest)))

    def _place(self, user_id: str, digest: str) -> dict[str, str]:
        """The item's key. Ids of results are UUIDs, so none has a `#`."""
        return {self._key: f"seal#{digest}", "user_id": user_id}
