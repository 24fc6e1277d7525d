"""One essay before a worker on AWS in memory: the SQS event that names it, and the handler that grades it."""

import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from aws_lambda_powertools.utilities.typing import LambdaContext
from moto import mock_aws

from bandup.core.aws import Clients
from bandup.jobs.kinds import EVALUATIONS, Kind
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.queue import WorkQueue
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter
from ops.local_stage.model_server.server import ModelServer
from writing_evaluator.services import Services
from writing_evaluator.settings import Settings

SAMPLE = Path(__file__).parents[2] / "tests" / "samples" / "writing_task_2"
OWNER = "owner"


class Context(LambdaContext):
    """What the handler uses of Lambda's own."""

    def get_remaining_time_in_millis(self) -> int:  # type: ignore[override]  # Powertools declares it static
        """The function's timeout in AWS."""
        return 300_000


@dataclass(frozen=True)
class Essay:
    """An essay that waits to be graded.

    Attributes:
        handler: the function's handler.
        event: what Lambda's poller hands it.
        job_id: the job that the event names.
        results: where the evaluation goes.
    """

    handler: LambdaWorker
    event: dict[str, Any]
    job_id: str
    results: ResultStore

    def grade(self) -> None:
        """Invoke the handler."""
        self.handler(self.event, Context())

    def is_graded(self) -> bool:
        """Whether the evaluation is stored."""
        return self.results.get_owned(self.job_id, OWNER) is not None


@contextmanager
def submitted_essay() -> Iterator[Essay]:
    """The sample essay as a job, and a worker that has graded one before; the model server of the local stage judges.

    The tables that the first essay of an environment builds are no part of what each essay goes through.
    """
    with mock_aws(), patch.dict(os.environ, AWS_DEFAULT_REGION="us-east-1"), _model_server() as url:
        clients = Clients()
        settings = _create_stage(clients, url)
        services = Services.build(settings, clients)
        question, text = ((SAMPLE / f"{name}.txt").read_text(encoding="utf-8") for name in ("question", "essay"))
        with closing(services.models):
            _submit(services, settings, clients, question, text.upper()).grade()
            yield _submit(services, settings, clients, question, text)


def _submit(services: Services, settings: Settings, clients: Clients, question: str, text: str) -> Essay:
    queue = WorkQueue(clients.get("sqs"), settings.queue_url, settings.dlq_url)
    job = Submitter(JobStore(clients.get("dynamodb"), settings.dynamodb_jobs), {Kind.WRITING: queue}).submit(
        user_id=OWNER,
        kind=Kind.WRITING,
        request={"tasks": [{"task_type": "TASK_2", "question": question, "essay_content": text}]},
        correlation_id="trace",
        idempotency_key=None,
    )
    answer = clients.get("sqs").receive_message(QueueUrl=settings.queue_url, AttributeNames=["All"])
    (message,) = answer["Messages"]
    event = {
        "Records": [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "attributes": message["Attributes"],
                "eventSource": "aws:sqs",
            }
        ]
    }
    return Essay(services.worker, event, job.job_id, ResultStore.build(EVALUATIONS, settings, clients))


@contextmanager
def _model_server() -> Iterator[str]:
    server = ModelServer()
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield server.url
    finally:
        server.stop()
        thread.join()


def _create_stage(clients: Clients, model_url: str) -> Settings:
    """What Terraform creates for the function, under names that nothing else in this process has."""
    name = f"trace-{uuid.uuid4()}"
    jobs, evaluations = f"{name}-jobs", f"{name}-evaluations"
    _create_table(clients, jobs, "job_id")
    _create_table(clients, evaluations, EVALUATIONS.key, "user_id")
    clients.get("s3").create_bucket(Bucket=name)
    queue, dlq = (clients.get("sqs").create_queue(QueueName=f"{name}-{part}")["QueueUrl"] for part in ("queue", "dlq"))
    return Settings(
        dynamodb_jobs=jobs,
        dynamodb_evaluations=evaluations,
        dynamodb_quotas=f"{name}-quotas",
        s3_bucket_documents=name,
        queue_url=queue,
        dlq_url=dlq,
        gemini_api_key_secret_arn=clients.get("secretsmanager").create_secret(Name=name, SecretString="key")["ARN"],
        gemini_model="gemini-3.5-flash-lite",
        gemini_base_url=model_url,
    )


def _create_table(clients: Clients, name: str, *keys: str) -> None:
    """A table without its indexes, which no worker reads."""
    clients.get("dynamodb").create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
        KeySchema=[{"AttributeName": key, "KeyType": kind} for key, kind in zip(keys, ("HASH", "RANGE"), strict=False)],
    )
