"""What the interview store refuses."""


class InterviewError(Exception):
    """Base of everything that the interview store refuses."""


class SessionNotFoundError(InterviewError):
    """There is no such session, or it belongs to someone else. A caller cannot tell which."""


class SessionEndedError(InterviewError):
    """The interview was closed, so it takes no further turns."""


class SessionFullError(InterviewError):
    """The session holds, or is about to hold, as many turns as a session can."""


class AnswerPendingError(InterviewError):
    """A request with this Idempotency-Key is still being answered.

    Args:
        retry_after: seconds after which it is likely to have its answer.
    """

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after


class DamagedRecordError(InterviewError):
    """What is stored of a session is not valid."""


class ClaimLostError(InterviewError):
    """The claim ran out and somebody else took it over; nothing was stored for it."""
