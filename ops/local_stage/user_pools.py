"""Cognito's rules that moto lacks, so that what a real pool refuses or takes for one is so here too."""

from collections.abc import Mapping
from typing import Any

from moto.cognitoidp.exceptions import InvalidParameterException, NotAuthorizedError
from moto.cognitoidp.models import CognitoIdpBackend, CognitoIdpUserPool

_NEEDS = {
    "USER_PASSWORD_AUTH": {"ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"},
    "USER_SRP_AUTH": {"ALLOW_USER_SRP_AUTH"},
    "CUSTOM_AUTH": {"ALLOW_CUSTOM_AUTH", "CUSTOM_AUTH_FLOW_ONLY"},
    "ADMIN_USER_PASSWORD_AUTH": {"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"},
    "ADMIN_NO_SRP_AUTH": {"ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"},
    "REFRESH_TOKEN_AUTH": {"ALLOW_REFRESH_TOKEN_AUTH"},
    "REFRESH_TOKEN": {"ALLOW_REFRESH_TOKEN_AUTH"},
}
"""Which setting of a client allows a way to sign in. https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html"""


def behave_like_cognito() -> None:
    """Change moto's user pools, once per process.

    - In a pool that is not case sensitive, addresses that differ in case alone are one user's.
    - A client takes the ways to sign in that it was made with, and no other.
    - Where only an administrator makes users, nobody signs up.
    """
    pools: Any = CognitoIdpUserPool
    backends: Any = CognitoIdpBackend
    stock_user, stock_sign_up = pools._get_user, backends.sign_up
    stock_auth, stock_admin_auth = backends.initiate_auth, backends.admin_initiate_auth

    def get_user(pool: CognitoIdpUserPool, username: str) -> Any:
        return stock_user(pool, _spelled_as_stored(pool, username))

    def sign_up(backend: CognitoIdpBackend, client_id: str, *args: Any, **kwargs: Any) -> Any:
        pool = _pool_of(backend, client_id)
        if pool and pool.extended_config.get("AdminCreateUserConfig", {}).get("AllowAdminCreateUserOnly"):
            raise NotAuthorizedError("SignUp is not permitted for this user pool")
        return stock_sign_up(backend, client_id, *args, **kwargs)

    def initiate_auth(backend: CognitoIdpBackend, client_id: str, auth_flow: str, auth_parameters: Any) -> Any:
        _require_flow(_pool_of(backend, client_id), client_id, auth_flow)
        return stock_auth(backend, client_id, auth_flow, auth_parameters)

    def admin_auth(backend: CognitoIdpBackend, user_pool_id: str, client_id: str, auth_flow: str, given: Any) -> Any:
        _require_flow(backend.user_pools.get(user_pool_id), client_id, auth_flow)
        return stock_admin_auth(backend, user_pool_id, client_id, auth_flow, given)

    pools._get_user = get_user
    backends.sign_up = sign_up
    backends.initiate_auth = initiate_auth
    backends.admin_initiate_auth = admin_auth


def _spelled_as_stored(pool: CognitoIdpUserPool, username: str) -> str:
    """The address or name under which moto keeps a user, if the pool takes any case; else what was given."""
    if pool.extended_config.get("UsernameConfiguration", {}).get("CaseSensitive", True):
        return username
    by_attribute = pool.extended_config.get("UsernameAttributes", [])
    kept = [*pool.users, *(_attributes(user)[name] for user in pool.users.values() for name in by_attribute)]
    return next((name for name in kept if name and name.casefold() == username.casefold()), username)


def _attributes(user: Any) -> Mapping[str, str]:
    return {each["Name"]: each["Value"] for each in user.attributes}


def _pool_of(backend: CognitoIdpBackend, client_id: str) -> CognitoIdpUserPool | None:
    return next((pool for pool in backend.user_pools.values() if client_id in pool.clients), None)


def _require_flow(pool: CognitoIdpUserPool | None, client_id: str, auth_flow: str) -> None:
    client = pool.clients.get(client_id) if pool else None
    if client and auth_flow in _NEEDS and not _NEEDS[auth_flow] & set(client.extended_config["ExplicitAuthFlows"]):
        raise InvalidParameterException(f"{auth_flow} flow not enabled for this client")
