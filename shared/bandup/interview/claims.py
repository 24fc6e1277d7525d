"""Claims of paid calls that are being answered: what each of them took, so that it can be given back.

A claim is one item in a partition of the interviews' table that holds nothing else, in the order in which they run out.
The transaction that takes a unit of the quota and a place in the session puts it there, and the one that stores the
answer or gives all back deletes it. So a claim that is there took both, and nobody has given them back. It is left by a
function that was killed, or whose transaction was written although DynamoDB did not say so in time; the sweep finds it.

An Idempotency-Key is no part of it, since its record says itself until when it is claimed.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from bandup.account.quotas import prepare_return
from bandup.core.clock import Clock
from bandup.core.dynamo import ConditionFailedError, Table, Write, write_together
from bandup.core.log import logger
from bandup.interview import items
from bandup.interview.model import SCHEMA_VERSION, Session

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CLAIM_MS = 30_000
"""How long a claim holds: longer than any function that takes one can run (29 s)."""

PARTITION = "claims"
"""Ids of sessions are UUIDs, so none is called so."""

BATCH = 200
"""The most claims that one sweep gives back."""

_PER_MS = 1_000_000
"""Claims that end in the same millisecond are told apart by chance."""


@dataclass(frozen=True)
class Claim:
    """What one paid call has taken.

    Attributes:
        number: its sort key, which begins with when it runs out.
        user_id: the owner.
        route: the kind of the quota.
        taken_at: when it was taken, in epoch milliseconds: it tells the day of the quota.
        session_id, session_ts: the key of the session that holds a place for it; None if the call begins one.
    """

    number: int
    user_id: str
    route: str
    taken_at: int
    session_id: str | None = None
    session_ts: int | None = None

    @classmethod
    def take(cls, user_id: str, route: str, session: Session | None, now: int) -> Self:
        """A new claim of `now` (epoch milliseconds)."""
        number = (now + CLAIM_MS) * _PER_MS + random.randrange(_PER_MS)
        place = (session.session_id, session.ts) if session else (None, None)
        return cls(number, user_id, route, now, *place)

    def prepare_put(self, table: Table) -> Write:
        values = {
            **_key_of(self.number),
            "owner": self.user_id,
            "route": self.route,
            "takenAt": self.taken_at,
            "heldSession": self.session_id,
            "heldTs": self.session_ts,
            "schema_version": SCHEMA_VERSION,
        }
        return table.prepare_put(values, "attribute_not_exists(#sessionId)")

    def prepare_delete(self, table: Table) -> Write:
        """The write that ends the claim, if it is still there."""
        return table.prepare_delete(_key_of(self.number), "attribute_exists(#sessionId)")

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        return cls(
            item["ts"], item["owner"], item["route"], item["takenAt"], item.get("heldSession"), item.get("heldTs")
        )


class LeftClaims:
    """Gives back what was claimed by calls that can be answered no more.

    Args:
        client: a DynamoDB client.
        table: the interviews' table.
        quotas_table: holds the counters of each day.
        clock: epoch milliseconds.
    """

    def __init__(self, client: "DynamoDBClient", table: str, quotas_table: str, clock: Clock) -> None:
        self._client = client
        self._table = Table(client, table)
        self._quotas_table = quotas_table
        self._now = clock

    def give_back(self) -> int:
        """Give back what has run out.

        Whether a call that was killed was paid for is not known. Its owner got nothing, so the unit comes back.

        Returns:
            How many claims there were.
        """
        values = {"partition": PARTITION, "now": self._now() * _PER_MS}
        found, _ = self._table.query("#sessionId = :partition AND #ts <= :now", values, limit=BATCH)
        returned = sum(self._undo(Claim.from_item(item)) for item in found)
        if returned:
            logger.warning("claims given back", extra={"claims": returned})
        return returned

    def _undo(self, claim: Claim) -> bool:
        unit = prepare_return(self._quotas_table, claim.user_id, claim.route, claim.taken_at)
        writes: dict[str, Write] = {"claim": claim.prepare_delete(self._table), "quota": {"Update": unit}}
        if claim.session_id is not None and claim.session_ts is not None:
            held = Session(claim.session_id, claim.user_id, claim.session_ts, category="", difficulty="")
            writes["session"] = items.give_back_place(self._table, held)
        while True:
            try:
                write_together(self._client, writes)
            except ConditionFailedError as error:
                if "claim" in error.failed:
                    return False  # the call itself or another sweep has just done it
                # The session was deleted, or the day's counter is gone: there is nothing to give back to.
                writes = {name: write for name, write in writes.items() if name not in error.failed}
            else:
                return True


def find_claims_of(user_id: str) -> dict[str, Any]:
    """What `Table.query_all` needs to find the claims of one user."""
    return {
        "condition": "#sessionId = :partition",
        "values": {"partition": PARTITION, "owner": user_id},
        "only": "#owner = :owner",
    }


def _key_of(number: int) -> dict[str, Any]:
    return {"sessionId": PARTITION, "ts": number}
