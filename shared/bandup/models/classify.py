"""The classes of the failures of all model providers."""

import math

from bandup.core.errors import (
    ConfigurationError,
    RequestRefusedError,
    RetryLaterError,
    RetryNowError,
    TerminalError,
    WorkError,
)

ACCESS_DENIED = "provider_access_denied"
"""The key or the role was refused. A rotated key may be accepted."""

THROTTLED = "provider_throttled"
"""The provider accepts no more requests at the moment."""

UNREACHABLE = "provider_unreachable"
"""The provider did not answer in time, or the connection broke."""

_PASSING = frozenset({408, 424, 499})
"""Statuses below 500 that mean a fault at the provider: time-out, failed dependency (Bedrock's ModelErrorException),
call cancelled."""


def classify_status(status: int, *, key_refused: bool = False, retry_after: float | None = None) -> WorkError:
    """The class of an HTTP status.

    A 400 is for an operator, not for the user. What users send was validated before, so the request itself (schema,
    setting, model) does not fit the provider, and no job should be lost to it.

    Args:
        status: the HTTP status.
        key_refused: whether the body says that the key is the problem (Gemini says so with a 400).
        retry_after: the delay in seconds that the provider asked for, if any.
    """
    if status in (401, 403) or key_refused:
        return ConfigurationError(ACCESS_DENIED, "The model provider refused this system's credentials.")
    if status == 404:
        return ConfigurationError("model_not_found", "The model provider does not know the configured model.")
    if status == 413:
        return TerminalError("too_large", "The material is larger than the model takes.")
    if status == 429:
        return throttled_error(retry_after)
    if status >= 500 or status in _PASSING:
        return RetryNowError("provider_unavailable", "The model provider had a passing fault.")
    return RequestRefusedError("provider_refused_request", "The model provider did not accept the request's form.")


def throttled_error(retry_after: float | None = None) -> RetryLaterError:
    if retry_after is not None and not (math.isfinite(retry_after) and retry_after >= 0):
        retry_after = None
    return RetryLaterError(THROTTLED, "The model provider is busy.", retry_after=retry_after)


def unreachable_error() -> RetryNowError:
    """The call timed out, or its connection broke."""
    return RetryNowError(UNREACHABLE, "The model provider could not be reached in time.")


def unreadable_picture_error() -> TerminalError:
    """The provider cannot decode a file that has the signature of a picture."""
    return TerminalError("picture_unreadable", "The model provider could not read the picture. Save it anew and retry.")


def blocked_error() -> TerminalError:
    """The provider's content filters stopped the prompt or the answer."""
    return TerminalError("blocked", "The model provider's content filters refused this text.")
