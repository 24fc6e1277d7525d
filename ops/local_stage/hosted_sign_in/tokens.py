"""The token endpoint: codes and refresh tokens in, tokens of moto's out."""

from collections.abc import Callable
from typing import Any

from werkzeug.datastructures import MultiDict

from ops.local_stage.hosted_sign_in.exceptions import TokenError
from ops.local_stage.hosted_sign_in.registration import Registration, find_registration, find_user
from ops.local_stage.hosted_sign_in.sessions import Grant, Memory

Exchange = Callable[[MultiDict[str, str], Registration, Memory], dict[str, Any]]


def answer_token_request(form: MultiDict[str, str], memory: Memory) -> dict[str, Any]:
    """The tokens that a client is given.

    Args:
        form: the request's fields.
        memory: what was issued.

    Raises:
        TokenError: none are given.
    """
    if any(len(form.getlist(name)) > 1 for name in form):
        raise TokenError("invalid_request")
    grant_type = form.get("grant_type")
    if not grant_type:
        raise TokenError("invalid_request")
    if grant_type not in _EXCHANGES:
        raise TokenError("unsupported_grant_type")
    wanted, exchange = _EXCHANGES[grant_type]
    if not all(form.get(name) for name in ("client_id", *wanted)):
        raise TokenError("invalid_request")
    registration = find_registration(form["client_id"])
    if registration is None:
        raise TokenError("invalid_client")
    if not registration.code_flow:
        raise TokenError("unauthorized_client")
    return exchange(form, registration, memory)


def revoke_token(form: MultiDict[str, str]) -> None:
    """End a refresh token; one that is unknown or another client's is let be, as Cognito does.

    Args:
        form: the request's fields.

    Raises:
        TokenError: the request is none.
    """
    if not all(len(form.getlist(name)) == 1 and form[name] for name in ("token", "client_id")):
        raise TokenError("invalid_request")
    registration = find_registration(form["client_id"])
    if registration is None:
        raise TokenError("invalid_client")
    known = registration.pool.refresh_tokens.get(form["token"])
    if known and known[0] == registration.client_id:
        registration.pool.refresh_tokens[form["token"]] = None


def _exchange_code(form: MultiDict[str, str], registration: Registration, memory: Memory) -> dict[str, Any]:
    grant = memory.redeem_code(form["code"], registration.client_id, form["redirect_uri"], form["code_verifier"])
    refresh_token, _ = registration.pool.create_refresh_token(registration.client_id, grant.session.username)
    memory.keep_refreshing(refresh_token, grant)
    return {**_make_tokens(registration, refresh_token, grant), "refresh_token": refresh_token}


def _refresh(form: MultiDict[str, str], registration: Registration, memory: Memory) -> dict[str, Any]:
    refresh_token = form["refresh_token"]
    return _make_tokens(registration, refresh_token, memory.find_refreshed(refresh_token, registration.client_id))


def _make_tokens(registration: Registration, refresh_token: str, grant: Grant) -> dict[str, Any]:
    pool, client_id = registration.pool, registration.client_id
    user = find_user(pool, grant.session.username)
    # moto forgets the refresh tokens of who is signed out everywhere.
    known = pool.refresh_tokens.get(refresh_token)
    if user is None or known is None:
        raise TokenError("invalid_grant")
    both = {"auth_time": grant.session.auth_time, "origin_jti": known[2]}
    scope = " ".join(grant.asked.scopes)
    access_token, seconds = pool.create_jwt(client_id, user.username, "access", extra_data={**both, "scope": scope})
    pool.access_tokens[access_token] = client_id, user.username
    answer = {"access_token": access_token, "expires_in": seconds, "token_type": "Bearer"}
    if "openid" not in grant.asked.scopes:
        return answer
    nonce = {"nonce": grant.asked.nonce} if grant.asked.nonce else {}
    address = {"email": user.attribute_lookup["email"]} if "email" in grant.asked.scopes else {}
    id_token, _ = pool.create_jwt(client_id, user.username, "id", extra_data={**both, **nonce, **address})
    pool.id_tokens[id_token] = client_id, user.username
    return {**answer, "id_token": id_token}


_EXCHANGES: dict[str, tuple[tuple[str, ...], Exchange]] = {
    "authorization_code": (("code", "redirect_uri", "code_verifier"), _exchange_code),
    "refresh_token": (("refresh_token",), _refresh),
}
"""By kind of grant: what a request must bring beside its client, and what gives the tokens."""
