"""Answers one request for the interviewer's next turn."""

from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from bandup.core.clock import Clock, Deadline, now_ms
from bandup.core.errors import TerminalError
from bandup.core.idempotency import request_hash
from bandup.http.exceptions import FieldError, InvalidFieldsError
from bandup.interview.idempotency_records import Answer, PaidRequest
from bandup.interview.model import Exchange, Move, PaidRoute, Session, Turn
from bandup.interview.paid_calls import PaidCalls
from bandup.interview.store import InterviewStore
from bandup.models.usage import Ledger

from .interviewer import Interviewer, InterviewerTurn
from .prompt import RECENT_TURNS
from .request import InterviewRequest


@dataclass(frozen=True)
class InterviewService:
    """Leads interviews turn by turn.

    Attributes:
        interviews: what was said before.
        paid_calls: pays, answers and stores once.
        interviewer: asks the model for the next turn.
        clock: epoch milliseconds.
    """

    interviews: InterviewStore
    paid_calls: PaidCalls
    interviewer: Interviewer
    clock: Clock = now_ms

    def take_turn(self, user_id: str, request: InterviewRequest, key: str | None, deadline: Deadline) -> Answer:
        """The answer to a request. Only a request that can be answered is paid for.

        Args:
            user_id: who asks.
            request: what was sent.
            key: the Idempotency-Key, or None.
            deadline: when the invocation ends.

        Raises:
            InvalidFieldsError: the request does not fit the interview, or the provider refuses its text.
            InterviewError, AccountError, IdempotencyConflictError: see `PaidCall`.
            RetryLaterError: the model or the storage does not work at the moment.
        """
        stored = self._find_session(user_id, request)
        fingerprint = request_hash(request.model_dump(exclude_none=True))
        with self.paid_calls.begin(PaidRequest(user_id, PaidRoute.INTERVIEW, fingerprint, key), stored) as call:
            if not call.is_answered:
                session = stored or Session(str(uuid4()), user_id, self.clock(), **request.setting)
                reply = self._ask_interviewer(session, request.message, deadline, call.ledger)
                exchange = Exchange(request.message, reply.message, reply.move, reply.topic)
                call.store_exchange(session, exchange, partial(_build_answer, exchange, reply.refers_to), deadline)
        return call.answer

    def _find_session(self, user_id: str, request: InterviewRequest) -> Session | None:
        if request.session_id is None:
            return None
        session = self.interviews.get_owned(request.session_id, user_id)
        request.require_same_setting(session)
        return session

    def _ask_interviewer(
        self, session: Session, message: str | None, deadline: Deadline, ledger: Ledger
    ) -> InterviewerTurn:
        recent = self.interviews.last_turns(session, RECENT_TURNS) if session.turns else []
        try:
            return self.interviewer.next_turn(session, recent, message, deadline=deadline, ledger=ledger)
        except TerminalError as error:
            raise InvalidFieldsError([FieldError("/message", error.code, error.message)]) from error


def _build_answer(exchange: Exchange, refers_to: str | None, session: Session, turn: Turn) -> Answer:
    """The body of the answer.

    Args:
        exchange: what was said.
        refers_to: the passage of the candidate's message that the reply builds on.
        session: as it is after the exchange.
        turn: the interviewer's turn as it is stored.
    """
    fields = {
        "session_id": session.session_id,
        "turn": turn.turn,
        "message": exchange.reply,
        "move": exchange.move.value,
        "follow_up": exchange.move is Move.FOLLOW_UP,
        "topic": exchange.topic,
        "refers_to": refers_to,
        "answered_turn": turn.turn - 1 if exchange.message is not None else None,
        "category": session.category,
        "difficulty": session.difficulty,
        "status": session.status.value,
        "cost": vars(turn.cost),
    }
    return {name: value for name, value in fields.items() if value is not None}
