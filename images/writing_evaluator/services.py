"""What this function works with."""

from functools import partial

from bandup.aws import client
from bandup.ielts.findings import GrammarChecker
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.model import Kind
from bandup.jobs.queue import WorkQueue
from bandup.jobs.store import JobStore
from bandup.jobs.worker import Worker
from bandup.log import logger
from bandup.models.catalogue import require_live, today
from bandup.models.gemini import GeminiModel
from bandup.storage.results import ResultStore
from bandup.storage.secrets import SecretCache
from bandup.storage.uploads import Uploads, UploadType

from .evaluate import WritingEvaluator
from .settings import Settings


def examiner(settings: Settings) -> GeminiModel:
    """The model that judges.

    Google's SDK is imported with this module, although it is most of the start: every job needs it, and a function
    starts with a full processor whatever its memory.

    Raises:
        ConfigurationError: the configured model is unknown or retired.
    """
    model = require_live(settings.gemini_model, today())
    if model.warning:
        logger.warning(model.warning)
    key = partial(SecretCache(client("secretsmanager")).get, settings.gemini_api_key_secret_arn)
    return GeminiModel(model, key, base_url=settings.gemini_base_url)


def worker(settings: Settings, model: GeminiModel) -> LambdaWorker:
    """The handler, with clients made but nothing called yet."""
    dynamodb, s3 = client("dynamodb"), client("s3")
    bucket = settings.s3_bucket_documents
    jobs = JobStore(dynamodb, settings.dynamodb_jobs)
    evaluations = ResultStore(dynamodb, s3, table=settings.dynamodb_evaluations, key="evaluation_id", bucket=bucket)
    uploads = Uploads(s3, {UploadType.WRITING_ESSAY: bucket, UploadType.WRITING_IMAGE: bucket})
    evaluator = WritingEvaluator(model, uploads, GrammarChecker())
    return LambdaWorker(
        worker=Worker(Kind.WRITING, jobs, evaluations, evaluator),
        queue=WorkQueue(client("sqs"), settings.queue_url, settings.dlq_url),
        store=jobs,
        checks={"jobs": jobs.describe, "evaluations": evaluations.describe, "gemini_key": model.usable_key},
    )
