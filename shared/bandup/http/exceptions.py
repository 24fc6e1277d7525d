"""Every answer other than success, as an exception with its RFC 9457 problem details.

`detail` and the messages of fields are for a person. They never repeat what the caller sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar, Literal

MAX_FIELD_ERRORS = 50
"""A person does not read more. The limit also keeps the answer to a body of thousands of unknown fields small."""


@dataclass(frozen=True)
class FieldError:
    """One thing that is wrong with a request.

    Attributes:
        pointer: RFC 6901 pointer to the field: into the body, or to the parameter of that name.
        code: stable identifier for programs.
        message: a sentence for a person.
        where: the part of the request that the pointer is into.
    """

    pointer: str
    code: str
    message: str
    where: Literal["body", "query", "header"] = "body"


class ProblemError(Exception):
    """An answer other than success.

    Args:
        detail: what is wrong with this request.
        errors: the fields at fault, if it is about fields.
        headers: further headers of the answer.

    Attributes:
        status: the HTTP status.
        kind: stable identifier, the last part of the problem's `type`.
    """

    status: ClassVar[HTTPStatus]
    kind: ClassVar[str]

    def __init__(
        self, detail: str, *, errors: Sequence[FieldError] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = errors[:MAX_FIELD_ERRORS]
        self.headers = headers or {}


class MalformedRequestError(ProblemError):
    """The body is not one JSON object that can be read in one way only."""

    status = HTTPStatus.BAD_REQUEST
    kind = "malformed-request"


class UnauthenticatedError(ProblemError):
    """The caller did not show a valid access token."""

    status = HTTPStatus.UNAUTHORIZED
    kind = "unauthenticated"

    def __init__(self) -> None:
        super().__init__(
            "A valid access token is needed: `Authorization: Bearer <token>`.", headers={"WWW-Authenticate": "Bearer"}
        )


class UnknownResourceError(ProblemError):
    """The resource does not exist or belongs to another user. The answer does not tell which."""

    status = HTTPStatus.NOT_FOUND
    kind = "not-found"

    def __init__(self) -> None:
        super().__init__("There is nothing here, or it is not yours.")


class MethodNotAllowedError(ProblemError):
    """The resource does not answer to this method.

    Args:
        allowed: the methods that it answers to.
    """

    status = HTTPStatus.METHOD_NOT_ALLOWED
    kind = "method-not-allowed"

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__("This resource does not answer to this method.", headers={"Allow": ", ".join(allowed)})


class ConflictError(ProblemError):
    """The request does not fit the state of what it is about."""

    status = HTTPStatus.CONFLICT
    kind = "conflict"


class AccountDeletedProblemError(ProblemError):
    """The caller's account is deleted, but the token is still valid."""

    status = HTTPStatus.FORBIDDEN
    kind = "account-deleted"

    def __init__(self) -> None:
        super().__init__("This account was deleted: nothing new is accepted for it.")


class QuotaProblemError(ProblemError):
    """The caller has had today's share of this kind of work.

    Args:
        retry_after: seconds until the next day begins, UTC.
    """

    status = HTTPStatus.TOO_MANY_REQUESTS
    kind = "quota-exceeded"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            "The day's quota for this is used up; a new day begins at midnight UTC.",
            headers={"Retry-After": str(retry_after)},
        )


class TooManyRequestsError(ProblemError):
    """The caller asks for this faster than one user may.

    Args:
        retry_after: seconds until the next request is taken.
    """

    status = HTTPStatus.TOO_MANY_REQUESTS
    kind = "too-many-requests"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            "You ask for this more often than one user may. Please wait.", headers={"Retry-After": str(retry_after)}
        )


class BodyTooLargeError(ProblemError):
    """The body is longer than any valid request."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    kind = "body-too-large"


class UnsupportedMediaTypeError(ProblemError):
    """The body says that it is not JSON."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    kind = "unsupported-media-type"


class InvalidFieldsError(ProblemError):
    """Fields or parameters are missing, unknown or not valid."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    kind = "invalid-fields"

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__("Some fields are missing, unknown or not valid.", errors=errors)


class UnavailableError(ProblemError):
    """Something that this answer needs does not work at the moment.

    Args:
        retry_after: seconds after which another try makes sense.
    """

    status = HTTPStatus.SERVICE_UNAVAILABLE
    kind = "unavailable"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            "This cannot be answered at the moment. Please try again.", headers={"Retry-After": str(retry_after)}
        )


class InternalError(ProblemError):
    """A fault of this service."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    kind = "internal"

    def __init__(self) -> None:
        super().__init__("This is a fault of the service. It has been logged with the request id.")
