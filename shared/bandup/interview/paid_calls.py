"""Paid calls about interviews, each answered and stored exactly once.

One transaction claims: a share of the day's quota, a place in the session, the Idempotency-Key, and that the account is
not deleted. Then the model is called. One transaction stores: what was said, its cost, and the answer under
the key. A call that fails in between gives its claim back; what a process that ended has left, the sweep gives back
(`bandup.interview.claims`).

Powertools' Idempotency is not used, because its record is a write of its own, apart from the turn. A crash between the
two would pay for the repetition and store a second turn. Here the answer's record and the turn are one transaction.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn, Self

from bandup.account import tombstones
from bandup.account.exceptions import AccountDeletedError, QuotaExceededError
from bandup.account.limits import LIMIT, Limited, Limits
from bandup.account.quotas import Quotas
from bandup.core.call_limits import keep_time_for_another_call
from bandup.core.clock import Clock, Deadline, now_ms
from bandup.core.dynamo import ConditionFailedError, Table, TransactionConflictError, Write, write_together
from bandup.core.errors import ConfigurationError, RetryLaterError, WorkError
from bandup.core.log import logger
from bandup.core.metrics import Metric, measure
from bandup.interview import items
from bandup.interview.claims import Claim
from bandup.interview.exceptions import (
    AnswerPendingError,
    ClaimLostError,
    SessionEndedError,
    SessionFullError,
)
from bandup.interview.idempotency_records import (
    PENDING_RETRY_SECONDS,
    Answer,
    IdempotencyRecord,
    PaidRequest,
)
from bandup.interview.model import Cost, Exchange, Session, SessionStatus, Turn
from bandup.interview.store import InterviewStore
from bandup.models.usage import Ledger

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CLAIM_ATTEMPTS = 12
"""Tries of a claim while others come first, 3 s on average: many requests to one session meet at its header. Nothing
is paid for yet, but whoever is refused must ask again."""

OPERATOR_SECONDS = 60.0
"""What a caller is told to wait where an operator must act first: a model that is gone, a role that is refused."""

STORING_SECONDS = 2.0
"""Time that one more attempt to store may need, the pauses of a busy transaction included."""


@dataclass(frozen=True)
class _Tables:
    """Where paid calls read and write.

    Attributes:
        client: a DynamoDB client.
        interviews: sessions, turns and Idempotency-Keys.
        jobs: the tombstones of deleted accounts.
        store: the sessions in the interviews' table.
        now: epoch milliseconds.
    """

    client: "DynamoDBClient"
    interviews: Table
    jobs: Table
    store: InterviewStore
    now: Clock


class PaidCalls:
    """Begins paid calls.

    Args:
        client: a DynamoDB client.
        table: the interviews' table.
        jobs_table: holds the tombstones of deleted accounts.
        quotas: the counters of each day.
        limits: how fast a user may ask.
        clock: epoch milliseconds.
    """

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        *,
        jobs_table: str,
        quotas: Quotas,
        limits: Limits,
        clock: Clock = now_ms,
    ) -> None:
        interviews, jobs = Table(client, table), Table(client, jobs_table)
        self._tables = _Tables(client, interviews, jobs, InterviewStore(client, table), clock)
        self._quotas = quotas
        self._limits = limits

    def begin(self, request: PaidRequest, session: Session | None) -> "PaidCall":
        """The call that answers a request, to be used in a `with` statement.

        Args:
            request: what is asked for.
            session: the owner's session, or None if the call begins one.
        """
        return PaidCall(self._tables, request, session, self._quotas, self._limits)


class PaidCall:
    """The right to call the model once for one request, held inside a `with` block.

        with paid_calls.begin(request, session) as call:
            if not call.is_answered:
                reply = ask_the_model(ledger=call.ledger)
                call.store_exchange(...)
        return call.answer

    Entering looks for a stored answer; only if there is none, it claims the call. A block that raises gives its claim
    back, and what it paid stays counted. If its answer was stored all the same, that answer counts and not the error.

    Entering raises:
        IdempotencyConflictError: the Idempotency-Key was used with another request.
        AnswerPendingError: a request with the same key is still being answered.
        AccountDeletedError, QuotaExceededError, TooFastError: the account may not have it.
        SessionNotFoundError, SessionEndedError, SessionFullError: the session takes no turn.
        RetryLaterError, ConfigurationError: the storage refused.

    Leaving raises RetryLaterError in place of a ConfigurationError, which is measured for the alarm.

    Attributes:
        ledger: where the block notes what it paid.
    """

    def __init__(
        self, tables: _Tables, request: PaidRequest, session: Session | None, quotas: Quotas, limits: Limits
    ) -> None:
        self._tables = tables
        self._request = request
        self._session = session
        self._quotas = quotas
        self._limits = limits
        self._share = quotas.share_of(request.user_id, request.route)
        self._claim = Claim.take(request.user_id, request.route, session, tables.now())
        self._record: IdempotencyRecord | None = None
        if request.key is not None:
            self._record = IdempotencyRecord(tables.interviews, request, tables.now)
        self._account_check = tombstones.check_absent(tables.jobs, request.user_id, tables.now())
        self._answer: Answer | None = None
        self.ledger = Ledger()

    @property
    def is_answered(self) -> bool:
        """Whether the answer is known: stored by this call, or for the same request before."""
        return self._answer is not None

    @property
    def answer(self) -> Answer:
        """What the request is answered with.

        Raises:
            RuntimeError: it is not known yet, see `is_answered`.
        """
        if self._answer is None:
            raise RuntimeError("the call has stored no answer")
        return self._answer

    @property
    def cost(self) -> Cost:
        """What the call has paid so far."""
        return Cost.of(self.ledger.add_to(None))

    def count_quota_left(self) -> int:
        """How often the user may still have what is paid for on this day, this call counted."""
        return self._quotas.count_left(self._request.user_id, self._request.route)

    def __enter__(self) -> Self:
        if self._record:
            self._answer = self._record.find_answer()
        if not self.is_answered:
            self._take_claim()
        return self

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None) -> bool:
        if not isinstance(error, Exception):  # no error, or the runtime ends this process
            return False
        if not self.is_answered:
            self._give_back()
        if self.is_answered:
            return True
        if isinstance(error, ConfigurationError):
            measure(Metric.CONFIGURATION_ERRORS)
            raise RetryLaterError(error.code, error.message, retry_after=OPERATOR_SECONDS) from error
        return False

    def store_exchange(
        self,
        session: Session,
        exchange: Exchange,
        build_answer: Callable[[Session, Turn], Answer],
        deadline: Deadline,
    ) -> None:
        """Store an exchange after all turns that are stored by then, and the answer with it.

        Args:
            session: the session as it was read, or a new one without turns.
            exchange: what was said.
            build_answer: makes the answer from the session after the exchange and the interviewer's turn.
            deadline: turns of other requests may come first as long as it leaves time.

        Raises:
            AccountDeletedError, SessionNotFoundError: deleted meanwhile; nothing was stored.
            ClaimLostError: the claim had run out; nothing was stored.
            TransactionConflictError: other turns kept coming first; nothing was stored.
        """
        table, cost = self._tables.interviews, self.cost
        while True:
            after, turns = session.add_exchange(exchange, cost, self._tables.now())
            writes = {f"turn {turn.turn}": items.create_turn(table, after, turn) for turn in turns}
            if session.turns:
                writes["session"] = items.continue_session(table, session, after, cost)
            else:
                writes["session"] = items.create_session(table, after)
            try:
                self._store(writes, build_answer(after, turns[-1]), deadline)
            except _HeaderChangedError:
                if deadline.seconds_left() < STORING_SECONDS:
                    raise TransactionConflictError from None
                session = self._tables.store.get_owned(session.session_id, session.user_id)
            else:
                return

    def _take_claim(self) -> None:
        """Take a share of the quota, a place in the session and the Idempotency-Key: all or nothing."""
        table = self._tables.interviews
        writes: dict[str, Write] = {"account": self._account_check, "claim": self._claim.prepare_put(table)}
        if self._record:
            writes["key"] = self._record.claim()
        if self._session is not None:
            writes["session"] = items.begin_exchange(table, self._session)
        writes["quota"] = {"Update": self._share.write}

        def write(limit: Write) -> None:
            with keep_time_for_another_call():
                write_together(self._tables.client, {**writes, LIMIT: limit}, attempts=CLAIM_ATTEMPTS)

        try:
            self._limits.take_with(self._request.user_id, Limited.TURNS, write)
        except ConditionFailedError as error:
            self._refuse(error.failed)
        except TransactionConflictError:
            raise
        except RetryLaterError:  # it may have been written all the same
            self._give_back()
            raise

    def _refuse(self, failed: frozenset[str]) -> NoReturn:
        """Say why a claim was refused; of several reasons, the one that holds longest."""
        session = self._session
        if "account" in failed:
            raise AccountDeletedError
        if "key" in failed and self._record:
            self._record.find_answer()
            raise AnswerPendingError(PENDING_RETRY_SECONDS)  # it was answered or given back just now
        if "session" in failed and session is not None:
            now = self._tables.store.get_owned(session.session_id, session.user_id)
            raise SessionEndedError if now.status is SessionStatus.ENDED else SessionFullError
        raise QuotaExceededError(self._share.retry_after)

    def _give_back(self) -> None:
        """Undo the claim. What was paid stays counted in the quota, and on the session if it has one.

        There is nothing to undo if the claim was never taken or had run out, if the account was deleted, or if the
        answer was stored although the response of DynamoDB was lost. In the last case the stored answer is taken.
        """
        table, cost = self._tables.interviews, self.cost
        writes = {"claim": self._claim.prepare_delete(table)}
        if self._record:
            writes["key"] = self._record.release()
        if self._session is not None:
            writes["session"] = items.give_back_place(table, self._session, cost)
        if not cost.model:
            writes["quota"] = {"Update": self._share.undo}
        try:
            self._undo(writes, cost)
        except ConditionFailedError:
            if self._record:
                self._answer = self._record.find_own_answer()
        except WorkError as error:
            logger.warning("claim not given back; the sweep does it", extra={"code": error.code})

    def _undo(self, writes: dict[str, Write], cost: Cost) -> None:
        """Write what takes back a claim.

        A session that was deleted meanwhile only takes what was paid, and a counter that is gone takes no unit.
        """
        try:
            write_together(self._tables.client, writes)
        except ConditionFailedError as error:
            if not error.failed <= {"session", "quota"}:
                raise
            if self._session is not None and "session" in error.failed:
                writes["session"] = items.add_cost(self._tables.interviews, self._session, cost)
            if "quota" in error.failed:
                del writes["quota"]
            if writes:
                write_together(self._tables.client, writes)

    def _store(self, outcome: Mapping[str, Write], answer: Answer, deadline: Deadline) -> None:
        """Write the outcome and its answer.

        Raises:
            _HeaderChangedError: turns came first, or the session is gone; nothing was stored.
            AccountDeletedError, ClaimLostError, TransactionConflictError: see `store_exchange`.
        """
        claim = self._claim.prepare_delete(self._tables.interviews)
        writes = {"account": self._account_check, "claim": claim, **outcome}
        if self._record:
            writes["key"] = self._record.store(answer)
        while True:
            try:
                write_together(self._tables.client, writes)
            except ConditionFailedError as error:
                if "account" in error.failed:
                    raise AccountDeletedError from error
                if not error.failed.isdisjoint({"claim", "key"}):
                    raise ClaimLostError from error
                raise _HeaderChangedError from error
            except TransactionConflictError:
                if deadline.seconds_left() < STORING_SECONDS:
                    raise
            else:
                self._answer = answer
                return


class _HeaderChangedError(Exception):
    """The header is not as it was seen: turns came first, or the session is gone."""
