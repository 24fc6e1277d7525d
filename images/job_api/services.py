"""What the routes work with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from bandup.auth.keys import PublicKeys
from bandup.auth.verifier import AccessTokenVerifier
from bandup.aws import client
from bandup.health import Check
from bandup.http.paging import PageTokens
from bandup.jobs.model import Kind
from bandup.jobs.queue import WorkQueue
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter
from bandup.jobs.sweep import Sweeper
from bandup.storage.results import ResultStore
from bandup.storage.secrets import SecretCache

from .settings import Settings


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        authenticate: from the values of the Authorization header to the user's id.
        cors_origins: browser origins that may read the answers.
        jobs: the job table.
        evaluations: the evaluation table.
        submitter: accepts jobs.
        sweeper: finds what no message will finish.
        tokens: page tokens.
        checks: what the health invocation looks at.
    """

    authenticate: Callable[[Sequence[str]], str]
    cors_origins: Sequence[str]
    jobs: JobStore
    evaluations: ResultStore
    submitter: Submitter
    sweeper: Sweeper
    tokens: PageTokens
    checks: dict[str, Check]

    @classmethod
    def connect(cls, settings: Settings) -> Self:
        """The real ones. Clients are made, but nothing is called yet."""
        dynamodb = client("dynamodb")
        jobs = JobStore(dynamodb, settings.dynamodb_jobs)
        evaluations = ResultStore(
            dynamodb,
            client("s3"),
            table=settings.dynamodb_evaluations,
            key="evaluation_id",
            bucket=settings.s3_bucket_documents,
        )
        queues = {Kind.WRITING: WorkQueue(client("sqs"), settings.writing_queue_url, settings.writing_dlq_url)}
        secrets = SecretCache(client("secretsmanager"))
        keys = PublicKeys(settings.jwks_url)
        verifier = AccessTokenVerifier(keys, issuer=settings.cognito_issuer, client_id=settings.cognito_client_id)

        def signing_key() -> str:
            return secrets.get(settings.page_token_secret_arn)

        return cls(
            authenticate=verifier.user_id,
            cors_origins=settings.cors_origins,
            jobs=jobs,
            evaluations=evaluations,
            submitter=Submitter(jobs, queues),
            sweeper=Sweeper(jobs, queues),
            tokens=PageTokens(signing_key),
            checks={
                "jobs": jobs.describe,
                "evaluations": evaluations.describe,
                "page_token_key": signing_key,
                "public_keys": keys.get_jwk_set,
            },
        )
