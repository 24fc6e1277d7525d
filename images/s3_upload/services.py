"""What the routes work with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from bandup.auth.keys import PublicKeys
from bandup.auth.verifier import AccessTokenVerifier
from bandup.aws import client, presigning_client
from bandup.health import Check
from bandup.jobs.store import JobStore
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
        require_account: raises AccountDeletedError for a user whose account is deleted.
        uploads: finds what was uploaded.
        forms: makes forms and links.
        claims: remembers Idempotency-Keys.
        checks: what the health invocation looks at.
    """

    authenticate: Callable[[Sequence[str]], str]
    cors_origins: Sequence[str]
    require_account: Callable[[str], None]
    uploads: Uploads
    forms: UploadForms
    claims: UploadClaims
    checks: dict[str, Check]

    @classmethod
    def connect(cls, settings: Settings) -> Self:
        """The real ones. Clients are made, but nothing is called yet."""
        jobs = JobStore(client("dynamodb"), settings.dynamodb_jobs)
        s3 = presigning_client()
        uploads = Uploads(s3, settings.buckets)
        keys = PublicKeys(settings.jwks_url)
        verifier = AccessTokenVerifier(keys, issuer=settings.cognito_issuer, client_id=settings.cognito_client_id)
        return cls(
            authenticate=verifier.user_id,
            cors_origins=settings.cors_origins,
            require_account=jobs.require_account,
            uploads=uploads,
            forms=UploadForms(s3, settings.buckets),
            claims=UploadClaims(s3, settings.s3_bucket_documents),
            checks={"jobs": jobs.describe, "buckets": uploads.describe, "public_keys": keys.get_jwk_set},
        )
