"""The mark that an account was deleted. While it stands, nothing of that user is accepted, started or stored.

It lies in the `jobs` table under a key that no job can have, and holds a hash of the user's id, not the id. Every
transaction that creates a job or stores a result demands that it is absent, so no order of events brings anything back.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

LIFETIME_SECONDS = 30 * 24 * 3600
"""Longer than anything of the account can still arrive: tokens are good for a day at most, messages stay in their queue
for 4 days and in a dead-letter queue for 14."""


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
    """What stands for a user where their id may not stay: its SHA-256, in hexadecimal.

    Ids are random UUIDs, so no list of likely ones finds it out.
    """
    return hashlib.sha256(user_id.encode()).hexdigest()


def key(user_id: str) -> dict[str, Any]:
    """The tombstone's key in the jobs table. Ids of jobs are UUIDs, so none has a `#`."""
    return {"job_id": {"S": f"tombstone#{fingerprint(user_id)}"}}


def expiry(now: int) -> int:
    """Until when a tombstone of now (epoch milliseconds) stands, in epoch seconds as DynamoDB's TTL wants it."""
    return now // 1000 + LIFETIME_SECONDS


def absent(table: str, user_id: str, now: int) -> dict[str, Any]:
    """The `ConditionCheck` that no tombstone stands; DynamoDB removes an expired one only within days."""
    return {
        "TableName": table,
        "Key": key(user_id),
        "ConditionExpression": "attribute_not_exists(job_id) OR expires_at <= :now",
        "ExpressionAttributeValues": {":now": {"N": str(now // 1000)}},
    }


def placed(table: str, user_id: str, now: int, job_id: str) -> dict[str, Any]:
    """The `Put` of a tombstone, which demands that none stands."""
    return {
        "TableName": table,
        "Item": {
            **key(user_id),
            "deletion_job_id": {"S": job_id},
            "created_at": {"N": str(now)},
            "expires_at": {"N": str(expiry(now))},
        },
        **{name: value for name, value in absent(table, user_id, now).items() if name.startswith(("Cond", "Expr"))},
    }


def of(item: dict[str, Any] | None, now: int) -> Tombstone | None:
    """The tombstone in an item, or None if there is none or it has expired."""
    if item is None or int(item["expires_at"]["N"]) <= now // 1000:
        return None
    return Tombstone(job_id=item["deletion_job_id"]["S"], created_at=int(item["created_at"]["N"]))
