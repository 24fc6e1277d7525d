"""Why a caller could not be authenticated."""

from bandup.core.errors import RetryLaterError


class InvalidTokenError(Exception):
    """The caller sent no token, or one that this API does not accept.

    Args:
        reason: stable identifier for logs, such as `expired`; never a part of the token.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class KeysUnavailableError(RetryLaterError):
    """The user pool's public keys could not be read, so no token can be checked."""

    def __init__(self) -> None:
        super().__init__("keys_unavailable", "The user pool's public keys could not be read.")
