"""What the routes work with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Self

from bandup.account.limits import Limits
from bandup.account.quotas import Quotas
from bandup.account_data.deletion import Deletion
from bandup.account_data.downloads import Downloads
from bandup.account_data.export import Exporter, Section, export_interviews
from bandup.account_data.files import UserFiles
from bandup.account_data.sign_ins import SignIns
from bandup.core.aws import Clients
from bandup.core.clock import Clock, now_ms
from bandup.core.health import Check
from bandup.core.secrets import SecretCache
from bandup.http.api_function import Authentication
from bandup.http.paging import PageTokens
from bandup.ielts.evaluations import read_evaluation
from bandup.interview.claims import LeftClaims
from bandup.interview.store import InterviewStore
from bandup.jobs.kinds import EVALUATIONS, FLASHCARD_SETS, RESULT_TABLES, Kind, ResultTable
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.queue import WorkQueue
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter
from bandup.jobs.sweep import Sweeper
from bandup.jobs.worker import Duty, Worker
from bandup.storage.uploads import Uploads
from bandup.study.store import StudyStore

from .flashcard_sets import export_sets
from .settings import Settings


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        authentication: how callers are authenticated.
        jobs: the job table.
        results: every table of results.
        interviews: the interviews' table.
        study: cards that are studied, and their reviews.
        limits: how fast one user may ask.
        downloads: writes files that a user may download.
        uploads: what was uploaded.
        submitter: accepts jobs.
        exporter: writes exports.
        sweeper: finds open jobs that no message will finish.
        left_claims: gives back what was claimed by paid calls that were killed.
        deletions: works on the queue of deletions.
        tokens: page tokens.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    jobs: JobStore
    results: Mapping[ResultTable, ResultStore]
    interviews: InterviewStore
    study: StudyStore
    limits: Limits
    downloads: Downloads
    uploads: Uploads
    submitter: Submitter
    exporter: Exporter
    sweeper: Sweeper
    left_claims: LeftClaims
    deletions: LambdaWorker
    tokens: PageTokens
    checks: Mapping[str, Check]

    @classmethod
    def build(cls, settings: Settings, clients: Clients, clock: Clock = now_ms) -> Self:
        """The services for this environment. Nothing is called yet."""
        dynamodb, s3, sqs = (clients.get(service) for service in ("dynamodb", "s3", "sqs"))
        jobs = JobStore(dynamodb, settings.dynamodb_jobs, clock, quotas=settings.dynamodb_quotas)
        results = {table: ResultStore.build(table, settings, clients) for table in RESULT_TABLES}
        interviews = InterviewStore(dynamodb, settings.dynamodb_interview_sessions)
        study = StudyStore(dynamodb, settings.dynamodb_study, jobs.write_owned)
        quotas = Quotas(dynamodb, settings.dynamodb_quotas, settings.quotas, clock)
        limits = Limits(dynamodb, settings.dynamodb_quotas, settings.limits, clock)
        by_name = {kind.queue: WorkQueue(sqs, *settings.queue_urls(kind)) for kind in Kind}
        queues = {kind: by_name[kind.queue] for kind in Kind}
        files = UserFiles(s3, settings.buckets, settings.s3_bucket_documents)
        downloads = Downloads(s3, settings.s3_bucket_documents)
        sections: dict[str, Section] = {
            "jobs": jobs.export_owned,
            **{table.name: store.all_owned for table, store in results.items()},
            FLASHCARD_SETS.name: partial(export_sets, results[FLASHCARD_SETS]),
            EVALUATIONS.name: lambda user_id: map(read_evaluation, results[EVALUATIONS].all_owned(user_id)),
            "interviews": partial(export_interviews, interviews),
            "study_cards": study.export_owned,
            "study_days": study.export_days,
            "study_goals": study.export_goals,
            "uploads": files.uploads,
        }
        sign_ins = SignIns(clients.get("cognito-idp"), settings.user_pool_id)
        deletion = Deletion(jobs, results, interviews, study, files, quotas, sign_ins, settings.deletion_settle_seconds)
        signing_key = partial(SecretCache(clients.get("secretsmanager")).get, settings.page_token_secret_arn)
        authentication = Authentication.from_settings(settings)
        checks: dict[str, Check] = {
            "jobs": jobs.describe,
            **{table.name: store.describe for table, store in results.items()},
            "interviews": interviews.describe,
            "study": study.describe,
            "quotas": quotas.describe,
            "page_token_key": signing_key,
            "public_keys": authentication.check,
        }
        return cls(
            authentication=authentication,
            jobs=jobs,
            results=results,
            interviews=interviews,
            study=study,
            limits=limits,
            downloads=downloads,
            uploads=Uploads(s3, settings.buckets),
            submitter=Submitter(jobs, queues, quotas, limits),
            exporter=Exporter(downloads, sections, clock),
            sweeper=Sweeper(jobs, queues),
            left_claims=LeftClaims(dynamodb, settings.dynamodb_interview_sessions, settings.dynamodb_quotas, clock),
            deletions=LambdaWorker(Worker({Kind.DELETION: Duty(deletion)}, jobs), queues[Kind.DELETION], jobs, checks),
            tokens=PageTokens(signing_key),
            checks=checks,
        )
