"""What the routes work with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from bandup.auth.keys import PublicKeys
from bandup.auth.verifier import AccessTokenVerifier
from bandup.aws import presigning_client
from bandup.health import Check
from bandup.storage.upload_claims import UploadClaims
from bandup.storage.upload_forms import UploadForms
from bandup.storage.uploads import Uploads

from .settings import Settings


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        authenticate: from the values of the Authorization header to the user's id.
        cors_origins: browser origins that may read the answers.
        uploads: finds what was uploaded.
        forms: makes forms and links.
        claims: remembers Idempotency-Keys.
        checks: what the health invocation looks at.
    """

    authenticate: Callable[[Sequence[str]], str]
    cors_origins: Sequence[str]
    uploads: Uploads
    forms: UploadForms
    claims: UploadClaims
    checks: dict[str, Check]

    @classmethod
    def connect(cls, settings: Settings) -> Self:
        """The real ones. A client is made, but nothing is called yet."""
        s3 = presigning_client()
        uploads = Uploads(s3, settings.buckets)
        keys = PublicKeys(settings.jwks_url)
        verifier = AccessTokenVerifier(keys, issuer=settings.cognito_issuer, client_id=settings.cognito_client_id)
        return cls(
            authenticate=verifier.user_id,
            cors_origins=settings.cors_origins,
            uploads=uploads,
            forms=UploadForms(s3, settings.buckets),
            claims=UploadClaims(s3, settings.s3_bucket_documents),
            checks={"buckets": uploads.describe, "public_keys": keys.get_jwk_set},
        )
