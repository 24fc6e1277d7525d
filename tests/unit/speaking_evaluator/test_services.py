"""The function as it starts: real settings, clients and SDKs, against moto and a provider on loopback."""

import gc
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from decimal import Decimal
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
from bandup.ielts.calibration import CalibrationError, Calibrations
from bandup.jobs.kinds import EVALUATIONS, Kind
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.model import Status
from bandup.jobs.queue import WorkQueue
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.jobs.submit import Submitter
from bandup.storage.uploads import Uploads, UploadType, upload_key
from speaking_evaluator.prompt_version import find_prompt_version
from speaking_evaluator.services import Services
from speaking_evaluator.settings import Settings
from support import sounds
from support.tables import create_jobs, create_quotas, create_results
from unit.ielts.calibrations import as_setting, calibration
from unit.models.provider import Answer, Provider
from unit.speaking_evaluator.samples import answer

ROOT = Path(__file__).parents[3]
TABLES_OK = {"jobs": "ok", "evaluations": "ok", "transcripts": "ok"}
USAGE = {"promptTokenCount": 2000, "candidatesTokenCount": 400, "thoughtsTokenCount": 600}


class Context:
    def get_remaining_time_in_millis(self) -> int:
        return 60_000


def judged(document: dict[str, Any]) -> Answer:
    candidate = {"content": {"parts": [{"text": json.dumps(document)}]}, "finishReason": "STOP"}
    return Answer.of({"candidates": [candidate], "usageMetadata": USAGE, "modelVersion": "offline-examiner-1"})


@dataclass
class Stage:
    """What Terraform would have made, and what the function is told of it."""

    provider: Provider
    settings: Settings
    sqs: Any
    s3: Any
    jobs: JobStore
    results: ResultStore

    @contextmanager
    def started(self) -> Iterator[LambdaWorker]:
        """The handler of one execution environment."""
        services = Services.build(self.settings, Clients())
        with closing(services.models):
            yield services.worker

    def submit(self) -> str:
        queue = WorkQueue(self.sqs, self.settings.queue_url, self.settings.dlq_url)
        stored = Uploads(self.s3, {UploadType.SPEAKING_AUDIO: self.settings.s3_bucket_audio})
        upload_id = str(uuid.uuid4())
        key = upload_key(UploadType.SPEAKING_AUDIO, "owner", upload_id)
        self.s3.put_object(
            Bucket=self.settings.s3_bucket_audio, Key=key, Body=sounds.wav(sounds.pcm() * 2), ContentType="audio/wav"
        )
        audio = stored.find(upload_id, UploadType.SPEAKING_AUDIO, "owner").as_request()
        self.s3.put_object(Bucket=self.settings.s3_bucket_audio, Key=key, Body=b"sent again", ContentType="audio/wav")
        request = {"part": "PART_1", "questions": ["Do you read?"], "audio": audio, "regrade": True}
        submitter = Submitter(self.jobs, {Kind.SPEAKING: queue})
        return submitter.submit(
            user_id="owner", kind=Kind.SPEAKING, request=request, correlation_id="r", idempotency_key=None
        ).job_id

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
        return handler({"Records": [record]}, cast("LambdaContext", Context()))


@pytest.fixture
def stage(moto: boto3.Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", moto.region_name)
    with Provider() as provider:
        name = uuid.uuid4().hex
        dynamodb, s3, sqs = moto.client("dynamodb"), moto.client("s3"), moto.client("sqs")
        create_jobs(dynamodb, f"jobs-{name}")
        create_results(dynamodb, f"evaluations-{name}")
        create_results(dynamodb, f"transcripts-{name}", "transcript_id")
        create_quotas(dynamodb, f"quotas-{name}")
        s3.create_bucket(Bucket=f"documents-{name}")
        s3.create_bucket(Bucket=f"audio-{name}")
        s3.put_bucket_versioning(Bucket=f"audio-{name}", VersioningConfiguration={"Status": "Enabled"})
        secret = moto.client("secretsmanager").create_secret(Name=f"key-{name}", SecretString="key-1")
        settings = Settings(
            dynamodb_jobs=f"jobs-{name}",
            dynamodb_evaluations=f"evaluations-{name}",
            dynamodb_transcripts=f"transcripts-{name}",
            dynamodb_quotas=f"quotas-{name}",
            s3_bucket_audio=f"audio-{name}",
            s3_bucket_documents=f"documents-{name}",
            queue_url=sqs.create_queue(QueueName=f"queue-{name}")["QueueUrl"],
            dlq_url=sqs.create_queue(QueueName=f"dlq-{name}")["QueueUrl"],
            gemini_api_key_secret_arn=secret["ARN"],
            gemini_model="gemini-3.5-flash-lite",
            gemini_base_url=provider.url,
        )
        jobs = JobStore(dynamodb, settings.dynamodb_jobs)
        results = ResultStore.build(EVALUATIONS, settings, Clients())
        yield Stage(provider, settings, sqs, s3, jobs, results)


def clients() -> set[int]:
    """Every client that is alive, by identity."""
    # By its type: asking a weak proxy whose object is gone raises an error.
    return {id(thing) for thing in gc.get_objects() if issubclass(type(thing), genai.Client | BaseClient)}


def test_a_message_becomes_a_stored_evaluation_with_its_cost(stage: Stage) -> None:
    stage.provider.plays(judged(answer()))
    job_id = stage.submit()
    with stage.started() as handler:
        assert stage.deliver(handler) == {"batchItemFailures": []}
    job, result = stage.jobs.get(job_id), stage.results.get_owned(job_id, "owner")
    assert job is not None
    assert job.status is Status.COMPLETED
    assert job.cost is not None
    assert (job.cost["model"], job.cost["usd"]) == ("offline-examiner-1", Decimal("0.0031"))
    assert result is not None
    assert (result["overall_band"], result["evaluation_type"]) == (Decimal("6.5"), "speaking")
    assert (result["duration"], result["estimated_cost"]) == (Decimal("12.6"), Decimal("0.0031"))
    assert result["feedback"]["quoted_examples"][0]["quote"] == "who travel a lot"


def test_a_second_invocation_builds_no_client(stage: Stage) -> None:
    with stage.started() as handler:
        for invocation in range(2):
            stage.provider.plays(judged(answer()))
            stage.submit()
            before = clients()
            stage.deliver(handler)
            assert invocation == 0 or clients() <= before
    assert len(stage.provider.asked) == 2


def test_an_outage_keeps_the_message(stage: Stage) -> None:
    stage.provider.plays(Answer.of({"error": {"code": 429, "status": "RESOURCE_EXHAUSTED"}}, 429))
    job_id = stage.submit()
    with stage.started() as handler:
        assert len(stage.deliver(handler)["batchItemFailures"]) == 1
    job = stage.jobs.get(job_id)
    assert job is not None
    assert job.is_open


def test_health_looks_at_everything_and_pays_nothing(stage: Stage) -> None:
    with stage.started() as handler:
        healthy = handler({"health": True}, cast("LambdaContext", Context()))
    assert healthy == {"ok": True, "checks": {**TABLES_OK, "gemini_key": "ok"}}
    boto3.client("secretsmanager").delete_secret(
        SecretId=stage.settings.gemini_api_key_secret_arn, ForceDeleteWithoutRecovery=True
    )
    with stage.started() as handler:
        keyless = handler({"health": True}, cast("LambdaContext", Context()))
    assert keyless == {"ok": False, "checks": {**TABLES_OK, "gemini_key": "secret_denied"}}
    assert stage.provider.asked == []


def test_a_retired_model_fails_the_start_with_its_successor(stage: Stage) -> None:
    with pytest.raises(ConfigurationError, match="gemini-3"):
        Services.build(stage.settings.model_copy(update={"gemini_model": "gemini-2.0-flash"}), Clients())


@pytest.mark.slow
def test_an_incomplete_environment_fails_the_start_by_name() -> None:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'shared'}:{ROOT / 'images'}"}
    started = subprocess.run(  # our own interpreter and module
        [sys.executable, "-c", "import speaking_evaluator.handler"],
        env=environment | {"GEMINI_MODEL": "gemini-3.5-flash-lite"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert started.returncode != 0
    assert "GEMINI_API_KEY_SECRET_ARN is not set" in started.stderr
    assert "QUEUE_URL is not set" in started.stderr


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, None),
        ({"model": "gemini-3.1-pro"}, "measured with model gemini-3.1-pro"),
        ({"prompt_version": "an older one"}, "measured with prompt version an older one"),
        ({"samples": 3}, "measured with samples 3; here it is 1"),
    ],
)
def test_a_calibration_of_another_examiner_fails_the_start_with_the_reason(
    stage: Stage, changes: dict[str, Any], told: str | None
) -> None:
    measured = {"model": stage.settings.gemini_model, "prompt_version": find_prompt_version("PART_1"), "samples": 1}
    known = Calibrations.parse(as_setting(calibration(task="PART_1", exam=None, **measured | changes)))
    settings = stage.settings.model_copy(update={"calibrations": known})
    with pytest.raises(CalibrationError, match=told) if told else nullcontext():
        Services.build(settings, Clients())


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("SPEAKING_SAMPLES", "0", "SPEAKING_SAMPLES must be 1 or 3"),
        ("SPEAKING_SAMPLES", "2", "SPEAKING_SAMPLES must be 1 or 3"),
        ("CALIBRATIONS", "[{", "CALIBRATIONS is no JSON; the file may be cut"),
        ("CALIBRATIONS", as_setting(calibration(scripts=12)), "CALIBRATIONS .* rests on 12 scripts; at least 30"),
    ],
)
def test_a_setting_that_makes_no_sense_fails_the_start_with_the_reason(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, told: str
) -> None:
    for name, given in stage.settings.model_dump(exclude={"calibrations"}).items():
        monkeypatch.setenv(name.upper(), str(given))
    assert Settings.load() == stage.settings
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=told):
        Settings.load()
