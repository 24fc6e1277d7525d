"""Idempotency-Keys: which request holds one, and what it was answered with.

The records of a user have a partition of their own, named after the hash of the user's id: a key is the user's, not a
session's, and all of them are found when the account is deleted. They carry no `userId`, so they are in no list, and as
the only items of the table an `expires_at`, in epoch seconds, after which DynamoDB removes them.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bandup.core.aws import classify_aws_errors
from bandup.core.clock import Clock
from bandup.core.dynamo import from_attributes, to_attributes
from bandup.core.idempotency import IdempotencyConflictError
from bandup.interview.exceptions import AnswerPendingError
from bandup.interview.model import SCHEMA_VERSION, Route
from bandup.interview.store import keys_partition

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CLAIM_MS = 45_000
"""How long a key stays claimed without an answer: longer than any function that claims one can run (29 s)."""

LIFETIME_SECONDS = 24 * 3600
"""How long a key is good for at least; DynamoDB removes its record within days after that."""

PENDING_RETRY_SECONDS = 3
"""What the caller of a request that is still being answered is told to wait; most answers take that long."""

_DIGITS_OF_BYTES = 15
"""Bytes of the hash that make the sort key: 120 bits are at most 37 digits, and a DynamoDB number has 38."""


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
    route: Route
    request_hash: str
    key: str | None


class KeyRecords:
    """The records in the interviews' table.

    Args:
        client: a DynamoDB client.
        table: the table's name.
        clock: epoch milliseconds.
    """

    def __init__(self, client: "DynamoDBClient", table: str, clock: Clock) -> None:
        self._client = client
        self._table = table
        self._now = clock

    def answer(self, asked: PaidRequest) -> Mapping[str, Any] | None:
        """What the request was answered with before, or None if it may be answered now.

        Raises:
            IdempotencyConflictError: its key was used with another request.
            AnswerPendingError: it is being answered.
        """
        record = self._record(asked)
        if record is None:
            return None
        if record["requestHash"] != asked.request_hash:
            raise IdempotencyConflictError
        if "answer" not in record and record["claimedUntil"] > self._now():
            raise AnswerPendingError(PENDING_RETRY_SECONDS)
        return record.get("answer")

    def answer_of(self, asked: PaidRequest, token: str) -> Mapping[str, Any] | None:
        """What was stored under the key by the claim with this token, or None."""
        record = self._record(asked)
        return record.get("answer") if record and record["token"] == token else None

    def claimed(self, asked: PaidRequest, token: str) -> dict[str, Any]:
        """The `Put` that claims the key, if it is free or its claim has run out."""
        now = self._now()
        record = {
            "requestHash": asked.request_hash,
            "token": token,
            "claimedUntil": now + CLAIM_MS,
            "expires_at": now // 1000 + LIFETIME_SECONDS,
            "schema_version": SCHEMA_VERSION,
        }
        return {
            "TableName": self._table,
            "Item": self._key(asked) | to_attributes(record),
            "ConditionExpression": "attribute_not_exists(sessionId)"
            " OR (requestHash = :hash AND attribute_not_exists(answer) AND claimedUntil <= :now)",
            "ExpressionAttributeValues": {":hash": {"S": asked.request_hash}, ":now": {"N": str(now)}},
        }

    def answered(self, asked: PaidRequest, token: str, answer: Mapping[str, Any]) -> dict[str, Any]:
        """The `Update` that stores the answer, if the key is still claimed with this token."""
        return {
            "TableName": self._table,
            "Key": self._key(asked),
            "UpdateExpression": "SET answer = :answer",
            **_held(token, to_attributes({":answer": answer})),
        }

    def released(self, asked: PaidRequest, token: str) -> dict[str, Any]:
        """The `Delete` that frees the key, if it is still claimed with this token and has no answer."""
        return {"TableName": self._table, "Key": self._key(asked), **_held(token, {})}

    def _record(self, asked: PaidRequest) -> dict[str, Any] | None:
        if asked.key is None:
            return None
        with classify_aws_errors("storage"):
            found = self._client.get_item(TableName=self._table, Key=self._key(asked), ConsistentRead=True)
        return from_attributes(found["Item"]) if "Item" in found else None

    def _key(self, asked: PaidRequest) -> dict[str, Any]:
        named = hashlib.sha256(f"{asked.route}\n{asked.key}".encode()).digest()
        number = -int.from_bytes(named[:_DIGITS_OF_BYTES])
        return {"sessionId": {"S": keys_partition(asked.user_id)}, "ts": {"N": str(number)}}


def _held(token: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "ConditionExpression": "#token = :token AND attribute_not_exists(answer)",
        "ExpressionAttributeNames": {"#token": "token"},
        "ExpressionAttributeValues": {":token": {"S": token}, **values},
    }
