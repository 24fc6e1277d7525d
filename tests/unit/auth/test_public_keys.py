import json
from collections.abc import Iterator

import pytest

from bandup.auth.exceptions import InvalidTokenError, KeysUnavailableError
from bandup.auth.public_keys import PublicKeys
from bandup.auth.verifier import AccessTokenVerifier
from support.key_server import KeyServer
from support.tokens import CLIENT_ID, OPERATOR_CLIENT_ID, UserPool


@pytest.fixture
def rotating_pool() -> UserPool:
    return UserPool()


@pytest.fixture
def server(rotating_pool: UserPool) -> Iterator[KeyServer]:
    with KeyServer(rotating_pool) as server:
        yield server


def verifier(keys: PublicKeys, pool: UserPool) -> AccessTokenVerifier:
    return AccessTokenVerifier(keys, issuer=pool.issuer, client_ids=[CLIENT_ID, OPERATOR_CLIENT_ID])


def test_the_key_set_is_read_once(server: KeyServer, rotating_pool: UserPool) -> None:
    verify = verifier(PublicKeys(server.url), rotating_pool)
    for _ in range(20):
        assert verify.user_id([rotating_pool.bearer("user-1")]) == "user-1"
    assert server.reads == 1


def test_a_rotated_key_is_accepted_after_one_more_reading(server: KeyServer, rotating_pool: UserPool) -> None:
    verify = verifier(PublicKeys(server.url), rotating_pool)
    verify.user_id([rotating_pool.bearer("user-1")])
    rotating_pool.rotate()
    server.body = json.dumps(rotating_pool.key_set).encode()
    for _ in range(5):
        assert verify.user_id([rotating_pool.bearer("user-1")]) == "user-1"
    assert server.reads == 2


def test_unknown_keys_do_not_become_requests(server: KeyServer, rotating_pool: UserPool) -> None:
    verify = verifier(PublicKeys(server.url), rotating_pool)
    verify.user_id([rotating_pool.bearer("user-1")])
    for number in range(100):
        with pytest.raises(InvalidTokenError):
            verify.user_id([f"Bearer {rotating_pool.token('user-1', headers={'kid': f'unknown-{number}'})}"])
    assert server.reads == 2


def test_other_algorithms_do_not_reach_the_key_set(server: KeyServer, rotating_pool: UserPool) -> None:
    verify = verifier(PublicKeys(server.url), rotating_pool)
    with pytest.raises(InvalidTokenError):
        verify.user_id(["Bearer eyJhbGciOiJub25lIiwia2lkIjoieCJ9.e30.AA"])
    assert server.reads == 0


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b""),
        (404, b"{}"),
        (302, b""),
        (200, b""),
        (200, b"<html>"),
        (200, b"\xff"),
        (200, b"[]"),
        (200, b"{}"),
        (200, b"null"),
        (200, b'{"keys": []}'),
        (200, b'{"keys": 7}'),
        (200, b'{"keys": [7]}'),
        (200, b'{"keys": [{}]}'),
        (200, b'{"keys": [{"kty": "RSA", "n": "", "e": ""}]}'),
        (200, b" " * 100_000 + b"{}"),
    ],
)
def test_a_key_set_that_cannot_be_used_is_our_problem_and_not_the_callers(
    status: int, body: bytes, server: KeyServer, rotating_pool: UserPool
) -> None:
    server.status, server.body = status, body
    verify = verifier(PublicKeys(server.url), rotating_pool)
    for _ in range(5):
        with pytest.raises(KeysUnavailableError):
            verify.user_id([rotating_pool.bearer("user-1")])
    assert server.reads == 1, "a failure is not followed by another try at once"


def test_it_works_again_as_soon_as_the_key_set_does(server: KeyServer, rotating_pool: UserPool) -> None:
    verify = verifier(PublicKeys(server.url, retry_floor=0), rotating_pool)
    server.status = 503
    with pytest.raises(KeysUnavailableError):
        verify.user_id([rotating_pool.bearer("user-1")])
    server.status = 200
    assert verify.user_id([rotating_pool.bearer("user-1")]) == "user-1"


def test_known_keys_outlive_an_outage(server: KeyServer, rotating_pool: UserPool) -> None:
    verify = verifier(PublicKeys(server.url, refetch_floor=0), rotating_pool)
    verify.user_id([rotating_pool.bearer("user-1")])
    server.status = 503
    with pytest.raises(KeysUnavailableError):
        verify.user_id([f"Bearer {rotating_pool.token('user-1', headers={'kid': 'unknown'})}"])
    assert verify.user_id([rotating_pool.bearer("user-1")]) == "user-1"


def test_nobody_listens(rotating_pool: UserPool) -> None:
    with pytest.raises(KeysUnavailableError):
        verifier(PublicKeys("http://127.0.0.1:1/jwks.json"), rotating_pool).user_id([rotating_pool.bearer("user-1")])


def test_a_proxy_is_not_asked_for_this_machine(
    server: KeyServer, rotating_pool: UserPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert verifier(PublicKeys(server.url), rotating_pool).user_id([rotating_pool.bearer("user-1")]) == "user-1"
