"""The right to one paid call, taken and given back in one transaction each."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from bandup.account import tombstones
from bandup.account.exceptions import AccountDeletedError, QuotaExceededError
from bandup.account.quotas import Quotas, QuotaShare
from bandup.core.clock import Clock, now_ms
from bandup.core.dynamo import Table
from bandup.core.transactions import ConditionFailedError, write_together
from bandup.interview import session_header
from bandup.interview.exceptions import AnswerPendingError, SessionEndedError, SessionFullError
from bandup.interview.idempotency_records import PENDING_RETRY_SECONDS, KeyRecords, PaidRequest
from bandup.interview.model import Cost, Route, Session, Status
from bandup.interview.store import InterviewStore

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ATTEMPTS = 12
"""Tries of a claim while others come first, 3 s on average: many requests to one session meet at its header. Nothing
is paid for yet, but whoever is turned away must ask again."""


@dataclass(frozen=True)
class Claim:
    """The right to one paid call.

    Attributes:
        asked: what it is for.
        session: the session as it was; None for one that is just begun.
        token: proves the claim when its outcome is stored.
        share: what it took of the quota.
    """

    asked: PaidRequest
    session: Session | None
    token: str
    share: QuotaShare


class Claims:
    """Takes claims and gives them back.

    Args:
        client: a DynamoDB client.
        table: the interviews' table.
        jobs_table: holds the marks of deleted accounts.
        quotas: the counters of both routes.
        clock: epoch milliseconds.
    """

    def __init__(
        self, client: "DynamoDBClient", table: str, *, jobs_table: str, quotas: Quotas, clock: Clock = now_ms
    ) -> None:
        self._client = client
        self._table = table
        self._jobs = Table(client, jobs_table)
        self._quotas = quotas
        self._now = clock
        self._store = InterviewStore(client, table)
        self.keys = KeyRecords(client, table, clock)

    def account_stands(self, user_id: str) -> dict[str, Any]:
        """The `ConditionCheck` that the account is not deleted."""
        check: dict[str, Any] = tombstones.check_absent(self._jobs, user_id, self._now())["ConditionCheck"]
        return check

    def take(self, asked: PaidRequest, session: Session | None) -> Claim:
        """Take a share of the quota, a place in the session and the Idempotency-Key: all or nothing.

        Raises:
            AccountDeletedError: the account is deleted.
            IdempotencyConflictError, AnswerPendingError: the key is held by another request, or by another try.
            SessionNotFoundError, SessionEndedError, SessionFullError: the session takes no turn.
            QuotaExceededError: nothing is left of the day's share.
        """
        claim = Claim(asked, session, str(uuid.uuid4()), self._quotas.claim(asked.user_id, asked.route))
        writes: dict[str, Any] = {"account": {"ConditionCheck": self.account_stands(asked.user_id)}}
        if asked.key is not None:
            writes["key"] = {"Put": self.keys.claimed(asked, claim.token)}
        if session is not None and asked.route is Route.INTERVIEW:
            writes["session"] = {"Update": session_header.place_taken(self._table, session)}
        elif session is not None:
            writes["session"] = {"ConditionCheck": session_header.exists(self._table, session)}
        writes["quota"] = {"Update": claim.share.write}
        try:
            write_together(self._client, writes, attempts=ATTEMPTS)
        except ConditionFailedError as error:
            self._refuse(claim, error.failed)
        return claim

    def give_back(self, claim: Claim, cost: Cost) -> None:
        """Undo a claim whose call failed. What was paid stays counted in the quota, and on the session if it has one.

        Raises:
            ConditionFailedError: there is nothing to undo: the outcome was stored, the claim had run out, or the
                account was deleted meanwhile.
        """
        writes: dict[str, Any] = {}
        if claim.asked.key is not None:
            writes["key"] = {"Delete": self.keys.released(claim.asked, claim.token)}
        if claim.session is not None:
            exchanges = 1 if claim.asked.route is Route.INTERVIEW else 0
            writes["session"] = {"Update": session_header.given_back(self._table, claim.session, exchanges, cost)}
        if not cost.model:
            writes["quota"] = {"Update": claim.share.undo}
        if writes:
            write_together(self._client, writes)

    def _refuse(self, claim: Claim, failed: frozenset[str]) -> NoReturn:
        """Say why a claim was refused; of several reasons, the one that holds longest."""
        asked, session = claim.asked, claim.session
        if "account" in failed:
            raise AccountDeletedError
        if "key" in failed:
            self.keys.answer(asked)
            raise AnswerPendingError(PENDING_RETRY_SECONDS)  # it was answered or given back just now
        if "session" in failed and session is not None:
            now = self._store.get_owned(session.session_id, session.user_id)
            raise SessionEndedError if now.status is Status.ENDED else SessionFullError
        raise QuotaExceededError(claim.share.retry_after)
