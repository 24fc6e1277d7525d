"""From an exception to the problem that it is answered with."""

from functools import singledispatch

from bandup.account.exceptions import AccountDeletedError, QuotaExceededError, TooFastError
from bandup.auth.exceptions import InvalidTokenError
from bandup.core.errors import RetryLaterError
from bandup.core.idempotency import IdempotencyConflictError
from bandup.flashcards.exceptions import CardChangedError, CardNotFoundError
from bandup.http.exceptions import (
    AccountDeletedProblemError,
    ConflictError,
    InternalError,
    ProblemError,
    QuotaProblemError,
    TooManyRequestsError,
    UnauthenticatedError,
    UnavailableError,
    UnknownResourceError,
)
from bandup.interview.exceptions import (
    AnswerPendingError,
    ClaimLostError,
    SessionEndedError,
    SessionFullError,
    SessionNotFoundError,
)
from bandup.jobs.exceptions import (
    JobChangedError,
    JobNotCancellableError,
    JobNotFoundError,
)
from bandup.study.exceptions import CardGoneError, StudyCardChangedError

RETRY_AFTER_SECONDS = 5
"""The Retry-After of an answer if the failing service named no delay."""


@singledispatch
def problem_for(_: Exception) -> ProblemError:
    """The problem that an exception is answered with. An exception that is not listed here is a fault of ours."""
    return InternalError()


@problem_for.register
def _(error: ProblemError) -> ProblemError:
    return error


@problem_for.register
def _(error: RetryLaterError) -> ProblemError:
    return UnavailableError(max(1, round(error.retry_after or RETRY_AFTER_SECONDS)))


@problem_for.register
def _(_: InvalidTokenError) -> ProblemError:
    return UnauthenticatedError()


@problem_for.register
def _(_: AccountDeletedError) -> ProblemError:
    return AccountDeletedProblemError()


@problem_for.register
def _(error: QuotaExceededError) -> ProblemError:
    return QuotaProblemError(error.retry_after)


@problem_for.register
def _(error: TooFastError) -> ProblemError:
    return TooManyRequestsError(error.retry_after)


@problem_for.register(CardGoneError)
@problem_for.register(CardNotFoundError)
@problem_for.register(JobNotFoundError)
@problem_for.register(SessionNotFoundError)
def _(_: Exception) -> ProblemError:
    return UnknownResourceError()


@problem_for.register(JobNotCancellableError)
@problem_for.register(JobChangedError)
def _(_: Exception) -> ProblemError:
    return ConflictError("The job has started or ended, so it cannot be taken back any more.")


@problem_for.register(CardChangedError)
@problem_for.register(StudyCardChangedError)
def _(_: Exception) -> ProblemError:
    return ConflictError("The card has another version by now. Read it again, and change what it is then.")


@problem_for.register
def _(_: IdempotencyConflictError) -> ProblemError:
    return ConflictError("This Idempotency-Key was used before, with another request.")


@problem_for.register
def _(_: SessionEndedError) -> ProblemError:
    return ConflictError("This interview has ended. Begin a new one.")


@problem_for.register
def _(_: SessionFullError) -> ProblemError:
    return ConflictError("This interview holds as many turns as one can. Begin a new one.")


@problem_for.register
def _(error: AnswerPendingError) -> ProblemError:
    return ConflictError(
        "A request with this Idempotency-Key is still being answered.", headers={"Retry-After": str(error.retry_after)}
    )


@problem_for.register
def _(_: ClaimLostError) -> ProblemError:
    return ConflictError(
        "This request took so long that a repetition of it took its place.",
        headers={"Retry-After": str(RETRY_AFTER_SECONDS)},
    )
