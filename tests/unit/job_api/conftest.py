"""The function with everything that it uses in memory: DynamoDB and S3 in moto, a queue and user pools of our own."""

import uuid
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config

from bandup.account.quotas import Quotas
from bandup.account_data.deletion import Deletion
from bandup.account_data.downloads import Downloads
from bandup.account_data.export import Exporter
from bandup.account_data.files import UserFiles
from bandup.auth.verifier import AccessTokenVerifier
from bandup.core.deadline import Deadline
from bandup.http.paging import PageTokens
from bandup.interview.store import InterviewStore
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.model import Kind
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter
from bandup.jobs.sweep import Sweeper
from bandup.jobs.worker import Work, Worker
from bandup.storage.uploads import StoredUpload, Uploads, UploadType, key_of
from bandup.storage.versions import erase
from job_api.app import JobApi
from job_api.services import Services, sections
from support.clock import MovableClock
from support.events import Answer, FakeContext, api_event
from support.queue import FakeQueue
from support.tables import create_interviews, create_jobs, create_quotas, create_results, own_tables
from support.tokens import CLIENT_ID, UserPool

BUCKET = "job-api-documents"
AUDIO = "job-api-audio"
BUCKETS = dict.fromkeys(UploadType, BUCKET) | {UploadType.SPEAKING_AUDIO: AUDIO}
LIMIT = 30
"""Of each kind of work, per user and day."""

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


class World:
    """The function, and what a test looks at behind it."""

    def __init__(self, dynamodb: Any, s3: Any, pool: UserPool) -> None:
        self.dynamodb = dynamodb
        self.s3 = s3
        self.pool = pool
        self.clock = MovableClock()
        self.jobs_table, self.evaluations_table = f"jobs-{uuid.uuid4()}", f"evaluations-{uuid.uuid4()}"
        create_jobs(dynamodb, self.jobs_table)
        create_results(dynamodb, self.evaluations_table)
        self.quotas_table = f"quotas-{uuid.uuid4()}"
        create_quotas(dynamodb, self.quotas_table)
        self.sets_table = f"flashcard-sets-{uuid.uuid4()}"
        create_results(dynamodb, self.sets_table, "set_id")
        self.queue, self.speaking, self.flashcards, self.account = (FakeQueue(self.clock) for _ in range(4))
        self.jobs = JobStore(dynamodb, self.jobs_table, self.clock)
        self.evaluations = ResultStore(
            dynamodb, s3, table=self.evaluations_table, key="evaluation_id", bucket=BUCKET, clock=self.clock
        )
        self.sets = ResultStore(dynamodb, s3, table=self.sets_table, key="set_id", bucket=BUCKET, clock=self.clock)
        self.results = {Kind.WRITING: self.evaluations, Kind.SPEAKING: self.evaluations, Kind.FLASHCARD: self.sets}
        self.queues: Any = {
            Kind.WRITING: self.queue,
            Kind.SPEAKING: self.speaking,
            Kind.FLASHCARD: self.flashcards,
            Kind.DELETION: self.account,
        }
        self.quotas = Quotas(dynamodb, self.quotas_table, dict.fromkeys(self.results, LIMIT), self.clock)
        self.interviews_table = f"interviews-{uuid.uuid4()}"
        create_interviews(dynamodb, self.interviews_table)
        self.interviews = InterviewStore(dynamodb, self.interviews_table)
        files, downloads = UserFiles(s3, BUCKETS, BUCKET), Downloads(s3, BUCKET)
        self.deletion = Deletion(self.jobs, self.results, self.interviews, files, self.quotas, SETTLE_SECONDS)
        verifier = AccessTokenVerifier(pool, issuer=pool.issuer, client_id=CLIENT_ID)
        self.services = Services(
            authenticate=verifier.user_id,
            cors_origins=[ORIGIN],
            jobs=self.jobs,
            evaluations=self.evaluations,
            flashcard_sets=self.sets,
            interviews=self.interviews,
            downloads=downloads,
            uploads=Uploads(s3, BUCKETS),
            submitter=Submitter(self.jobs, self.queues, self.quotas),
            exporter=Exporter(
                downloads, sections(self.jobs, self.evaluations, self.sets, self.interviews, files), self.clock
            ),
            sweeper=Sweeper(self.jobs, self.queues),
            deletions=LambdaWorker(
                Worker(Kind.DELETION, self.jobs, self.evaluations, self.deletion),
                self.queues[Kind.DELETION],
                self.jobs,
                {},
            ),
            tokens=PageTokens(lambda: "the signing key of these tests"),
            checks={"jobs": self.jobs.describe, "evaluations": self.evaluations.describe},
        )
        self.handler = JobApi(self.services)

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
        self.s3.put_object(Bucket=BUCKETS[upload_type], Key=key_of(upload_type, user, upload_id), Body=body)
        return self.services.uploads.find(upload_id, upload_type, user)

    def work_off(self, work: Work, kind: Kind = Kind.WRITING) -> None:
        """Deliver every waiting message to a worker that does `work`."""
        worker, queue = Worker(kind, self.jobs, self.results.get(kind, self.evaluations), work), self.queues[kind]
        for message in queue.visible():
            deadline = Deadline.after(300, now=lambda: self.clock() / 1000)
            message.acknowledged = worker.handle(queue.receive(message), deadline)

    def stored(self) -> list[Any]:
        """Every item of all tables."""
        tables = (self.jobs_table, self.evaluations_table, self.sets_table, self.interviews_table, self.quotas_table)
        return [item for table in tables for item in self.dynamodb.scan(TableName=table)["Items"]]

    def jobs_stored(self) -> int:
        """How many items the jobs table holds."""
        return int(self.dynamodb.scan(TableName=self.jobs_table)["Count"])

    def versions(self, text: str) -> list[str]:
        """Keys of all object versions and delete markers that hold `text`."""
        pages = [self.s3.list_object_versions(Bucket=bucket) for bucket in (AUDIO, BUCKET)]
        found = [each["Key"] for page in pages for name in ("Versions", "DeleteMarkers") for each in page.get(name, [])]
        return [key for key in found if text in key]


@pytest.fixture(scope="session")
def clients(moto: boto3.Session) -> tuple[Any, Any]:
    s3 = moto.client("s3", config=Config(signature_version="s3v4"))
    for bucket in (AUDIO, BUCKET):
        s3.create_bucket(Bucket=bucket)
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    return moto.client("dynamodb"), s3


@pytest.fixture(scope="session")
def pool() -> UserPool:
    return UserPool()


@pytest.fixture
def world(clients: tuple[Any, Any], pool: UserPool) -> Iterator[World]:
    dynamodb, s3 = clients
    with own_tables(dynamodb):
        yield World(dynamodb, s3, pool)
    for bucket in (AUDIO, BUCKET):
        erase(s3, bucket, "")
