"""The token in an Authorization header (RFC 6750, section 2.1)."""

import re
from collections.abc import Sequence

from bandup.auth.exceptions import InvalidTokenError
from bandup.core.base64url import is_canonical

MAX_TOKEN_LENGTH = 8192
"""In characters. API Gateway passes on at most 10,240 bytes of headers in all."""

_BEARER = re.compile(r"Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)", re.IGNORECASE)
"""Three parts of unpadded base64url. With padding, one token could be written in several ways."""


def bearer_token(authorization: Sequence[str]) -> str:
    """The token.

    Args:
        authorization: all values of the Authorization header.

    Raises:
        InvalidTokenError: there is not exactly one value, or it is not a bearer token in JWT form.
    """
    if len(authorization) != 1:
        raise InvalidTokenError("repeated" if authorization else "missing")
    match = _BEARER.fullmatch(authorization[0])
    if match is None or len(match[1]) > MAX_TOKEN_LENGTH:
        raise InvalidTokenError("not_a_bearer_token")
    if not all(is_canonical(part) for part in match[1].split(".")):
        raise InvalidTokenError("not_canonical")
    return match[1]
