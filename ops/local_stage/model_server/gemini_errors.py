"""Gemini's errors, in the error model of https://google.aip.dev/193."""

from typing import Any

Body = dict[str, Any]

_STATUS_NAMES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
_STATUS_MESSAGES = {
    400: "Request contains an invalid argument.",
    401: "Request had invalid authentication credentials.",
    403: "The caller does not have permission.",
    404: "Requested entity was not found.",
    429: "You exceeded your current quota, please check your plan and billing details.",
    500: "An internal error has occurred.",
    503: "The model is overloaded. Please try again later.",
    504: "The request timed out.",
}


class GeminiError(Exception):
    """A refusal in Google's error format.

    Args:
        status: HTTP status.
        message: for the developer who called; the status' usual one if None.
        retry_delay: seconds for a RetryInfo detail.
        reason: code for an ErrorInfo detail, such as `API_KEY_INVALID`.
    """

    def __init__(
        self, status: int, message: str | None = None, *, retry_delay: float | None = None, reason: str | None = None
    ) -> None:
        super().__init__(status)
        self.status = status
        details: list[Body] = []
        if reason is not None:
            details.append(
                {
                    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                    "reason": reason,
                    "domain": "googleapis.com",
                    "metadata": {"service": "generativelanguage.googleapis.com"},
                }
            )
        if retry_delay is not None:
            details.append({"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": f"{retry_delay:g}s"})
        error = {"code": status, "message": message or _STATUS_MESSAGES[status], "status": _STATUS_NAMES[status]}
        self.body: Body = {"error": {**error, "details": details} if details else error}
