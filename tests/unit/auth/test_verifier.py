import base64
import hashlib
import hmac
import json
import random
import time
from collections.abc import Callable

import pytest

from bandup.auth.exceptions import InvalidTokenError
from bandup.auth.verifier import AccessTokenVerifier
from support.tokens import OPERATOR_CLIENT_ID, UserPool

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.+/ \n\x00é"


def encoded(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def signed_with_public_key(pool: UserPool) -> str:
    """PyJWT refuses to make this one, so it is put together by hand."""
    message = f"{encoded({'alg': 'HS256', 'typ': 'JWT', 'kid': pool.kid})}.{encoded(pool.claims('user'))}"
    signature = hmac.digest(pool.public_pem, message.encode(), hashlib.sha256)
    return f"{message}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def with_other_payload(pool: UserPool) -> str:
    header, _, signature = pool.token("user").split(".")
    return f"{header}.{encoded(pool.claims('admin'))}.{signature}"


def deep_header(pool: UserPool) -> str:
    _, payload, signature = pool.token("user").split(".")
    header = base64.urlsafe_b64encode(b"[" * 5000).rstrip(b"=").decode()
    return f"{header}.{payload}.{signature}"


REFUSED: dict[str, Callable[[UserPool], str]] = {
    "alg none": lambda pool: f"{encoded({'alg': 'none', 'kid': pool.kid})}.{encoded(pool.claims('user'))}.AA",
    "alg none without signature": lambda pool: f"{encoded({'alg': 'none'})}.{encoded(pool.claims('user'))}.",
    "HS256 with the public key": signed_with_public_key,
    "other payload, same signature": with_other_payload,
    "ID token": lambda pool: pool.token("user", token_use="id", client_id=None, aud="4example3client2id1"),
    "ID token with a client": lambda pool: pool.token("user", token_use="id"),
    "no token use": lambda pool: pool.token("user", token_use=None),
    "other issuer": lambda pool: pool.token("user", iss="https://cognito-idp.us-east-1.amazonaws.com/us-east-1_other"),
    "issuer with a suffix": lambda pool: pool.token("user", iss=f"{pool.issuer}/"),
    "issuer in a list": lambda pool: pool.token("user", iss=None, issuer=[pool.issuer]),
    "other client": lambda pool: pool.token("user", client_id="other"),
    "client in a list": lambda pool: pool.token("user", client_id=["4example3client2id1"]),
    "no client": lambda pool: pool.token("user", client_id=None),
    "expired": lambda pool: pool.token("user", exp=int(time.time()) - 60),
    "no expiry": lambda pool: pool.token("user", exp=None),
    "expiry is no number": lambda pool: pool.token("user", exp="tomorrow"),
    "not valid yet": lambda pool: pool.token("user", nbf=int(time.time()) + 60),
    "issued in the future": lambda pool: pool.token("user", iat=int(time.time()) + 600),
    "no user": lambda pool: pool.token(""),
    "no sub": lambda pool: pool.token(None),
    "no key id": lambda pool: pool.token("user", headers={"kid": None}),
    "unknown key id": lambda pool: pool.token("user", headers={"kid": "other"}),
    "critical extension": lambda pool: pool.token("user", headers={"crit": ["exp"]}),
    "header of 5,000 brackets": deep_header,
    "header is a list": lambda _: f"{encoded([])}.{encoded({})}.AA",
    "two parts": lambda pool: pool.token("user").rpartition(".")[0],
    "four parts": lambda pool: f"{pool.token('user')}.AA",
    "padding": lambda pool: f"{pool.token('user')}==",
    "10,000 characters": lambda pool: pool.token("user", note="x" * 10_000),
    "nothing": lambda _: "",
    "garbage": lambda _: "a.b.c",
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_refuses(make: Callable[[UserPool], str], pool: UserPool, verifier: AccessTokenVerifier) -> None:
    with pytest.raises(InvalidTokenError):
        verifier.user_id([f"Bearer {make(pool)}"])


def test_refuses_a_token_that_another_pool_signed(other_pool: UserPool, verifier: AccessTokenVerifier) -> None:
    with pytest.raises(InvalidTokenError):
        verifier.user_id([other_pool.bearer("user")])


def test_refuses_another_pools_signature_under_our_key_id(
    pool: UserPool, other_pool: UserPool, verifier: AccessTokenVerifier
) -> None:
    token = other_pool.token("user", headers={"kid": pool.kid}, iss=pool.issuer)
    with pytest.raises(InvalidTokenError):
        verifier.user_id([f"Bearer {token}"])


def test_gives_the_sub_of_an_access_token(pool: UserPool, verifier: AccessTokenVerifier) -> None:
    assert verifier.user_id([pool.bearer("user-1")]) == "user-1"


def test_takes_the_tokens_of_each_of_its_clients(pool: UserPool, verifier: AccessTokenVerifier) -> None:
    assert verifier.user_id([f"Bearer {pool.token('user-1', client_id=OPERATOR_CLIENT_ID)}"]) == "user-1"


def test_allows_for_clocks_that_differ_a_little(pool: UserPool, verifier: AccessTokenVerifier) -> None:
    now = int(time.time())
    token = pool.token("user-1", exp=now - 3, iat=now + 3, nbf=now + 3)
    assert verifier.user_id([f"Bearer {token}"]) == "user-1"


def test_takes_an_access_token_that_is_bound_to_a_resource(pool: UserPool, verifier: AccessTokenVerifier) -> None:
    token = pool.token("user-1", aud="https://api.example.org")
    assert verifier.user_id([f"Bearer {token}"]) == "user-1"


@pytest.mark.parametrize("scheme", ["bearer ", "BEARER ", "Bearer   "])
def test_scheme_is_not_case_sensitive(scheme: str, pool: UserPool, verifier: AccessTokenVerifier) -> None:
    assert verifier.user_id([scheme + pool.token("user-1")]) == "user-1"


def test_refuses_headers_that_do_not_hold_one_bearer_token(pool: UserPool, verifier: AccessTokenVerifier) -> None:
    token = pool.token("user")
    for values in (
        [],
        [""],
        [token],
        ["Bearer"],
        [f"Bearer{token}"],
        [f"Basic {token}"],
        [f"Bearer {token} {token}"],
        [f"Bearer {token}, Bearer {token}"],
        [f"Bearer\t{token}"],
        [f"Bearer {token}\n"],
        [f"Bearer {token}", f"Bearer {token}"],
    ):
        with pytest.raises(InvalidTokenError):
            verifier.user_id(values)


def mutated(token: str, rng: random.Random) -> str:
    """The token with one random edit of its text."""
    at = rng.randrange(len(token))
    character = rng.choice(ALPHABET)
    match rng.randrange(4):
        case 0:
            return token[:at] + character + token[at + 1 :]
        case 1:
            return token[:at] + character + token[at:]
        case 2:
            return token[:at] + token[at + 1 :]
        case _:
            other = rng.randrange(len(token))
            first, last = sorted((at, other))
            return token[:first] + token[last] + token[first + 1 : last] + token[first] + token[last + 1 :]


def test_no_mutation_of_a_token_is_accepted(pool: UserPool, verifier: AccessTokenVerifier) -> None:
    token = pool.token("user")
    seed = random.randrange(2**32)
    rng = random.Random(seed)
    mutants = {mutated(token, rng) for _ in range(2000)}
    # The last characters have spare bits of base64, so every edit of them is tried.
    mutants |= {token[:-1] + character for character in ALPHABET}
    mutants |= {token + character for character in ALPHABET}
    mutants.discard(token)
    assert len(mutants) >= 1000

    accepted = []
    for mutant in mutants:
        try:
            accepted.append((verifier.user_id([f"Bearer {mutant}"]), mutant))
        except InvalidTokenError:
            continue
    assert accepted == [], f"seed {seed}"


def test_the_reason_never_quotes_the_token(pool: UserPool, verifier: AccessTokenVerifier) -> None:
    token = pool.token("user", iss="https://canary.example.org", headers={"kid": "canary"})
    with pytest.raises(InvalidTokenError) as caught:
        verifier.user_id([f"Bearer {token}"])
    assert "canary" not in str(caught.value)
    assert caught.value.__suppress_context__
