import io
import json
from collections.abc import Iterable
from typing import Any

import pytest

from ops.local_stage.cognito_calls import SeenCalls

SIGNED = "AWS4-HMAC-SHA256 Credential=AKIA1/20261126/us-east-1/cognito-idp/aws4_request, SignedHeaders=host"


class Moto:
    """Stands behind it, and keeps what reaches it."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def __call__(self, environ: dict[str, Any], _start: object) -> Iterable[bytes]:
        self.bodies.append(environ["wsgi.input"].read())
        return [b"answered"]


@pytest.fixture
def moto() -> Moto:
    return Moto()


def ask(calls: SeenCalls, path: str = "/", body: bytes = b"{}", **environ: str) -> bytes:
    given = {"PATH_INFO": path, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body), **environ}
    return b"".join(calls(given, lambda *_: None))


def callers(calls: SeenCalls) -> Any:
    return json.loads(ask(calls, "/_callers"))["callers"]


def test_a_signed_call_is_written_down_once_and_handed_on(moto: Moto) -> None:
    calls, body = SeenCalls(moto), json.dumps({"UserPoolId": "us-east-1_a", "Username": "a-sub"}).encode()
    target = "AWSCognitoIdentityProviderService.AdminDeleteUser"
    for _ in range(2):
        answer = ask(calls, body=body, HTTP_X_AMZ_TARGET=target, HTTP_AUTHORIZATION=SIGNED)
        assert answer == b"answered"
    assert moto.bodies == [body, body]
    assert callers(calls) == [{"access_key": "AKIA1", "operation": "AdminDeleteUser", "user_pool_id": "us-east-1_a"}], (
        "and not whom it was about"
    )


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_X_AMZ_TARGET": "AWSCognitoIdentityProviderService.SignUp"},
        {
            "HTTP_X_AMZ_TARGET": "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken",
            "HTTP_AUTHORIZATION": SIGNED,
        },
        {},
    ],
    ids=["a browser's", "of another service", "of none"],
)
def test_other_calls_are_handed_on_only(moto: Moto, environ: dict[str, str]) -> None:
    calls = SeenCalls(moto)
    assert ask(calls, body=b"{}", **environ) == b"answered"
    assert moto.bodies == [b"{}"]
    assert callers(calls) == []
