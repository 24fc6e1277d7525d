"""What this function works with."""

from bandup.core.aws import client
from bandup.jobs.kinds import Kind
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.queue import WorkQueue
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.jobs.worker import Worker
from bandup.models.gemini import GeminiModel
from bandup.models.gemini_start import started
from bandup.storage.uploads import Uploads, UploadType

from .evaluate import SpeakingEvaluator
from .recording import decode_recording
from .settings import Settings


def examiner(settings: Settings) -> GeminiModel:
    """The model that judges.

    Raises:
        ConfigurationError: the configured model is unknown or retired.
    """
    return started(settings.gemini_model, settings.gemini_api_key_secret_arn, settings.gemini_base_url)


def worker(settings: Settings, model: GeminiModel) -> LambdaWorker:
    """The handler, with clients made but nothing called yet."""
    dynamodb, s3 = client("dynamodb"), client("s3")
    jobs = JobStore(dynamodb, settings.dynamodb_jobs)
    evaluations = ResultStore(
        dynamodb,
        s3,
        table=settings.dynamodb_evaluations,
        key="evaluation_id",
        bucket=settings.s3_bucket_documents,
    )
    recordings = Uploads(s3, {UploadType.SPEAKING_AUDIO: settings.s3_bucket_audio})
    return LambdaWorker(
        worker=Worker(Kind.SPEAKING, jobs, evaluations, SpeakingEvaluator(recordings, decode_recording, model)),
        queue=WorkQueue(client("sqs"), settings.queue_url, settings.dlq_url),
        store=jobs,
        checks={"jobs": jobs.describe, "evaluations": evaluations.describe, "gemini_key": model.usable_key},
    )
