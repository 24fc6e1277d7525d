"""The request of an authorization code, as /oauth2/authorize and /login take it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from ops.local_stage.hosted_sign_in.exceptions import PageError, ReturnedError
from ops.local_stage.hosted_sign_in.registration import Registration, find_registration

CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
"""A SHA-256 in base64url, as PKCE's S256 has it."""

Parameters = MultiDict[str, str]


@dataclass(frozen=True)
class Asked:
    """A request that may be answered with a code.

    Attributes:
        registration: the client.
        redirect_uri: where the code goes, exactly as registered.
        scopes: what the tokens are to carry.
        challenge: PKCE's challenge, by S256.
        nonce: goes into the ID token; None without one.
    """

    registration: Registration
    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str
    nonce: str | None


def find_return(given: Parameters) -> tuple[Registration, str]:
    """Who asks, and where to tell it anything.

    Raises:
        PageError: nobody known, or an address that is not one of the client's, character by character.
    """
    if any(len(given.getlist(name)) != 1 for name in ("client_id", "redirect_uri")):
        raise PageError("invalid_request")
    registration = find_registration(given["client_id"])
    if registration is None:
        raise PageError("invalid_client")
    if given["redirect_uri"] not in registration.callback_urls:
        raise PageError("redirect_mismatch")
    return registration, given["redirect_uri"]


def read_request(given: Parameters, registration: Registration, redirect_uri: str) -> Asked:
    """The rest of the request.

    Cognito gives codes to clients that bring no challenge, too. Here they are refused: a client that forgot PKCE would
    work in AWS, and anybody who sees its code could have its user's tokens.

    Raises:
        ReturnedError: it is not one that the client may make.
    """
    if repeated := [name for name in given if len(given.getlist(name)) > 1]:
        raise ReturnedError("invalid_request", f"{repeated[0]} is given more than once")
    match given.get("response_type"):
        case None | "":
            raise ReturnedError("invalid_request", "response_type is missing")
        case "code":
            pass
        case "token":
            raise ReturnedError("unauthorized_client", "the implicit flow is not enabled for this client")
        case _:
            raise ReturnedError("unsupported_response_type", "response_type must be code")
    if not registration.code_flow:
        raise ReturnedError("unauthorized_client", "the code flow is not enabled for this client")
    scopes = tuple((given.get("scope") or " ".join(registration.scopes)).split(" "))
    if unknown := [scope for scope in scopes if scope not in registration.scopes]:
        raise ReturnedError("invalid_scope", f"the client may not ask for {unknown[0]!r}")
    return Asked(registration, redirect_uri, scopes, _read_challenge(given), given.get("nonce"))


def _read_challenge(given: Mapping[str, str]) -> str:
    if given.get("code_challenge_method") != "S256":
        raise ReturnedError("invalid_request", "code_challenge_method must be S256")
    challenge = given.get("code_challenge", "")
    if not CHALLENGE.fullmatch(challenge):
        raise ReturnedError("invalid_request", "code_challenge must be a SHA-256 in base64url")
    return challenge
