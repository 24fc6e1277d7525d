"""What the routes work with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Self

from bandup.account.quotas import Quotas
from bandup.account_data.deletion import Deletion
from bandup.account_data.downloads import Downloads
from bandup.account_data.export import Exporter
from bandup.account_data.files import UserFiles
from bandup.account_data.interviews import whole_interviews
from bandup.auth.public_keys import PublicKeys
from bandup.auth.verifier import AccessTokenVerifier
from bandup.core.aws import client, presigning_client
from bandup.core.health import Check
from bandup.core.secrets import SecretCache
from bandup.http.paging import PageTokens
from bandup.interview.store import InterviewStore
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.model import Kind
from bandup.jobs.queue import WorkQueue
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter
from bandup.jobs.sweep import Sweeper
from bandup.jobs.worker import Worker
from bandup.storage.uploads import Uploads

from .settings import Settings


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        authenticate: from the values of the Authorization header to the user's id.
        cors_origins: browser origins that may read the answers.
        jobs: the job table.
        evaluations: the evaluation table.
        interviews: the interviews' table.
        flashcard_sets: the table of sets of flashcards.
        downloads: writes files that a user may download.
        uploads: what was uploaded.
        submitter: accepts jobs.
        exporter: writes exports.
        sweeper: finds what no message will finish.
        deletions: works off the queue of deletions.
        tokens: page tokens.
        checks: what the health invocation looks at.
    """

    authenticate: Callable[[Sequence[str]], str]
    cors_origins: Sequence[str]
    jobs: JobStore
    evaluations: ResultStore
    flashcard_sets: ResultStore
    interviews: InterviewStore
    downloads: Downloads
    uploads: Uploads
    submitter: Submitter
    exporter: Exporter
    sweeper: Sweeper
    deletions: LambdaWorker
    tokens: PageTokens
    checks: Mapping[str, Check]

    @classmethod
    def connect(cls, settings: Settings) -> Self:
        """The real ones. Clients are made, but nothing is called yet."""
        dynamodb, s3, sqs = client("dynamodb"), presigning_client(), client("sqs")
        jobs = JobStore(dynamodb, settings.dynamodb_jobs)
        documents = settings.s3_bucket_documents
        evaluations = ResultStore(
            dynamodb, s3, table=settings.dynamodb_evaluations, key="evaluation_id", bucket=documents
        )
        sets = ResultStore(dynamodb, s3, table=settings.dynamodb_flashcard_sets, key="set_id", bucket=documents)
        interviews = InterviewStore(dynamodb, settings.dynamodb_interview_sessions)
        limits: dict[str, int] = {
            Kind.WRITING: settings.quota_writing_per_day,
            Kind.SPEAKING: settings.quota_speaking_per_day,
            Kind.FLASHCARD: settings.quota_flashcard_per_day,
        }
        quotas = Quotas(dynamodb, settings.dynamodb_quotas, limits)
        queues = {
            Kind.WRITING: WorkQueue(sqs, settings.writing_queue_url, settings.writing_dlq_url),
            Kind.SPEAKING: WorkQueue(sqs, settings.speaking_queue_url, settings.speaking_dlq_url),
            Kind.FLASHCARD: WorkQueue(sqs, settings.flashcard_queue_url, settings.flashcard_dlq_url),
            Kind.DELETION: WorkQueue(sqs, settings.account_queue_url, settings.account_dlq_url),
        }
        files, downloads = UserFiles(s3, settings.buckets, documents), Downloads(s3, documents)
        results = {Kind.WRITING: evaluations, Kind.SPEAKING: evaluations, Kind.FLASHCARD: sets}
        deletion = Deletion(jobs, results, interviews, files, quotas, settings.deletion_settle_seconds)
        secrets = SecretCache(client("secretsmanager"))
        keys = PublicKeys(settings.jwks_url)
        verifier = AccessTokenVerifier(keys, issuer=settings.cognito_issuer, client_id=settings.cognito_client_id)

        def signing_key() -> str:
            return secrets.get(settings.page_token_secret_arn)

        checks: dict[str, Check] = {
            "jobs": jobs.describe,
            "evaluations": evaluations.describe,
            "flashcard_sets": sets.describe,
            "interviews": interviews.describe,
            "quotas": quotas.describe,
            "page_token_key": signing_key,
            "public_keys": keys.get_jwk_set,
        }
        return cls(
            authenticate=verifier.user_id,
            cors_origins=settings.cors_origins,
            jobs=jobs,
            evaluations=evaluations,
            flashcard_sets=sets,
            interviews=interviews,
            downloads=downloads,
            uploads=Uploads(s3, settings.buckets),
            submitter=Submitter(jobs, queues, quotas),
            exporter=Exporter(downloads, sections(jobs, evaluations, sets, interviews, files)),
            sweeper=Sweeper(jobs, queues),
            deletions=LambdaWorker(
                Worker(Kind.DELETION, jobs, evaluations, deletion), queues[Kind.DELETION], jobs, checks
            ),
            tokens=PageTokens(signing_key),
            checks=checks,
        )


def sections(
    jobs: JobStore, evaluations: ResultStore, sets: ResultStore, interviews: InterviewStore, files: UserFiles
) -> dict[str, Any]:
    """What an export holds, by name."""
    return {
        "jobs": lambda user_id: (asdict(job) for job in jobs.all_owned(user_id)),
        "evaluations": evaluations.all_owned,
        "flashcard_sets": sets.all_owned,
        "interviews": partial(whole_interviews, interviews),
        "uploads": files.uploads,
    }
