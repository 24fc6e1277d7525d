"""What the function works with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bandup.account.limits import Limited, Limits
from bandup.account.quotas import Quotas
from bandup.core.aws import Clients
from bandup.core.clock import Clock, now_ms
from bandup.core.dynamo import Table
from bandup.core.health import Check
from bandup.http.api_function import Authentication
from bandup.interview.store import InterviewStore
from bandup.jobs.kinds import Kind
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.queue import WorkQueue
from bandup.jobs.result import Result
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter
from bandup.jobs.worker import Duty, Run, Work, Worker
from bandup.models.converse import ConverseModel
from bandup.models.port import JsonModel
from bandup.wiring.interviews import InterviewServices

from .feedback_requests import FeedbackRequests
from .session_feedback import SessionFeedback
from .settings import Settings

ANSWER_TOKENS = 19_000
"""Output tokens. What is asked for of 30 answers takes about 5,400 in English by Claude's newer tokenizer, of which
3,800 are sentences; these take 1.8 to 4.6 times as many in other scripts."""

ANSWER_SECONDS = 270.0
"""The longest single try: nearly all of the function's 300 s, in which Claude writes those tokens at its slowest (70 a
second). An answer that is given up was paid for."""

REPAIR_SECONDS = 60.0
"""What must be left to ask for an unusable answer anew; with less, the job is tried again from its beginning."""


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        authentication: who may come in.
        feedback: accepts requests for feedback.
        worker: works on the jobs that they become.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    feedback: FeedbackRequests
    worker: LambdaWorker
    checks: Mapping[str, Check]

    @classmethod
    def build(cls, settings: Settings, clients: Clients, clock: Clock = now_ms, model: JsonModel | None = None) -> Self:
        """What the settings describe. Nothing is called yet.

        Args:
            settings: the function's environment.
            clients: AWS clients.
            clock: epoch milliseconds.
            model: the model that judges; None for the one that the settings name.

        Raises:
            ConfigurationError: the configured model is unknown or retired.
        """
        base = InterviewServices.build(settings, clients)
        dynamodb = clients.get("dynamodb", settings.region)
        jobs = JobStore(dynamodb, settings.dynamodb_jobs, clock, quotas=settings.dynamodb_quotas)
        queue = WorkQueue(clients.get("sqs"), settings.queue_url, settings.dlq_url)
        quotas = Quotas(dynamodb, settings.dynamodb_quotas, {Kind.FEEDBACK: settings.quota_feedback_per_day}, clock)
        limits = Limits(dynamodb, settings.dynamodb_quotas, {Limited.JOBS: settings.limit_jobs}, clock)
        work = _build_work(base.interviews, model or _build_model(settings, clients))
        worker = Worker({Kind.FEEDBACK: Duty(work, SessionFeedback(Table(dynamodb, settings.table_name)))}, jobs)
        checks: dict[str, Check] = {**base.checks, "jobs": jobs.describe, "quotas": quotas.describe}
        return cls(
            base.authentication,
            FeedbackRequests(base.interviews, jobs, Submitter(jobs, {Kind.FEEDBACK: queue}, quotas, limits)),
            LambdaWorker(worker, queue, jobs, checks),
            checks,
        )


def _build_work(interviews: InterviewStore, model: JsonModel) -> Work:
    def judge(run: Run) -> Result:
        from .judge import Judge  # noqa: PLC0415  # no request needs it, and at the top it would delay the first one

        return Judge(interviews, model)(run)

    return judge


def _build_model(settings: Settings, clients: Clients) -> ConverseModel:
    return ConverseModel.build(
        settings.model_id,
        settings.region,
        clients,
        answer_tokens=ANSWER_TOKENS,
        answer_seconds=ANSWER_SECONDS,
        repair_seconds=REPAIR_SECONDS,
    )
