"""Idempotency-Keys: which request holds one, and what it was answered with.

The records of a user have a partition of their own, named after the hash of the user's id: a key belongs to the user,
not to a session, and whoever deletes the account finds all of them. They carry no `userId`, so they are in no list.
They are the only items of the table with an `expires_at`, in epoch seconds, after which DynamoDB removes them.
"""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bandup.account.tombstones import fingerprint
from bandup.core.clock import Clock
from bandup.core.dynamo import Table, Write
from bandup.core.idempotency import IdempotencyConflictError
from bandup.interview.claims import CLAIM_MS
from bandup.interview.exceptions import AnswerPendingError
from bandup.interview.model import SCHEMA_VERSION, PaidRoute

Answer = Mapping[str, Any]
"""What a route answers with, JSON-like."""

LIFETIME_SECONDS = 24 * 3600
"""How long a key is good for at least; DynamoDB removes its record within days after that."""

PENDING_RETRY_SECONDS = 3
"""What the caller of a request that is still being answered is told to wait; most answers take that long."""

_SORT_KEY_BYTES = 15
"""Bytes of the hash that make the sort key: 120 bits are at most 37 digits, and a DynamoDB number has 38."""

_FREE = (
    "attribute_not_exists(#sessionId)"
    " OR (#requestHash = :hash AND attribute_not_exists(#answer) AND #claimedUntil <= :now)"
)
_CLAIMED = "#token = :token AND attribute_not_exists(#answer)"


@dataclass(frozen=True)
class PaidRequest:
    """One request for something that is paid for.

    Attributes:
        user_id: who asks.
        route: what is paid for; also the kind of the quota.
        request_hash: see `bandup.core.idempotency.request_hash`.
        key: the Idempotency-Key, or None.
    """

    user_id: str
    route: PaidRoute
    request_hash: str
    key: str | None


def idempotency_partition(user_id: str) -> str:
    """The partition of a user's records. Ids of sessions are UUIDs, so none has a `#`."""
    return f"idempotency#{fingerprint(user_id)}"


class IdempotencyRecord:
    """The record of one request's Idempotency-Key.

    Args:
        table: the interviews' table.
        request: whose record it is. It must have a key.
        clock: epoch milliseconds.
    """

    def __init__(self, table: Table, request: PaidRequest, clock: Clock) -> None:
        self._table = table
        self._request = request
        self._now = clock
        self._token = str(uuid.uuid4())
        self._key = _build_key(request)

    def find_answer(self) -> Answer | None:
        """What the request was answered with before, or None if it may be answered now.

        Raises:
            IdempotencyConflictError: the key was used with another request.
            AnswerPendingError: the request is being answered.
        """
        stored = self._table.get(self._key)
        if stored is None:
            return None
        if stored["requestHash"] != self._request.request_hash:
            raise IdempotencyConflictError
        if "answer" not in stored and stored["claimedUntil"] > self._now():
            raise AnswerPendingError(PENDING_RETRY_SECONDS)
        return stored.get("answer")

    def find_own_answer(self) -> Answer | None:
        """What was stored with the claim of this object, or None."""
        stored = self._table.get(self._key)
        return stored.get("answer") if stored and stored["token"] == self._token else None

    def claim(self) -> Write:
        """The write that claims the key, if it is free or its claim has run out."""
        now = self._now()
        item = {
            **self._key,
            "requestHash": self._request.request_hash,
            "token": self._token,
            "claimedUntil": now + CLAIM_MS,
            "expires_at": now // 1000 + LIFETIME_SECONDS,
            "schema_version": SCHEMA_VERSION,
        }
        return self._table.prepare_put(item, _FREE, {"hash": self._request.request_hash, "now": now})

    def store(self, answer: Answer) -> Write:
        """The write that stores the answer, if this object still holds the claim."""
        return self._table.prepare_update(self._key, {"answer": answer}, _CLAIMED, {"token": self._token})

    def release(self) -> Write:
        """The write that frees the key, if this object still holds the claim and no answer is stored."""
        return self._table.prepare_delete(self._key, _CLAIMED, {"token": self._token})


def _build_key(request: PaidRequest) -> dict[str, Any]:
    digest = hashlib.sha256(f"{request.route}\n{request.key}".encode()).digest()
    return {"sessionId": idempotency_partition(request.user_id), "ts": -int.from_bytes(digest[:_SORT_KEY_BYTES])}
