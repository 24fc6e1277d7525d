"""What a worker function answers: SQS batches, a direct invocation for one job, and a health check."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Self

from aws_lambda_powertools.utilities.typing import LambdaContext

from bandup.core.aws import Clients
from bandup.core.call_limits import find_deadline, limit_calls
from bandup.core.clock import Clock, Deadline, now_ms
from bandup.core.health import Check, run_checks
from bandup.core.log import log_exception, logger
from bandup.core.metrics import publish_metrics
from bandup.core.settings import TableName, Url
from bandup.jobs.kinds import Kind
from bandup.jobs.queue import JobMessage, SqsDelivery, WorkQueue
from bandup.jobs.results import ResultSettings, ResultStore
from bandup.jobs.store import JobStore
from bandup.jobs.view import job_view
from bandup.jobs.worker import Duty, Work, Worker


class WorkerSettings(ResultSettings):
    """Base of a worker function's settings.

    Attributes:
        dynamodb_quotas: the counters to which the unit of a job goes back that ends before anything was paid.
        queue_url: the queue that feeds the function.
    """

    dynamodb_jobs: TableName
    dynamodb_quotas: TableName
    queue_url: Url
    dlq_url: Url


@dataclass(frozen=True)
class _DirectDelivery:
    """A job that an operator names in a direct invocation. It has no message."""

    body: str
    receive_count: int = 1
    sent_at: int | None = None

    def set_visibility(self, seconds: float) -> None:
        """Nothing to set. The job is delivered again by its message in the queue, or by the sweep."""

    def send_to_dlq(self) -> None:
        """Nothing to send, so the invocation fails."""
        raise LookupError("no such job in this queue, or its worker crashed too often")


@dataclass(frozen=True)
class LambdaWorker:
    """The handler of a worker function.

    Attributes:
        worker: carries deliveries to their end.
        queue: the queue that feeds the function.
        store: where jobs live.
        checks: what the health invocation looks at; none of them may cost money.
        metrics: publishes what is measured while one event is answered.
    """

    worker: Worker
    queue: WorkQueue
    store: JobStore
    checks: Mapping[str, Check]
    metrics: Callable[[], AbstractContextManager[None]] = publish_metrics

    @classmethod
    def build(
        cls,
        works: Mapping[Kind, Work],
        settings: WorkerSettings,
        clients: Clients,
        checks: Mapping[str, Check],
        *,
        clock: Clock = now_ms,
    ) -> Self:
        """The handler of a function that works off one queue. Nothing is called yet.

        Args:
            works: the function's own code for each kind of job in the queue.
            settings: the function's environment.
            clients: AWS clients.
            checks: what the health invocation looks at, beside the tables.
            clock: epoch milliseconds.
        """
        jobs = JobStore(clients.get("dynamodb"), settings.dynamodb_jobs, clock, quotas=settings.dynamodb_quotas)
        tables: dict[str, Check] = {"jobs": jobs.describe}
        duties: dict[Kind, Duty] = {}
        for kind, work in works.items():
            results = ResultStore.build(kind.results, settings, clients) if kind.results else None
            duties[kind] = Duty(work, results)
            if kind.results and results:
                tables[kind.results.name] = results.describe
        return cls(
            worker=Worker(duties, jobs),
            queue=WorkQueue(clients.get("sqs"), settings.queue_url, settings.dlq_url),
            store=jobs,
            checks={**tables, **checks},
        )

    def __call__(self, event: Any, context: LambdaContext) -> dict[str, Any]:
        """Answer one invocation; an event of no known form is logged and changes nothing."""
        # This invocation is not about what an earlier one in the same process was about.
        logger.set_correlation_id(None)
        with self.metrics(), limit_calls(find_deadline(context)):
            return self._answer(event, context)

    def _answer(self, event: Any, context: LambdaContext) -> dict[str, Any]:
        if not isinstance(event, dict):
            return _unknown()
        if event.get("health") is True:
            return run_checks(self.checks)
        if isinstance(event.get("Records"), list):
            return self._batch(event["Records"], context)
        if isinstance(event.get("job_id"), str):
            return self._direct(event["job_id"], context)
        return _unknown()

    def _batch(self, records: list[Any], context: LambdaContext) -> dict[str, Any]:
        # A record without an id cannot be reported as failed, and SQS never sends one.
        ours = [record for record in records if isinstance(record, dict) and isinstance(record.get("messageId"), str)]
        if not ours:
            return {"batchItemFailures": []}
        deadline = find_deadline(context)
        failed = [record["messageId"] for record in ours if not self._handle(record, deadline)]
        return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failed]}

    # Powertools has a batch processor; it imports a model of every event of AWS, which was a tenth of the start.
    def _handle(self, raw: dict[str, Any], deadline: Deadline) -> bool:
        """Whether a message may be acknowledged. One that fails must not keep the others from being worked on."""
        logger.set_correlation_id(None)
        attributes = raw.get("attributes") or {}
        try:
            delivery = SqsDelivery(
                queue=self.queue,
                body=str(raw.get("body", "")),
                receipt_handle=str(raw.get("receiptHandle", "")),
                receive_count=int(attributes.get("ApproximateReceiveCount", 1)),
                sent_at=int(attributes["SentTimestamp"]) if "SentTimestamp" in attributes else None,
            )
            return self.worker.handle(delivery, deadline)
        except Exception as error:  # noqa: BLE001  # whatever it is: SQS counts the deliveries
            log_exception("message not acknowledged", error)
            return False

    def _direct(self, job_id: str, context: LambdaContext) -> dict[str, Any]:
        try:
            body = JobMessage(job_id=job_id).model_dump_json()
            self.worker.handle(_DirectDelivery(body), find_deadline(context))
        except (ValueError, LookupError):
            return {"error": "unknown_job"}
        job = self.store.get(job_id)
        return job_view(job) if job else {"error": "unknown_job"}


def _unknown() -> dict[str, Any]:
    logger.error("event of no known form")
    return {"error": "unknown_event"}
