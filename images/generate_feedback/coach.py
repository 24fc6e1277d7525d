"""One request for feedback: found, claimed, judged, stored and answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from bandup.core.deadline import Deadline
from bandup.core.errors import TerminalError
from bandup.core.idempotency import request_hash
from bandup.core.metrics import Metric, measure
from bandup.http.exceptions import ConflictError, FieldError, InvalidFieldsError
from bandup.interview.claims import Claim
from bandup.interview.idempotency_records import PaidRequest
from bandup.interview.model import Cost, Route, Session
from bandup.interview.paid import Answer, Judgement, PaidCalls
from bandup.interview.store import InterviewStore
from bandup.models.port import JsonModel
from bandup.models.usage import Ledger

from . import result
from .flags import INSTRUCTION_FLAG
from .judge import judge
from .request import FeedbackRequest
from .transcript import Transcript


@dataclass(frozen=True)
class Coach:
    """Gives feedback on interviews.

    Attributes:
        interviews: what was said.
        paid: answers and stores once.
        model: who judges.
    """

    interviews: InterviewStore
    paid: PaidCalls
    model: JsonModel

    def answer(self, user_id: str, request: FeedbackRequest, key: str | None, deadline: Deadline) -> Answer:
        """The answer to a request; only an interview that can be judged is paid for.

        Args:
            user_id: who asks.
            request: what was sent.
            key: the Idempotency-Key, or None.
            deadline: when the invocation ends.

        Raises:
            ConflictError: the candidate has not answered anything yet.
            InvalidFieldsError: the provider refuses the interview's text.
            InterviewError, AccountError, IdempotencyConflictError: see `PaidCalls.once`.
            RetryLaterError: the model or the storage does not work at the moment.
        """
        session = self.interviews.get_owned(request.session_id, user_id)
        transcript = self._transcript(session)
        if not transcript.answers:
            raise ConflictError("This interview has no answer yet, so there is nothing to judge.")
        asked = PaidRequest(user_id, Route.FEEDBACK, request_hash(request.model_dump()), key)
        ledger = Ledger()

        def call(claim: Claim) -> Answer:
            return self._judged(claim, session, transcript, deadline, ledger)

        return self.paid.once(asked, session, call, ledger)

    def _transcript(self, session: Session) -> Transcript:
        """The interview as its header knows it: turns that were added since then make the feedback outdated."""
        turns = self.interviews.all_turns(session)
        return Transcript.of(takewhile(lambda turn: turn.turn <= session.turns, turns))

    def _judged(
        self, claim: Claim, session: Session, transcript: Transcript, deadline: Deadline, ledger: Ledger
    ) -> Answer:
        try:
            judged = judge(session, transcript, self.model, deadline, ledger)
        except TerminalError as error:
            raise InvalidFieldsError([FieldError("/session_id", error.code, error.message)]) from error
        cost = Cost.of(ledger.added_to(None))
        judgement = Judgement(
            feedback=result.feedback(judged, transcript, cost.model),
            ratings=result.ratings(judged),
            skills=result.skills(judged),
            cost=cost,
        )
        answer = self.paid.store_judgement(claim, session, judgement, lambda after: _answer(after, cost), deadline)
        if INSTRUCTION_FLAG in judgement.feedback["flags"]:
            measure(Metric.INJECTION_FLAGGED)
        return answer


def _answer(session: Session, cost: Cost) -> Mapping[str, Any]:
    """The body of the answer: the feedback of a session that was just judged, and what it cost."""
    return {
        "session_id": session.session_id,
        "feedback": session.feedback,
        "feedback_timestamp": session.feedback_timestamp,
        "turns": session.feedback_turns,
        "cost": vars(cost),
    }
