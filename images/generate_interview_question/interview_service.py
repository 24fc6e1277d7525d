"""Answers one request for the interviewer's next turn."""

from dataclasses import dataclass, replace
from functools import partial
from uuid import uuid4

from bandup.core.clock import Clock, Deadline, now_ms
from bandup.core.errors import TerminalError
from bandup.core.idempotency import request_hash
from bandup.core.metrics import Metric, measure
from bandup.http.exceptions import FieldError, InvalidFieldsError
from bandup.interview.idempotency_records import Answer, PaidRequest
from bandup.interview.model import Exchange, Move, PaidRoute, Session, Turn
from bandup.interview.paid_calls import PaidCalls
from bandup.interview.store import InterviewStore
from bandup.models.orders import gives_orders
from bandup.models.usage import Ledger

from .interviewer import Interviewer, InterviewerTurn
from .materials import Given, Materials
from .plan import DEFAULT_QUESTIONS, count_follow_ups
from .prompt import sanitize
from .request import InterviewRequest, RetakeRequest

COMPARED_TURNS = 100
"""The last turns, among which no question may come twice: longer than a planned interview with its clarifications."""

_ASKING = frozenset({Move.OPENING, Move.FOLLOW_UP, Move.NEXT_TOPIC})


@dataclass(frozen=True)
class InterviewService:
    """Leads interviews turn by turn.

    Attributes:
        interviews: what was said before.
        paid_calls: pays, answers and stores once.
        interviewer: asks the model for the next turn.
        materials: reads what a request names instead of holding it.
        clock: epoch milliseconds.
    """

    interviews: InterviewStore
    paid_calls: PaidCalls
    interviewer: Interviewer
    materials: Materials
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
            UnknownResourceError, ConflictError: see `Materials.read`.
            InterviewError, AccountError, IdempotencyConflictError: see `PaidCall`.
            RetryLaterError: the model or the storage does not work at the moment.
        """
        stored = self._find_session(user_id, request)
        retaken = self._find_question(user_id, request.retake) if request.retake else None
        fingerprint = request_hash(request.model_dump(exclude_none=True))
        with self.paid_calls.begin(PaidRequest(user_id, PaidRoute.INTERVIEW, fingerprint, key), stored) as call:
            if not call.is_answered:
                given = self.materials.read(request, user_id)
                quota_left = call.count_quota_left()
                if retaken:
                    session, exchange = retaken
                else:
                    session = stored or self._begin(user_id, request, given)
                    session, reply = self._ask_interviewer(session, request, given.message, deadline, call.ledger)
                    exchange = Exchange(
                        *(given.message, reply.message, reply.move, reply.topic, reply.refers_to, reply.level),
                        spoken=given.spoken,
                    )
                build_answer = partial(_build_answer, exchange, quota_left, given.truncated)
                call.store_exchange(session, exchange, build_answer, deadline)
        return call.answer

    def _find_session(self, user_id: str, request: InterviewRequest) -> Session | None:
        if request.session_id is None:
            return None
        session = self.interviews.get_owned(request.session_id, user_id)
        request.require_same_setting(session)
        return session

    def _find_question(self, user_id: str, retake: RetakeRequest) -> tuple[Session, Exchange]:
        """The interview of one question that was asked in an earlier one, and that question.

        Raises:
            SessionNotFoundError: there is no such session, or it belongs to someone else.
            InvalidFieldsError: the turn asked no question.
        """
        earlier = self.interviews.get_owned(retake.session_id, user_id)
        turns, _ = self.interviews.turns(earlier, limit=1, after=retake.turn - 1)
        asked = turns[0] if turns and turns[0].turn == retake.turn else None
        if asked is None or asked.move not in _ASKING or asked.topic is None:
            message = "This turn asked no question. Name a turn of the interviewer that did."
            raise InvalidFieldsError([FieldError("/retake/turn", "no_question", message)])
        session = Session(
            str(uuid4()),
            user_id,
            self.clock(),
            category=earlier.category,
            difficulty=earlier.difficulty,
            job_title=earlier.job_title,
            company=earlier.company,
            resume_text=earlier.resume_text,
            resume_text_id=earlier.resume_text_id,
            job_description=earlier.job_description,
            job_description_id=earlier.job_description_id,
            language=earlier.language,
            seniority=earlier.seniority,
            planned=1,
            retake_of=retake.model_dump(),
        )
        level = asked.level or earlier.difficulty
        return session, Exchange(None, asked.content, Move.OPENING, asked.topic, level=level)

    def _begin(self, user_id: str, request: InterviewRequest, given: Given) -> Session:
        setting = {"planned": DEFAULT_QUESTIONS, **request.setting, **given.texts}
        session = Session(str(uuid4()), user_id, self.clock(), **setting)
        for material in filter(None, (session.job_description, session.resume_text)):
            if gives_orders(sanitize(material)):
                measure(Metric.INJECTION_FLAGGED)
        return session

    def _ask_interviewer(
        self, session: Session, request: InterviewRequest, message: str | None, deadline: Deadline, ledger: Ledger
    ) -> tuple[Session, InterviewerTurn]:
        """The session with all of its counters, and what the interviewer says next in it."""
        earlier = self.interviews.last_turns(session, COMPARED_TURNS) if session.turns else []
        if session.follow_ups is None:
            session = replace(session, follow_ups=count_follow_ups(earlier))
        try:
            reply = self.interviewer.next_turn(session, earlier, message, deadline=deadline, ledger=ledger)
        except TerminalError as error:
            raise InvalidFieldsError(
                [FieldError(f"/{name}", error.code, error.message) for name in request.own_words]
            ) from error
        return session, reply


def _build_answer(
    exchange: Exchange, quota_left: int, truncated: tuple[str, ...], session: Session, turn: Turn
) -> Answer:
    """The body of the answer.

    Args:
        exchange: what was said.
        quota_left: turns that the user may still have on this day.
        truncated: fields of the request that named more than was taken.
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
        "refers_to": exchange.refers_to,
        "level": exchange.level,
        "truncated": list(truncated) or None,
        "answered_turn": turn.turn - 1 if exchange.message is not None else None,
        "answers": session.answers,
        "planned": session.planned,
        "feedback_available": session.answers > 0,
        "quota_left": quota_left,
        "category": session.category,
        "difficulty": session.difficulty,
        "status": session.status.value,
        "cost": vars(turn.cost),
    }
    return {name: value for name, value in fields.items() if value is not None}
