"""Opaque page tokens: where the next page starts, signed, so that no user can start at rows of another."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

from bandup.core.base64url import is_canonical
from bandup.http.exceptions import InvalidFieldsError
from bandup.http.parameters import invalid_parameter, query_value
from bandup.http.request import Request

PARAMETER = "next_token"

MAX_TOKEN_LENGTH = 2048
"""Characters. Ours are a few hundred long."""

MAX_AGE_SECONDS = 3600

_TOKEN = re.compile(rf"[A-Za-z0-9_.-]{{1,{MAX_TOKEN_LENGTH}}}")


class PageTokens:
    """Makes and reads page tokens. A token is good for one user and one list, for an hour.

    Args:
        signing_key: gives the key, which may be rotated: tokens signed with another one are refused.
    """

    def __init__(self, signing_key: Callable[[], str]) -> None:
        self._signing_key = signing_key

    def make(self, start: Mapping[str, Any] | None, *, user_id: str, scope: str) -> str | None:
        """The token of the page that starts at `start`, or None if there is no further page.

        Args:
            start: DynamoDB's `LastEvaluatedKey`.
            user_id: whose list it is.
            scope: which list it is, with its filter.
        """
        return str(self._serializer(user_id, scope).dumps(dict(start))) if start else None

    def read(self, request: Request, *, user_id: str, scope: str) -> Mapping[str, Any] | None:
        """Where the page that the caller asks for starts, or None for the first page.

        Raises:
            InvalidFieldsError: the token was not made here, for this user and list, within the last hour.
        """
        token = query_value(request, PARAMETER)
        if token is None:
            return None
        if not _TOKEN.fullmatch(token) or not all(map(is_canonical, token.split("."))):
            raise _invalid()
        try:
            return dict(self._serializer(user_id, scope).loads(token, max_age=MAX_AGE_SECONDS))
        except BadData:
            raise _invalid() from None

    def _serializer(self, user_id: str, scope: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self._signing_key(),
            salt=json.dumps(["page", scope, user_id]),
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
        )


def page(items: list[dict[str, Any]], token: str | None) -> dict[str, Any]:
    """The body of one page of a list; `next_token` is there only if another page follows."""
    return {"items": items} | ({PARAMETER: token} if token else {})


def _invalid() -> InvalidFieldsError:
    return invalid_parameter(PARAMETER, "token", "This token is not valid (any more). Start again at the first page.")
