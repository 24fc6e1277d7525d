"""A user pool that signs tokens as Cognito does, with a key of its own."""

import json
import time
import uuid
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID = "4example3client2id1"
"""The client of browsers."""

OPERATOR_CLIENT_ID = "5example4client3id2"


class UserPool:
    """One pool with two clients and one signing key, which can be rotated."""

    def __init__(self) -> None:
        self.issuer = f"https://cognito-idp.us-east-1.amazonaws.com/us-east-1_{uuid.uuid4().hex[:9]}"
        self.rotate()

    def rotate(self) -> None:
        self.kid = str(uuid.uuid4())
        self.private_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @property
    def key_set(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.private_key.public_key()))
        return {"keys": [{**public, "kid": self.kid, "use": "sig", "alg": "RS256"}]}

    @property
    def public_pem(self) -> bytes:
        return self.private_key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    def claims(self, sub: str | None, **changes: Any) -> dict[str, Any]:
        """The claims of an access token; whatever is None is left out."""
        now = int(time.time())
        claims = {
            "sub": sub,
            "iss": self.issuer,
            "client_id": CLIENT_ID,
            "token_use": "access",
            "scope": "aws.cognito.signin.user.admin",
            "iat": now,
            "exp": now + 3600,
            "jti": str(uuid.uuid4()),
            "username": sub,
        }
        return _drop_unset(claims | changes)

    def token(self, sub: str | None, *, headers: dict[str, Any] | None = None, **changes: Any) -> str:
        """A signed token; whatever is None is left out."""
        header = _drop_unset({"kid": self.kid} | (headers or {}))
        return jwt.encode(self.claims(sub, **changes), self.private_key, algorithm="RS256", headers=header)

    def bearer(self, sub: str) -> str:
        return f"Bearer {self.token(sub)}"

    def get_signing_key(self, kid: str) -> jwt.PyJWK:
        """The keys as a verifier wants them, without a network."""
        for key in jwt.PyJWKSet.from_dict(self.key_set).keys:
            if key.key_id == kid:
                return key
        raise jwt.PyJWKClientError("unknown key")


def _drop_unset(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}
