"""The function as it starts: real settings, clients, SDKs and PDFs, against moto and the offline providers."""

import gc
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import boto3
import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.client import BaseClient
from google import genai

from bandup.core.aws import Clients
from bandup.core.errors import ConfigurationError
from bandup.core.settings import SettingsError
from bandup.jobs.kinds import FLASHCARD_SETS, Kind
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.model import Job, Status
from bandup.jobs.queue import WorkQueue
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter
from bandup.storage.uploads import Uploads, UploadType, upload_key
from flashcard_generator.services import Services
from flashcard_generator.settings import Settings
from ops.local_stage.model_server.server import ModelServer
from support.model_control import ModelControl
from support.pdfs import pages_pdf
from support.tables import create_jobs, create_results
from unit.flashcard_generator.passages import PLANTS, RIVERS, VOLCANOES

ROOT = Path(__file__).parents[3]
PAGES = (PLANTS, VOLCANOES, RIVERS)


class Context:
    def get_remaining_time_in_millis(self) -> int:
        return 120_000


CONTEXT = cast("LambdaContext", Context())


@dataclass
class Stage:
    """What Terraform would have made, and what the function is told of it."""

    model: ModelControl
    settings: Settings
    sqs: Any
    s3: Any
    jobs: JobStore
    sets: ResultStore

    @contextmanager
    def started(self) -> Iterator[LambdaWorker]:
        """The handler of one execution environment."""
        services = Services.build(self.settings, Clients())
        with closing(services.models), closing(services.pdf_reader):
            yield services.worker

    def submit(self, data: bytes, owner: str = "owner", **changes: Any) -> str:
        bucket, upload_id = self.settings.s3_bucket_documents, str(uuid.uuid4())
        self.s3.put_object(Bucket=bucket, Key=upload_key(UploadType.FLASHCARD_PDF, owner, upload_id), Body=data)
        upload = Uploads(self.s3, {UploadType.FLASHCARD_PDF: bucket}).find(upload_id, UploadType.FLASHCARD_PDF, owner)
        request = {"num_cards": 6, "difficulty": "EASY", "question_types": ["CLOZE", "FACT"], **changes}
        queue = WorkQueue(self.sqs, self.settings.queue_url, self.settings.dlq_url)
        return (
            Submitter(self.jobs, {Kind.FLASHCARD: queue})
            .submit(
                user_id=owner,
                kind=Kind.FLASHCARD,
                request={"upload": upload.as_request(), **request},
                correlation_id="r",
                idempotency_key=None,
            )
            .job_id
        )

    def deliver(self, handler: LambdaWorker) -> dict[str, Any]:
        """Do what Lambda's poller does with the next message."""
        [message] = self.sqs.receive_message(QueueUrl=self.settings.queue_url, AttributeNames=["All"])["Messages"]
        record = {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message["Attributes"],
            "eventSource": "aws:sqs",
        }
        return handler({"Records": [record]}, CONTEXT)

    def job(self, job_id: str) -> Job:
        job = self.jobs.get(job_id)
        assert job is not None
        return job


@pytest.fixture
def stage(moto: boto3.Session, monkeypatch: pytest.MonkeyPatch, providers: ModelServer) -> Stage:
    monkeypatch.setenv("AWS_DEFAULT_REGION", moto.region_name)
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", providers.url)
    name = uuid.uuid4().hex
    dynamodb, s3, sqs = moto.client("dynamodb"), moto.client("s3"), moto.client("sqs")
    create_jobs(dynamodb, f"jobs-{name}")
    create_results(dynamodb, f"sets-{name}", key="set_id")
    create_results(dynamodb, f"texts-{name}", key="text_id")
    s3.create_bucket(Bucket=f"documents-{name}")
    s3.put_bucket_versioning(Bucket=f"documents-{name}", VersioningConfiguration={"Status": "Enabled"})
    secret = moto.client("secretsmanager").create_secret(Name=f"key-{name}", SecretString="key-1")
    settings = Settings(
        dynamodb_quotas="quotas",
        dynamodb_jobs=f"jobs-{name}",
        dynamodb_flashcard_sets=f"sets-{name}",
        dynamodb_texts=f"texts-{name}",
        s3_bucket_documents=f"documents-{name}",
        queue_url=sqs.create_queue(QueueName=f"queue-{name}")["QueueUrl"],
        dlq_url=sqs.create_queue(QueueName=f"dlq-{name}")["QueueUrl"],
        gemini_api_key_secret_arn=secret["ARN"],
        gemini_model="gemini-3.5-flash-lite",
        gemini_base_url=providers.url,
        bedrock_region="us-east-1",
        rag_chunk_size=400,
        verify_cards=True,
        ocr_pages=30,
        rag_chunk_overlap=40,
    )
    sets = ResultStore.build(FLASHCARD_SETS, settings, Clients())
    return Stage(ModelControl(providers.url), settings, sqs, s3, JobStore(dynamodb, settings.dynamodb_jobs), sets)


def marked(pages: Sequence[str] = PAGES) -> tuple[str, bytes]:
    """A word that no other document has, and a PDF with it on each page."""
    word = f"mark{uuid.uuid4().hex[:12]}"
    return word, pages_pdf([f"{page} The code of this chapter is {word}." for page in pages])


def clients() -> set[int]:
    """Every client that is alive, by identity."""
    # By its type: asking a weak proxy whose object is gone raises an error.
    return {id(thing) for thing in gc.get_objects() if issubclass(type(thing), genai.Client | BaseClient)}


def test_a_pdf_becomes_a_stored_set_with_its_cost(stage: Stage) -> None:
    _, data = marked()
    job_id = stage.submit(data)
    with stage.started() as handler:
        assert stage.deliver(handler) == {"batchItemFailures": []}
    job, stored = stage.job(job_id), stage.sets.get_owned(job_id, "owner")
    assert (job.status, job.error) == (Status.COMPLETED, None)
    assert job.cost is not None
    assert job.cost["usd"] > 0
    assert str(job.cost["model"]).startswith("offline")
    assert stored is not None
    assert (stored["total_cards"], stored["page_count"]) == (6, 3)
    for card in stored["flashcards"]:
        assert card["quote"] in " ".join(PAGES[card["page"] - 1].split()) or "chapter" in card["quote"]


def test_a_long_pdf_is_embedded_by_titan(stage: Stage) -> None:
    word, data = marked(PAGES * 5)
    stage.model.fail(word)
    job_id = stage.submit(data)
    with stage.started() as handler:
        stage.deliver(handler)
    stored = stage.sets.get_owned(job_id, "owner")
    assert stored is not None
    assert stored["chunk_count"] > 15
    assert 0 < stored["metrics"]["titan_calls"] <= stored["chunk_count"]
    assert stored["retrieval"]["method"] == "topic_sections"


def test_a_second_invocation_builds_no_client(stage: Stage) -> None:
    with stage.started() as handler:
        stage.submit(marked(PAGES * 5)[1])
        stage.deliver(handler)
        alive = clients()
        stage.submit(marked(PAGES * 5)[1])
        stage.deliver(handler)
        assert clients() <= alive


OUTAGES: dict[str, dict[str, Any]] = {
    "Titan has no permission": {"kind": "status", "status": 403, "times": 100},
    "Titan is down": {"kind": "status", "status": 503, "times": 100},
}


@pytest.mark.parametrize("name", OUTAGES)
def test_an_outage_keeps_the_message(stage: Stage, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bandup.models.retrying.FIRST_WAIT_SECONDS", 0.01)
    word, data = marked(PAGES * 5)
    stage.model.fail(word, OUTAGES[name])
    job_id = stage.submit(data)
    with stage.started() as handler:
        assert len(stage.deliver(handler)["batchItemFailures"]) == 1
    job = stage.job(job_id)
    assert job.is_open
    assert job.cost is None or job.cost["output_tokens"] == 0  # no card was paid for


@pytest.mark.parametrize(
    ("data", "code"), [(b"<html>no PDF</html>", "not_pdf"), (pages_pdf(["", " "]), "no_text")], ids=["HTML", "blank"]
)
def test_what_is_no_document_fails_for_free(stage: Stage, data: bytes, code: str) -> None:
    job_id = stage.submit(data)
    with stage.started() as handler:
        assert stage.deliver(handler) == {"batchItemFailures": []}
    job = stage.job(job_id)
    assert (job.status, job.error and job.error.code, job.cost) == (Status.FAILED, code, None)


def test_health_looks_at_everything_and_pays_nothing(stage: Stage) -> None:
    with stage.started() as handler:
        assert handler({"health": True}, CONTEXT) == {
            "ok": True,
            "checks": {"jobs": "ok", "flashcard_sets": "ok", "texts": "ok", "gemini_key": "ok"},
        }
    boto3.client("secretsmanager").delete_secret(
        SecretId=stage.settings.gemini_api_key_secret_arn, ForceDeleteWithoutRecovery=True
    )
    with stage.started() as handler:
        keyless = handler({"health": True}, CONTEXT)
    unusable = {"jobs": "ok", "flashcard_sets": "ok", "texts": "ok", "gemini_key": "secret_denied"}
    assert keyless == {"ok": False, "checks": unusable}


def test_a_retired_model_fails_the_start_with_its_successor(stage: Stage) -> None:
    with pytest.raises(ConfigurationError, match="gemini-3"):
        Services.build(stage.settings.model_copy(update={"gemini_model": "gemini-2.0-flash"}), Clients())


def environment(**changes: str) -> dict[str, str]:
    """The variables that Terraform sets."""
    return {
        "DYNAMODB_JOBS": "jobs",
        "DYNAMODB_QUOTAS": "quotas",
        "DYNAMODB_FLASHCARD_SETS": "sets",
        "DYNAMODB_TEXTS": "texts",
        "S3_BUCKET_DOCUMENTS": "documents",
        "QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/1/q",
        "DLQ_URL": "https://sqs.us-east-1.amazonaws.com/1/d",
        "GEMINI_API_KEY_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:000000000000:secret:key",
        "GEMINI_MODEL": "gemini-3.5-flash-lite",
        "BEDROCK_REGION": "us-east-1",
        "RAG_CHUNK_SIZE": "3000",
        "VERIFY_CARDS": "true",
        "OCR_PAGES": "30",
        "RAG_CHUNK_OVERLAP": "300",
    } | changes


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RAG_CHUNK_SIZE", "100"),
        ("OCR_PAGES", "31"),
        ("OCR_PAGES", "-1"),
        ("RAG_CHUNK_SIZE", "8001"),
        ("RAG_CHUNK_SIZE", "many"),
        ("RAG_CHUNK_OVERLAP", "1500"),
        ("RAG_CHUNK_OVERLAP", "-1"),
        ("BEDROCK_REGION", "mars"),
    ],
)
def test_settings_that_make_no_sense_fail_the_start_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    for variable, good in environment().items():
        monkeypatch.setenv(variable, good)
    assert Settings.load().rag_chunk_size == 3000
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        Settings.load()


def started_with(code: str, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    path = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'shared'}:{ROOT / 'images'}"}
    return subprocess.run(  # noqa: S603  # our own interpreter and module
        [sys.executable, "-c", code],
        env=path | {"AWS_DEFAULT_REGION": "us-east-1"} | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.slow
def test_the_start_does_not_wait_for_googles_sdk() -> None:
    code = (
        "import sys, flashcard_generator.handler; print([m for m in ('google.genai', 'pymupdf') if m in sys.modules])"
    )
    started = started_with(code, environment())
    assert (started.returncode, started.stdout) == (0, "[]\n"), started.stderr


@pytest.mark.slow
def test_an_incomplete_environment_fails_the_start_by_name() -> None:
    started = started_with("import flashcard_generator.handler", {"GEMINI_MODEL": "gemini-3.5-flash-lite"})
    assert started.returncode != 0
    assert "GEMINI_API_KEY_SECRET_ARN is not set" in started.stderr
    assert "RAG_CHUNK_SIZE is not set" in started.stderr
