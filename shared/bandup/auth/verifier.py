"""Checks a Cognito access token in the function itself.

In AWS the gateway's authorizer has checked it before. The function checks it again, so that this holds for a misrouted
call too, and on a local stage whose gateway has no authorizer.
"""

from collections.abc import Collection, Sequence
from typing import Any, Protocol

import jwt

from bandup.auth.bearer import bearer_token
from bandup.auth.exceptions import InvalidTokenError

LEEWAY_SECONDS = 10
"""How much the clocks of Cognito and of this function may differ."""

_ALGORITHM = "RS256"
"""The only algorithm that Cognito signs with."""

_REQUIRED = ("client_id", "exp", "iss", "sub", "token_use")


class SigningKeys(Protocol):
    """Public keys by their id."""

    def get_signing_key(self, kid: str) -> jwt.PyJWK:
        """The key, or `jwt.PyJWKClientError` if there is none with this id."""
        ...


class AccessTokenVerifier:
    """Finds out whose access token it is, if it is a valid one of this user pool and its clients.

    Args:
        keys: the pool's public keys.
        issuer: what `iss` must be.
        client_ids: what `client_id` may be.
    """

    def __init__(self, keys: SigningKeys, *, issuer: str, client_ids: Collection[str]) -> None:
        self._keys = keys
        self._issuer = issuer
        self._wanted = {"token_use": ("access",), "client_id": tuple(client_ids)}

    def user_id(self, authorization: Sequence[str]) -> str:
        """The `sub` of the token.

        Args:
            authorization: all values of the Authorization header.

        Raises:
            InvalidTokenError: it is not one valid access token.
            KeysUnavailableError: the pool's keys cannot be read.
        """
        claims = self._claims(bearer_token(authorization))
        for name, wanted in self._wanted.items():
            if claims[name] not in wanted:
                raise InvalidTokenError(name)
        if not claims["sub"]:
            raise InvalidTokenError("sub")
        return str(claims["sub"])

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(token)
            if header["alg"] != _ALGORITHM:  # before its key id may cause a reading of the key set
                raise InvalidTokenError("algorithm")
            return jwt.decode(
                token,
                self._keys.get_signing_key(header["kid"]),
                algorithms=[_ALGORITHM],
                issuer=self._issuer,
                leeway=LEEWAY_SECONDS,
                # Cognito's access tokens name their client in `client_id`, and have no `aud` as a rule.
                options={"require": list(_REQUIRED), "verify_aud": False},
            )
        except (KeyError, RecursionError):  # a header without these members, or of thousands of brackets
            raise InvalidTokenError("header") from None
        except jwt.PyJWTError as error:
            raise InvalidTokenError(type(error).__name__) from None
