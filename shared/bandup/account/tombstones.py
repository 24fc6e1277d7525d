"""Tombstones of deleted accounts. While a user has one, nothing of that user is accepted, started or stored.

A tombstone is an item of the `jobs` table with a key that no job can have. It holds a hash of the user's id, not the
id. Every transaction that creates a job or stores a result requires that there is none, whatever the order of events.
"""

import hashlib
from dataclasses import dataclass

from bandup.core.dynamo import Table, Write

LIFETIME_SECONDS = 30 * 24 * 3600
"""Longer than anything of the account can arrive: tokens are valid for at most a day, messages stay in their queue for
4 days and in a dead-letter queue for 14."""

_ABSENT = "attribute_not_exists(#job_id) OR #expires_at <= :now"
"""DynamoDB removes an expired item only within days."""


@dataclass(frozen=True)
class Tombstone:
    """One deleted account.

    Attributes:
        job_id: the job that deletes, or has deleted, everything.
        created_at: epoch milliseconds of the first request to delete.
    """

    job_id: str
    created_at: int


def fingerprint(user_id: str) -> str:
    """The SHA-256 of a user's id in hexadecimal, stored where the id itself may not be kept.

    Ids are random UUIDs, so the id cannot be found by guessing.
    """
    return hashlib.sha256(user_id.encode()).hexdigest()


def key(user_id: str) -> dict[str, str]:
    """The tombstone's key in the jobs table. Ids of jobs are UUIDs, so none has a `#`."""
    return {"job_id": f"tombstone#{fingerprint(user_id)}"}


def expiry(now: int) -> int:
    """When a tombstone of `now` (epoch milliseconds) expires, in epoch seconds as DynamoDB's TTL wants it."""
    return now // 1000 + LIFETIME_SECONDS


def find(table: Table, user_id: str, now: int) -> Tombstone | None:
    """The tombstone of a user in the jobs table, or None if there is none or it has expired."""
    item = table.get(key(user_id))
    if item is None or item["expires_at"] <= now // 1000:
        return None
    return Tombstone(job_id=item["deletion_job_id"], created_at=item["created_at"])


def check_absent(table: Table, user_id: str, now: int) -> Write:
    """The part of a transaction that requires that the user has no tombstone."""
    return table.prepare_check(key(user_id), _ABSENT, {"now": now // 1000})


def place(table: Table, user_id: str, now: int, job_id: str) -> Write:
    """The write of a tombstone, which requires that the user has none."""
    values = {**key(user_id), "deletion_job_id": job_id, "created_at": now, "expires_at": expiry(now)}
    return table.prepare_put(values, _ABSENT, {"now": now // 1000})
