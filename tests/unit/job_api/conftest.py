"""The function on AWS in memory: moto, queues on a clock that tests move, and a user pool of our own."""

import uuid
from collections.abc import Iterator
from typing import Any, cast

import pytest

from bandup.account.limits import Rate
from bandup.core.aws import Clients
from bandup.core.clock import Deadline
from bandup.jobs.kinds import RESULT_TABLES, Kind
from bandup.jobs.queue import WorkQueue
from bandup.jobs.worker import Duty, Work, Worker
from bandup.storage.uploads import StoredUpload, UploadType, upload_key
from bandup.storage.versions import erase
from job_api.app import JobApi
from job_api.services import Services
from job_api.settings import Settings
from support.clock import MovableClock
from support.cognito import FakeCognito
from support.events import Answer, FakeContext, api_event
from support.queue import FakeSqs, receive
from support.tables import create_interviews, create_jobs, create_quotas, create_results, create_study, own_tables
from support.tokens import CLIENT_ID, OPERATOR_CLIENT_ID, UserPool

BUCKET = "job-api-documents"
AUDIO = "job-api-audio"
LIMIT = 30
"""Of each kind of work, per user and day."""

RATE = Rate(burst=200, per_hour=200)
"""Of everything that has a limit, per user."""

SETTLE_SECONDS = 960
OWNER = "4a1b2c3d-owner"
STRANGER = "5b2c3d4e-stranger"
ORIGIN = "https://app.example.org"
ESSAY = {
    "task_type": "TASK_2",
    "question": "Some people think that students should choose what they study. Discuss.",
    "essay_content": "People hold different views about choice. In my opinion, students learn best what they love.",
}

CARDS = {"num_cards": 20, "difficulty": "MEDIUM", "question_types": ["DEFINITION", "CLOZE"]}


def of_kinds() -> dict[str, Any]:
    """Settings of every kind of job: its queues, its quota and the table of its results."""
    queues = {
        f"{kind.queue}_{queue}_url": f"https://sqs.us-east-1.amazonaws.com/000000000000/{kind.queue}-{queue}"
        for kind in Kind
        for queue in ("queue", "dlq")
    }
    quotas = {f"quota_{kind}_per_day": LIMIT for kind in Kind if kind.has_quota}
    return queues | quotas | {f"dynamodb_{table.name}": f"{table.name}-{uuid.uuid4()}" for table in RESULT_TABLES}


class JobApiHarness:
    """The function as its entry point builds it, and what a test looks at behind it.

    Args:
        shared: clients of moto.
        pool: signs tokens.
        keys_url: where the function reads the pool's keys.
        dynamodb: what the function is given for DynamoDB instead, if anything.
        **changes: other settings.

    Attributes:
        compared: method, path and status of each answer that was compared with the API's document.
    """

    def __init__(self, shared: Clients, pool: UserPool, keys_url: str, *, dynamodb: Any = None, **changes: Any) -> None:
        self.dynamodb, self.s3, self.pool = shared.get("dynamodb"), shared.get("s3"), pool
        self.clock = MovableClock()
        self.sqs = FakeSqs(self.clock)
        secret = shared.get("secretsmanager").create_secret(Name=str(uuid.uuid4()), SecretString="signs page tokens")
        settings: dict[str, Any] = {
            "dynamodb_interview_sessions": f"interviews-{uuid.uuid4()}",
            "dynamodb_jobs": f"jobs-{uuid.uuid4()}",
            "dynamodb_quotas": f"quotas-{uuid.uuid4()}",
            "dynamodb_study": f"study-{uuid.uuid4()}",
            "s3_bucket_audio": AUDIO,
            "s3_bucket_documents": BUCKET,
            **dict.fromkeys(("limit_exports", "limit_jobs", "limit_usage"), RATE),
            "deletion_settle_seconds": SETTLE_SECONDS,
            "cognito_issuer": pool.issuer,
            "cognito_client_ids": (CLIENT_ID, OPERATOR_CLIENT_ID),
            "cognito_jwks_url": keys_url,
            "page_token_secret_arn": secret["ARN"],
            "cors_origins": (ORIGIN,),
        }
        self.settings = Settings(**settings | of_kinds() | changes)
        create_jobs(self.dynamodb, self.settings.dynamodb_jobs)
        create_quotas(self.dynamodb, self.settings.dynamodb_quotas)
        create_study(self.dynamodb, self.settings.dynamodb_study)
        create_interviews(self.dynamodb, self.settings.dynamodb_interview_sessions)
        for table in RESULT_TABLES:
            create_results(self.dynamodb, table.table_in(self.settings), table.key)
        self.cognito = FakeCognito(self.settings.user_pool_id)
        given = {"dynamodb": dynamodb or self.dynamodb, "s3": self.s3, "sqs": self.sqs, "cognito-idp": self.cognito}
        clients = Clients(given | {"secretsmanager": shared.get("secretsmanager")})
        self.services = Services.build(self.settings, clients, self.clock)
        self.handler = JobApi(self.services)
        self.compared: set[tuple[str, str, int]] = set()
        self.jobs, self.results = self.services.jobs, self.services.results
        self.interviews, self.study = self.services.interviews, self.services.study
        self.work_queues = {kind: WorkQueue(cast("Any", self.sqs), *self.settings.queue_urls(kind)) for kind in Kind}
        urls = {kind: self.settings.queue_urls(kind) for kind in Kind}
        self.queues = {kind: self.sqs.queues[url] for kind, (url, _) in urls.items()}
        self.dlqs = {kind: self.sqs.queues[dlq_url] for kind, (_, dlq_url) in urls.items()}
        self.queue, self.dlq = self.queues[Kind.WRITING], self.dlqs[Kind.WRITING]
        self.account = self.queues[Kind.DELETION]

    @property
    def deletion(self) -> Any:
        """The work of a deletion."""
        return self.services.deletions.worker.duties[Kind.DELETION].work

    def ask(self, method: str, path: str, *, user: str | None = OWNER, **event: Any) -> Answer:
        """Send a request as `user`, or without a token."""
        headers = {"Authorization": self.pool.bearer(user)} if user else {}
        given = headers | event.pop("headers", {})
        return Answer(self.handler(api_event(method, path, headers=given, **event), FakeContext()))

    def submit(self, **event: Any) -> str:
        """Submit an essay, and give its job id."""
        answer = self.ask("POST", "/writing/evaluations", **({"body": ESSAY} | event))
        assert answer.status == 202, answer.raw
        self.clock.advance(1)
        return str(answer.json["job_id"])

    def submit_pdf(self, user: str = OWNER, **changes: Any) -> str:
        """Upload a PDF, submit it, and give the job's id, which is the set's too."""
        upload_id = self.upload(UploadType.FLASHCARD_PDF, b"%PDF-1.7", user).key.rpartition("/")[2]
        answer = self.ask("POST", "/flashcards", user=user, body=CARDS | {"upload_id": upload_id} | changes)
        assert answer.status == 202, answer.raw
        self.clock.advance(1)
        return str(answer.json["job_id"])

    def upload(self, upload_type: UploadType, body: bytes, user: str = OWNER) -> StoredUpload:
        """A file as its owner's form leaves it in S3."""
        upload_id = str(uuid.uuid4())
        self.s3.put_object(
            Bucket=self.settings.buckets[upload_type], Key=upload_key(upload_type, user, upload_id), Body=body
        )
        return self.services.uploads.find(upload_id, upload_type, user)

    def work_off(self, work: Work, kind: Kind = Kind.WRITING) -> None:
        """Deliver every waiting message to a worker that does `work`."""
        results = self.results[kind.results] if kind.results else None
        worker = Worker({kind: Duty(work, results)}, self.jobs)
        for message in self.queues[kind].visible():
            deadline = Deadline.after(300, now=lambda: self.clock() / 1000)
            delivery = receive(message, self.work_queues[kind], self.clock)
            message.acknowledged = worker.handle(delivery, deadline)

    def stored(self) -> list[Any]:
        """Every item of all tables."""
        settings = self.settings
        tables = [
            settings.dynamodb_jobs,
            settings.dynamodb_interview_sessions,
            settings.dynamodb_quotas,
            settings.dynamodb_study,
        ]
        tables += [table.table_in(settings) for table in RESULT_TABLES]
        return [item for table in tables for item in self.dynamodb.scan(TableName=table)["Items"]]

    def jobs_stored(self) -> int:
        """How many items the jobs table holds."""
        return int(self.dynamodb.scan(TableName=self.settings.dynamodb_jobs)["Count"])

    def versions(self, text: str) -> list[str]:
        """Keys of all object versions and delete markers that hold `text`."""
        pages = [self.s3.list_object_versions(Bucket=bucket) for bucket in (AUDIO, BUCKET)]
        found = [each["Key"] for page in pages for name in ("Versions", "DeleteMarkers") for each in page.get(name, [])]
        return [key for key in found if text in key]


@pytest.fixture(scope="session")
def clients(clients: Clients) -> Clients:
    """AWS in memory with the buckets of all harnesses."""
    for bucket in (AUDIO, BUCKET):
        clients.get("s3").create_bucket(Bucket=bucket)
        clients.get("s3").put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    return clients


@pytest.fixture
def harness(clients: Clients, pool: UserPool, keys_url: str) -> Iterator[JobApiHarness]:
    with own_tables(clients.get("dynamodb")):
        yield JobApiHarness(clients, pool, keys_url)
    for bucket in (AUDIO, BUCKET):
        erase(clients.get("s3"), bucket, "")
