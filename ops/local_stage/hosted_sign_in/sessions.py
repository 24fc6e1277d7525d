"""What the hosted sign-in remembers: codes, what refresh tokens stand for, and who is signed in at its pages."""

import base64
import hashlib
import hmac
import re
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass

from ops.local_stage.hosted_sign_in.authorize import Asked
from ops.local_stage.hosted_sign_in.exceptions import TokenError

CODE_SECONDS = 300
"""How long a code is good."""

SESSION_SECONDS = 3600
"""How long who signed in at the pages is not asked again. Both are Cognito's own."""

VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
"""RFC 7636, section 4.1."""


@dataclass(frozen=True)
class Session:
    """Somebody who signed in at the pages.

    Attributes:
        username: what their pool calls them, which is unique among all pools.
        auth_time: when, in seconds since the epoch.
    """

    username: str
    auth_time: int


@dataclass(frozen=True)
class Grant:
    """What somebody allowed a client.

    Attributes:
        asked: the client's request.
        session: who allowed it.
    """

    asked: Asked
    session: Session


class Memory:
    """All that is remembered, until the process ends.

    Args:
        now: seconds since the epoch.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._codes: dict[str, tuple[Grant, float]] = {}
        self._refreshing: dict[str, Grant] = {}
        self._sessions: dict[str, Session] = {}

    def sign_in(self, username: str) -> tuple[str, Session]:
        """Remember who signed in; the key is the browser's cookie."""
        key, session = secrets.token_urlsafe(32), Session(username, int(self._now()))
        self._sessions[key] = session
        return key, session

    def find_session(self, key: str | None) -> Session | None:
        """Who is signed in with that cookie; None if nobody is any more."""
        session = self._sessions.get(key or "")
        return session if session and self._now() < session.auth_time + SESSION_SECONDS else None

    def sign_out(self, key: str | None) -> None:
        """Forget who signed in; tokens that were given stay good, as Cognito's do."""
        self._sessions.pop(key or "", None)

    def issue_code(self, grant: Grant) -> str:
        """A code that is good once."""
        code = secrets.token_urlsafe(32)
        with self._lock:
            self._codes[code] = grant, self._now() + CODE_SECONDS
        return code

    def redeem_code(self, code: str, client_id: str, redirect_uri: str, verifier: str) -> Grant:
        """What the code stands for; whoever shows it, it is used up.

        Raises:
            TokenError: it is used up, too old, another client's, for another address, or of another verifier.
        """
        with self._lock:
            grant, until = self._codes.pop(code, (None, 0.0))
        if grant is None or self._now() >= until:
            raise TokenError("invalid_grant")
        own = grant.asked.registration.client_id == client_id and grant.asked.redirect_uri == redirect_uri
        if not own or not _proves(verifier, grant.asked.challenge):
            raise TokenError("invalid_grant")
        return grant

    def keep_refreshing(self, refresh_token: str, grant: Grant) -> None:
        """Remember what a refresh token stands for."""
        self._refreshing[refresh_token] = grant

    def find_refreshed(self, refresh_token: str, client_id: str) -> Grant:
        """What a refresh token stands for.

        Raises:
            TokenError: nothing, or it is another client's.
        """
        grant = self._refreshing.get(refresh_token)
        if grant is None or grant.asked.registration.client_id != client_id:
            raise TokenError("invalid_grant")
        return grant


def _proves(verifier: str, challenge: str) -> bool:
    hashed = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return bool(VERIFIER.fullmatch(verifier)) and hmac.compare_digest(hashed, challenge)
