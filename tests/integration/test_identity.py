"""Who may call the API: the holder of a valid access token of this user pool and client, and nobody else."""

import gzip
import json
import time
import uuid
from importlib import resources
from typing import Any

import jwt
import pytest

from integration.conftest import Stage, User
from integration.essays import marker, submission

pytestmark = pytest.mark.integration

ROUTES = [
    ("POST", "/writing/evaluations"),
    ("GET", "/jobs"),
    ("GET", f"/jobs/{uuid.uuid4()}"),
    ("DELETE", f"/jobs/{uuid.uuid4()}"),
    ("GET", "/evaluations"),
    ("GET", f"/evaluations/{uuid.uuid4()}"),
    ("DELETE", f"/evaluations/{uuid.uuid4()}"),
    ("POST", "/speaking/evaluations"),
    ("POST", "/flashcards"),
    ("GET", "/flashcard-sets"),
    ("GET", f"/flashcard-sets/{uuid.uuid4()}"),
    ("DELETE", f"/flashcard-sets/{uuid.uuid4()}"),
    ("GET", f"/flashcard-sets/{uuid.uuid4()}/export?format=apkg"),
    ("GET", f"/flashcard-sets/{uuid.uuid4()}/cards"),
    ("PATCH", f"/flashcard-sets/{uuid.uuid4()}/cards/card-1"),
    ("DELETE", f"/flashcard-sets/{uuid.uuid4()}/cards/card-1"),
    ("POST", "/transcripts"),
    ("GET", "/transcripts"),
    ("GET", f"/transcripts/{uuid.uuid4()}"),
    ("DELETE", f"/transcripts/{uuid.uuid4()}"),
    ("POST", "/texts"),
    ("GET", "/texts"),
    ("GET", f"/texts/{uuid.uuid4()}"),
    ("DELETE", f"/texts/{uuid.uuid4()}"),
    ("GET", "/cards?state=active"),
    ("GET", "/cards/due"),
    ("GET", "/cards/export?format=csv"),
    ("POST", f"/flashcard-sets/{uuid.uuid4()}/study"),
    ("PATCH", f"/cards/{uuid.uuid4()}"),
    ("DELETE", f"/cards/{uuid.uuid4()}"),
    ("POST", "/reviews"),
    ("PUT", "/goals"),
    ("GET", "/progress"),
    ("GET", "/plan"),
    ("GET", "/today"),
    ("GET", "/questions"),
    ("GET", "/questions/bar-library-loans"),
    ("GET", "/usage"),
    ("GET", "/me/export"),
    ("DELETE", "/me"),
    ("POST", "/interview"),
    ("POST", "/feedback"),
    ("GET", f"/review?session_id={uuid.uuid4()}"),
    ("GET", "/sessions"),
    ("DELETE", f"/sessions/{uuid.uuid4()}"),
    ("GET", f"/sessions/{uuid.uuid4()}/report"),
    ("GET", "/skills"),
    ("POST", "/uploads"),
    ("GET", f"/uploads/{uuid.uuid4()}"),
]


def signed(token: str, **changes: Any) -> str:
    """The token with other claims, signed with the pool's own key, which moto publishes."""
    packed = (resources.files("moto") / "cognitoidp" / "resources" / "jwks-private.json.gz").read_bytes()
    key = json.loads(gzip.decompress(packed))
    claims = jwt.decode(token, options={"verify_signature": False}) | changes
    return jwt.encode(claims, jwt.PyJWK(key, "RS256").key, "RS256", headers={"kid": key["kid"]})


def test_the_tests_own_signature_is_accepted(stage: Stage, user: User) -> None:
    """Otherwise the refusals below would prove nothing."""
    assert stage.api(signed(user.token)).get("/jobs").status == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": int(time.time()) - 60},
        {"iss": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_another"},
        {"client_id": "another"},
        {"token_use": "id"},
        {"sub": ""},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_foreign_or_expired_token_is_refused(stage: Stage, user: User, changes: dict[str, Any]) -> None:
    answer = stage.api(signed(user.token, **changes)).get("/jobs")
    assert answer.status == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("token", [None, "", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."])
@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_no_route_answers_without_a_token(stage: Stage, method: str, path: str, token: str | None) -> None:
    answer = stage.api(token).call(method, path, json=submission(marker()))
    assert answer.status == 401
    assert answer.body["status"] == 401
    assert answer.body["request_id"]
