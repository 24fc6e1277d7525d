"""What the routes work with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from bandup.account.limits import Limited, Limits
from bandup.core.aws import Clients
from bandup.core.clock import Clock, now_ms
from bandup.core.health import Check
from bandup.http.api_function import Authentication
from bandup.jobs.store import JobStore
from bandup.storage.upload_forms import UploadForms
from bandup.storage.upload_idempotency import UploadIdempotency
from bandup.storage.uploads import Uploads

from .settings import Settings


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        authentication: who may come in.
        require_account: raises AccountDeletedError for a user whose account is deleted.
        uploads: finds what was uploaded.
        forms: makes forms and links.
        idempotency: remembers Idempotency-Keys.
        limits: how fast one user may ask.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    require_account: Callable[[str], None]
    uploads: Uploads
    forms: UploadForms
    idempotency: UploadIdempotency
    limits: Limits
    checks: dict[str, Check]

    @classmethod
    def build(cls, settings: Settings, clients: Clients, clock: Clock = now_ms) -> Self:
        """The services for this environment. Nothing is called yet."""
        dynamodb, s3 = clients.get("dynamodb"), clients.get("s3")
        jobs = JobStore(dynamodb, settings.dynamodb_jobs, clock)
        limits = Limits(dynamodb, settings.dynamodb_quotas, {Limited.UPLOADS: settings.limit_uploads}, clock)
        uploads = Uploads(s3, settings.buckets)
        authentication = Authentication.from_settings(settings)
        return cls(
            authentication=authentication,
            require_account=jobs.require_account,
            uploads=uploads,
            forms=UploadForms(s3, settings.buckets),
            idempotency=UploadIdempotency(s3, settings.s3_bucket_documents, clock),
            limits=limits,
            checks={
                "jobs": jobs.describe,
                "quotas": limits.describe,
                "buckets": uploads.describe,
                "public_keys": authentication.check,
            },
        )
