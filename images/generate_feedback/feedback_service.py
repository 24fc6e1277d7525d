"""Answers one request for feedback on an interview."""

from dataclasses import dataclass

from bandup.core.clock import Clock, Deadline, now_ms
from bandup.core.errors import TerminalError
from bandup.core.idempotency import request_hash
from bandup.core.metrics import Metric, measure
from bandup.http.exceptions import ConflictError, FieldError, InvalidFieldsError
from bandup.interview.idempotency_records import Answer, PaidRequest
from bandup.interview.model import Cost, PaidRoute, Session
from bandup.interview.paid_calls import PaidCalls
from bandup.interview.store import InterviewStore
from bandup.models.port import JsonModel
from bandup.models.usage import Ledger

from .flags import DESCRIPTION_FLAG, INSTRUCTION_FLAG
from .judgement import CheckedJudgement, judge_interview
from .request import FeedbackRequest
from .result import build_feedback, build_ratings, build_skills
from .transcript import Transcript


@dataclass(frozen=True)
class FeedbackService:
    """Gives feedback on whole interviews.

    Attributes:
        interviews: what was said.
        paid_calls: pays, answers and stores once.
        model: the model that judges.
        clock: epoch milliseconds.
    """

    interviews: InterviewStore
    paid_calls: PaidCalls
    model: JsonModel
    clock: Clock = now_ms

    def give_feedback(self, user_id: str, request: FeedbackRequest, key: str | None, deadline: Deadline) -> Answer:
        """The answer to a request. Only an interview that can be judged is paid for.

        Args:
            user_id: who asks.
            request: what was sent.
            key: the Idempotency-Key, or None.
            deadline: when the invocation ends.

        Raises:
            ConflictError: the candidate has not answered anything yet.
            InvalidFieldsError: the provider refuses the interview's text.
            InterviewError, AccountError, IdempotencyConflictError: see `PaidCall`.
            RetryLaterError: the model or the storage does not work at the moment.
        """
        session = self.interviews.get_owned(request.session_id, user_id)
        transcript = self._read_transcript(session)
        if not transcript.answers:
            raise ConflictError("This interview has no answer yet, so there is nothing to judge.")
        paid_request = PaidRequest(user_id, PaidRoute.FEEDBACK, request_hash(request.model_dump()), key)
        with self.paid_calls.begin(paid_request, session) as call:
            if not call.is_answered:
                judgement = self._judge(session, transcript, deadline, call.ledger)
                feedback = build_feedback(judgement, transcript, session, call.cost.model)
                after = session.add_feedback(feedback, build_ratings(judgement), build_skills(judgement), self.clock())
                call.store_feedback(after, _build_answer(after, call.cost), deadline)
                if {INSTRUCTION_FLAG, DESCRIPTION_FLAG} & set(feedback["flags"]):
                    measure(Metric.INJECTION_FLAGGED)
        return call.answer

    def _read_transcript(self, session: Session) -> Transcript:
        """The interview as its header knows it: turns that were added since then make the feedback outdated."""
        turns = []
        for turn in self.interviews.all_turns(session):
            if turn.turn > session.turns:
                break
            turns.append(turn)
        return Transcript.of(turns)

    def _judge(self, session: Session, transcript: Transcript, deadline: Deadline, ledger: Ledger) -> CheckedJudgement:
        try:
            return judge_interview(session, transcript, self.model, deadline, ledger)
        except TerminalError as error:
            raise InvalidFieldsError([FieldError("/session_id", error.code, error.message)]) from error


def _build_answer(session: Session, cost: Cost) -> Answer:
    """The body of the answer: the feedback of a session that was just judged, and what it cost."""
    return {
        "session_id": session.session_id,
        "feedback": session.feedback,
        "feedback_timestamp": session.feedback_timestamp,
        "turns": session.feedback_turns,
        "cost": vars(cost),
    }
