"""What a user pool knows of a client and of its users, read from moto."""

import hmac
from dataclasses import dataclass
from typing import Any

from moto.cognitoidp.models import CognitoIdpUserPool, UserStatus, cognitoidp_backends


@dataclass(frozen=True)
class Registration:
    """A client of a user pool.

    Attributes:
        client_id: its identifier.
        pool: its pool.
        code_flow: whether it may ask for authorization codes.
        scopes: what it may ask for.
        callback_urls: where a signed-in user may return to.
        logout_urls: where a signed-out user may return to.
    """

    client_id: str
    pool: CognitoIdpUserPool
    code_flow: bool
    scopes: tuple[str, ...]
    callback_urls: tuple[str, ...]
    logout_urls: tuple[str, ...]


def find_registration(client_id: str | None) -> Registration | None:
    """The client of that identifier in any pool, or None. A browser names neither account nor region."""
    for backend in [each for regions in cognitoidp_backends.values() for each in list(regions.values())]:
        for pool in list(backend.user_pools.values()):
            if client_id in pool.clients:
                settings = pool.clients[client_id].extended_config
                flows = settings.get("AllowedOAuthFlows", [])
                return Registration(
                    client_id=client_id,
                    pool=pool,
                    code_flow=bool(settings["AllowedOAuthFlowsUserPoolClient"]) and "code" in flows,
                    scopes=tuple(settings.get("AllowedOAuthScopes", [])),
                    callback_urls=tuple(settings.get("CallbackURLs", [])),
                    logout_urls=tuple(settings.get("LogoutURLs", [])),
                )
    return None


def check_password(pool: CognitoIdpUserPool, username: str, password: str) -> Any | None:
    """The user of the pool whose password it is, or None: for an unknown name as for a wrong password."""
    user = find_user(pool, username)
    if user is None or not user.password or user.status != UserStatus.CONFIRMED:
        return None
    return user if hmac.compare_digest(user.password.encode(), password.encode()) else None


def find_user(pool: CognitoIdpUserPool, username: str) -> Any | None:
    """A user who may sign in, by address or by `sub`; None without one."""
    user = pool._get_user(username)
    return user if user and user.enabled else None
