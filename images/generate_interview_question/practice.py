"""One request for an interviewer's turn: found, claimed, asked, stored and answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from bandup.core.clock import Clock, now_ms
from bandup.core.deadline import Deadline
from bandup.core.errors import TerminalError
from bandup.core.idempotency import request_hash
from bandup.http.exceptions import FieldError, InvalidFieldsError
from bandup.interview.claims import Claim
from bandup.interview.idempotency_records import PaidRequest
from bandup.interview.model import Cost, Move, Route, Session, Turn
from bandup.interview.paid import Answer, Exchange, PaidCalls
from bandup.interview.store import InterviewStore
from bandup.models.usage import Ledger

from .interviewer import Interviewer, Said
from .prompt import RECENT_TURNS
from .request import InterviewRequest


@dataclass(frozen=True)
class Practice:
    """Holds interviews.

    Attributes:
        interviews: what was said before.
        paid: answers and stores once.
        interviewer: finds the words.
        clock: epoch milliseconds.
    """

    interviews: InterviewStore
    paid: PaidCalls
    interviewer: Interviewer
    clock: Clock = now_ms

    def answer(self, user_id: str, request: InterviewRequest, key: str | None, deadline: Deadline) -> Answer:
        """The answer to a request; only one that can be answered is paid for.

        Args:
            user_id: who asks.
            request: what was sent.
            key: the Idempotency-Key, or None.
            deadline: when the invocation ends.

        Raises:
            InvalidFieldsError: the request does not fit the interview, or the provider refuses its text.
            InterviewError, AccountError, IdempotencyConflictError: see `PaidCalls.once`.
            RetryLaterError: the model or the storage does not work at the moment.
        """
        session = self._session(user_id, request)
        asked = PaidRequest(user_id, Route.INTERVIEW, request_hash(request.model_dump(exclude_none=True)), key)
        ledger = Ledger()

        def call(claim: Claim) -> Answer:
            return self._turn(claim, session or self._new(user_id, request), request.message, deadline, ledger)

        return self.paid.once(asked, session, call, ledger)

    def _session(self, user_id: str, request: InterviewRequest) -> Session | None:
        if request.session_id is None:
            return None
        session = self.interviews.get_owned(request.session_id, user_id)
        request.require_setting_of(session)
        return session

    def _new(self, user_id: str, request: InterviewRequest) -> Session:
        return Session(session_id=str(uuid4()), user_id=user_id, ts=self.clock(), **request.setting)

    def _turn(self, claim: Claim, session: Session, message: str | None, deadline: Deadline, ledger: Ledger) -> Answer:
        recent = self.interviews.last_turns(session, RECENT_TURNS) if session.turns else []
        try:
            said = self.interviewer.next_turn(session, recent, message, deadline=deadline, ledger=ledger)
        except TerminalError as error:
            raise InvalidFieldsError([FieldError("/message", error.code, error.message)]) from error
        cost = Cost.of(ledger.added_to(None))
        exchange = Exchange(message, said.message, said.move, said.topic, cost)

        def view(after: Session, turn: Turn) -> Answer:
            return _answer(after, turn, said, cost, answered=message is not None)

        return self.paid.store_exchange(claim, session, exchange, view, deadline)


def _answer(session: Session, turn: Turn, said: Said, cost: Cost, *, answered: bool) -> Mapping[str, Any]:
    """The body of the answer.

    Args:
        session: as it is after the turn.
        turn: the interviewer's.
        said: what it was made of.
        cost: what it cost.
        answered: whether it answers a message, which is the turn before it then.
    """
    fields = {
        "session_id": session.session_id,
        "turn": turn.turn,
        "message": turn.content,
        "move": said.move.value,
        "follow_up": said.move is Move.FOLLOW_UP,
        "topic": said.topic,
        "refers_to": said.refers_to,
        "answered_turn": turn.turn - 1 if answered else None,
        "category": session.category,
        "difficulty": session.difficulty,
        "status": session.status.value,
        "cost": vars(cost),
    }
    return {name: value for name, value in fields.items() if value is not None}
