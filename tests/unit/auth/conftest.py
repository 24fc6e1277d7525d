"""Two user pools: the one whose tokens are taken, and another."""

import pytest

from bandup.auth.verifier import AccessTokenVerifier
from support.tokens import CLIENT_ID, OPERATOR_CLIENT_ID, UserPool


@pytest.fixture(scope="session")
def other_pool() -> UserPool:
    return UserPool()


@pytest.fixture(scope="session")
def verifier(pool: UserPool) -> AccessTokenVerifier:
    return AccessTokenVerifier(pool, issuer=pool.issuer, client_ids=[CLIENT_ID, OPERATOR_CLIENT_ID])
