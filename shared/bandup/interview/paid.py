"""Paid calls about interviews, each answered and stored exactly once.

One transaction claims: a share of the day's quota, a place in the session, the Idempotency-Key, and that the account is
not deleted. Then the model is called. One transaction stores: what was said or judged, its cost, and the answer under
the key. A call that fails in between gives its claim back.

Powertools' Idempotency is not used: its record is a write of its own, apart from the turn. A crash between the two
would pay for the repetition and store a second turn. Here the answer's record and the turn are one transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bandup.account.exceptions import AccountDeletedError
from bandup.account.quotas import Quotas
from bandup.core.clock import Clock, now_ms
from bandup.core.deadline import Deadline
from bandup.core.errors import ConfigurationError, RetryLaterError, WorkError
from bandup.core.log import logger
from bandup.core.metrics import Metric, measure
from bandup.core.transactions import ConditionFailedError, TransactionConflictError, write_together
from bandup.interview import session_header
from bandup.interview.claims import Claim, Claims
from bandup.interview.exceptions import ClaimLostError, SessionNotFoundError
from bandup.interview.idempotency_records import PaidRequest
from bandup.interview.item import turn_to_item
from bandup.interview.model import Cost, Move, Role, Session, Status, Turn
from bandup.interview.store import InterviewStore
from bandup.models.usage import Ledger

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Answer = Mapping[str, Any]
"""What a route answers with, JSON-like; stored under the Idempotency-Key."""

OPERATOR_SECONDS = 60.0
"""What a caller is told to wait where an operator must act first: a model that is gone, a role that is refused."""

STORING_SECONDS = 2.0
"""Time that one more attempt to store may need, the pauses of a busy transaction included."""


@dataclass(frozen=True)
class Exchange:
    """What one paid turn adds to an interview.

    Attributes:
        said: the candidate's words, or None where the interviewer begins.
        reply: the interviewer's.
        move: what the reply does; a closing ends the session.
        topic: what the reply is about.
        cost: what it cost.
    """

    said: str | None
    reply: str
    move: Move
    topic: str
    cost: Cost


@dataclass(frozen=True)
class Judgement:
    """Feedback as it is stored.

    Attributes:
        feedback: all of it, JSON-like.
        ratings: ratings by skill.
        skills: one small mapping for each strength and weakness.
        cost: what it cost.
    """

    feedback: Mapping[str, Any]
    ratings: Mapping[str, Any]
    skills: Sequence[Mapping[str, Any]]
    cost: Cost


class PaidCalls:
    """Answers requests once, and stores what was paid for.

    All methods raise the classified errors of `bandup.core.errors` for what AWS refuses.

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
        self._now = clock
        self._store = InterviewStore(client, table)
        self._claims = Claims(client, table, jobs_table=jobs_table, quotas=quotas, clock=clock)

    def once(
        self, asked: PaidRequest, session: Session | None, call: Callable[[Claim], Answer], ledger: Ledger
    ) -> Answer:
        """The answer to a request: the stored one if it was answered before, else that of `call`.

        Args:
            asked: the request.
            session: the owner's session, or None if the call begins one.
            call: pays, stores by `store_exchange` or `store_judgement`, and returns the answer. If it raises, its claim
                is given back.
            ledger: where `call` notes what it paid.

        Raises:
            IdempotencyConflictError: the Idempotency-Key was used with another request.
            AnswerPendingError: a request with the same key is still being answered.
            AccountDeletedError, QuotaExceededError: the account may not have it.
            SessionNotFoundError, SessionEndedError, SessionFullError: the session takes no turn.
            RetryLaterError: the call failed, and may succeed later.
        """
        if (known := self._claims.keys.answer(asked)) is not None:
            return known
        claim = self._claims.take(asked, session)
        try:
            return call(claim)
        except Exception as error:
            if (known := self._undone(claim, ledger)) is not None:
                return known
            if isinstance(error, ConfigurationError):
                measure(Metric.CONFIGURATION_ERRORS)
                raise RetryLaterError(error.code, error.message, retry_after=OPERATOR_SECONDS) from error
            raise

    def store_exchange(
        self,
        claim: Claim,
        session: Session,
        exchange: Exchange,
        view: Callable[[Session, Turn], Answer],
        deadline: Deadline,
    ) -> Answer:
        """Store an exchange behind all that are stored by then, and the answer with it.

        Args:
            claim: the right to it.
            session: the session as it was read, or a new one without turns.
            exchange: what was said.
            view: makes the answer of the session and the interviewer's turn.
            deadline: as long as it leaves time, turns of other requests may come first.

        Raises:
            AccountDeletedError, SessionNotFoundError: deleted meanwhile; nothing was stored.
            ClaimLostError: the claim had run out; nothing was stored.
            TransactionConflictError: other turns kept coming first; nothing was stored.
        """
        while True:
            after, turns = _continued(session, exchange, self._now())
            answer = view(after, turns[-1])
            try:
                self._commit(claim, answer, self._exchange_writes(session, after, turns, exchange.cost))
            except TransactionConflictError:
                if deadline.remaining() < STORING_SECONDS:
                    raise
            except _HeaderMovedError:
                if deadline.remaining() < STORING_SECONDS:
                    raise TransactionConflictError from None
                session = self._store.get_owned(session.session_id, session.user_id)
            else:
                return answer

    def store_judgement(
        self,
        claim: Claim,
        session: Session,
        judgement: Judgement,
        view: Callable[[Session], Answer],
        deadline: Deadline,
    ) -> Answer:
        """Store feedback on the session's header, and the answer with it. It replaces earlier feedback.

        Args:
            claim: the right to it.
            session: the session as it was judged.
            judgement: the feedback.
            view: makes the answer of the session with its feedback.
            deadline: as long as it leaves time, turns that are stored at the same time may come first.

        Raises:
            AccountDeletedError, SessionNotFoundError: deleted meanwhile; nothing was stored.
            ClaimLostError: the claim had run out; nothing was stored.
            TransactionConflictError: turns kept coming first; nothing was stored.
        """
        after = replace(
            session,
            feedback=judgement.feedback,
            ratings=judgement.ratings,
            skills=tuple(judgement.skills),
            feedback_timestamp=self._now(),
            feedback_turns=session.turns,
        )
        answer = view(after)
        header = {"Update": session_header.judged(self._table, after, judgement.cost)}
        while True:
            try:
                self._commit(claim, answer, {"session": header})
            except TransactionConflictError:
                if deadline.remaining() < STORING_SECONDS:
                    raise
            except _HeaderMovedError:
                raise SessionNotFoundError(session.session_id) from None
            else:
                return answer

    def _exchange_writes(self, seen: Session, after: Session, turns: Sequence[Turn], cost: Cost) -> dict[str, Any]:
        """The header's write, and the turns'."""
        header = (
            {"Update": session_header.continued(self._table, seen, after, cost)}
            if seen.turns
            else {"Put": session_header.begun(self._table, after)}
        )
        puts = {
            f"turn {turn.turn}": {
                "Put": {
                    "TableName": self._table,
                    "Item": turn_to_item(after, turn),
                    "ConditionExpression": "attribute_not_exists(sessionId)",
                }
            }
            for turn in turns
        }
        return {"session": header, **puts}

    def _commit(self, claim: Claim, answer: Answer, writes: Mapping[str, Any]) -> None:
        asked = claim.asked
        together: dict[str, Any] = {"account": {"ConditionCheck": self._claims.account_stands(asked.user_id)}, **writes}
        if asked.key is not None:
            together["key"] = {"Update": self._claims.keys.answered(asked, claim.token, answer)}
        try:
            write_together(self._client, together)
        except ConditionFailedError as error:
            if "account" in error.failed:
                raise AccountDeletedError from error
            if "key" in error.failed:
                raise ClaimLostError from error
            raise _HeaderMovedError from error

    def _undone(self, claim: Claim, ledger: Ledger) -> Answer | None:
        """Give a claim back.

        Returns:
            The stored answer, if only the word that it was stored was lost; else None.
        """
        try:
            self._claims.give_back(claim, Cost.of(ledger.added_to(None)))
        except ConditionFailedError:
            return self._claims.keys.answer_of(claim.asked, claim.token)
        except WorkError as error:
            logger.warning("claim not given back; it runs out by itself", extra={"code": error.code})
        return None


class _HeaderMovedError(Exception):
    """The header is not as it was seen: turns came first, or the session is gone."""


def _continued(session: Session, exchange: Exchange, now: int) -> tuple[Session, list[Turn]]:
    """The session after an exchange, and the turns that the exchange adds."""
    said = [(Role.CANDIDATE, exchange.said, None, None, None)] if exchange.said is not None else []
    reply = (Role.INTERVIEWER, exchange.reply, exchange.topic, exchange.move, exchange.cost)
    turns = [
        Turn(session.turns + number, role, content, now, topic, move, cost)
        for number, (role, content, topic, move, cost) in enumerate([*said, reply], start=1)
    ]
    new_topic = exchange.move in (Move.OPENING, Move.NEXT_TOPIC)
    return replace(
        session,
        status=Status.ENDED if exchange.move is Move.CLOSING else session.status,
        turns=turns[-1].turn,
        topics=(*session.topics, exchange.topic) if new_topic else session.topics,
        last_ts=now,
        cost=_sum(session.cost, exchange.cost),
    ), turns


def _sum(before: Cost, cost: Cost) -> Cost:
    return Cost(
        before.usd + cost.usd,
        before.input_tokens + cost.input_tokens,
        before.output_tokens + cost.output_tokens,
    )
