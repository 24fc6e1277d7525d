"""Requests for feedback: each becomes a job, whose result may be waited for."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bandup.core.call_limits import has_time_for_call
from bandup.core.clock import Deadline
from bandup.http.exceptions import ConflictError
from bandup.interview.store import InterviewStore
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job, Status
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter

from .request import FeedbackRequest
from .transcript import read_transcript

LOOK_SECONDS = 0.5
"""Between two looks at a job that is waited for."""

ANSWERING_SECONDS = 1.5
"""What a look and the reading of the feedback take."""


@dataclass(frozen=True)
class FeedbackRequests:
    """Accepts requests for feedback, and reads what came of them.

    Attributes:
        interviews: what was said.
        jobs: all jobs.
        submitter: accepts jobs.
        pause: waits that many seconds.
        now: a monotonic clock in seconds.
    """

    interviews: InterviewStore
    jobs: JobStore
    submitter: Submitter
    pause: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic

    def submit(self, user_id: str, request: FeedbackRequest, key: str | None, correlation_id: str) -> Job:
        """The job of a request. Only an interview that can be judged gets a new one.

        Args:
            user_id: who asks.
            request: what was sent.
            key: the Idempotency-Key, or None.
            correlation_id: the API request.

        Raises:
            ConflictError: the candidate has not answered anything yet.
            SessionNotFoundError: there is no such session, or it belongs to someone else.
            IdempotencyConflictError, AccountError, RetryLaterError: see `Submitter.submit`.
        """

        def build_request() -> Mapping[str, Any]:
            session = self.interviews.get_owned(request.session_id, user_id)
            # The header knows what no turn tells by itself, such as a fourth question back and a wish to end.
            if not session.answers or not read_transcript(self.interviews, session).answers:
                raise ConflictError("This interview has no answer yet, so there is nothing to judge.")
            return request.model_dump()

        return self.submitter.submit(
            user_id=user_id,
            kind=Kind.FEEDBACK,
            request=request.model_dump(),
            correlation_id=correlation_id,
            idempotency_key=key,
            build_request=build_request,
        )

    def wait(self, job: Job, seconds: int) -> Job:
        """The job at its end, or as it is after that many seconds; sooner if the invocation must answer."""
        deadline = Deadline.after(seconds, now=self.now)
        while job.is_open and deadline.seconds_left() >= LOOK_SECONDS and has_time_for_call(ANSWERING_SECONDS):
            self.pause(LOOK_SECONDS)
            job = self.jobs.get_owned(job.job_id, job.user_id)
        return job

    def find_answer(self, job: Job) -> dict[str, Any] | None:
        """The session's feedback as the API answers with it, or None if the job has not completed.

        Raises:
            SessionNotFoundError: the session was deleted since.
        """
        if job.status is not Status.COMPLETED:
            return None
        session = self.interviews.get_owned(job.request["session_id"], job.user_id)
        return {
            "session_id": session.session_id,
            "feedback": self.interviews.load_feedback(session).feedback,
            "feedback_timestamp": session.feedback_timestamp,
            "turns": session.feedback_turns,
            "cost": job.cost,
        }
