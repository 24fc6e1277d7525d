"""What this function works with."""

from typing import TYPE_CHECKING

from bandup.core.aws import client
from bandup.jobs.kinds import Kind
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.queue import WorkQueue
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.jobs.worker import Worker
from bandup.models import bedrock
from bandup.models.catalogue import require_live, today
from bandup.models.titan import TitanEmbedder
from bandup.storage.uploads import Uploads, UploadType

from .cards.model_pool import ModelPool
from .document_reader import DocumentReader
from .generate import FlashcardGenerator
from .pdf.reader import PdfReader
from .settings import Settings

if TYPE_CHECKING:
    from bandup.models.gemini import GeminiModel

EMBEDDING_MODEL = "amazon.titan-embed-text-v2:0"


def card_writers(settings: Settings) -> "ModelPool[GeminiModel]":
    """The models that write cards. Google's SDK is imported with the first of them, while a document is read.

    Raises:
        ConfigurationError: the configured model is unknown or retired.
    """
    require_live(settings.gemini_model, today())

    def build() -> "GeminiModel":
        from bandup.models.gemini_start import started  # noqa: PLC0415  # most of this function's start, if it were above

        return started(settings.gemini_model, settings.gemini_api_key_secret_arn, settings.gemini_base_url)

    return ModelPool(build)


def worker(settings: Settings, writers: "ModelPool[GeminiModel]", reader: PdfReader) -> LambdaWorker:
    """The handler, with clients made but nothing called yet.

    Raises:
        ConfigurationError: the embedding model is retired.
    """
    dynamodb, s3 = client("dynamodb"), client("s3")
    bucket = settings.s3_bucket_documents
    jobs = JobStore(dynamodb, settings.dynamodb_jobs)
    sets = ResultStore(dynamodb, s3, table=settings.dynamodb_flashcard_sets, key="set_id", bucket=bucket)
    embedder = TitanEmbedder(bedrock.runtime(settings.bedrock_region), require_live(EMBEDDING_MODEL, today()))
    documents = DocumentReader(reader, embedder, settings.rag_chunk_size, settings.rag_chunk_overlap)
    generator = FlashcardGenerator(Uploads(s3, {UploadType.FLASHCARD_PDF: bucket}), documents, writers)

    def usable_key() -> None:
        with writers.borrow() as model:
            model.usable_key()

    return LambdaWorker(
        worker=Worker(Kind.FLASHCARD, jobs, sets, generator),
        queue=WorkQueue(client("sqs"), settings.queue_url, settings.dlq_url),
        store=jobs,
        checks={"jobs": jobs.describe, "flashcard_sets": sets.describe, "gemini_key": usable_key},
    )
