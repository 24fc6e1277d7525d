"""What this function works with."""

from dataclasses import dataclass
from typing import Self

from bandup.core.aws import Clients
from bandup.ielts.findings import GrammarChecker
from bandup.jobs.kinds import Kind
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.models.gemini import GeminiModel
from bandup.storage.uploads import Uploads, UploadType

from .evaluate import WritingEvaluator
from .settings import Settings


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        model: who judges.
        worker: the function's handler.
    """

    model: GeminiModel
    worker: LambdaWorker

    @classmethod
    def build(cls, settings: Settings, clients: Clients) -> Self:
        """What the settings describe. Nothing is called yet.

        Raises:
            ConfigurationError: the configured model is unknown or retired.
        """
        model = GeminiModel.build(settings, clients)
        bucket = settings.s3_bucket_documents
        uploads = Uploads(clients.get("s3"), {UploadType.WRITING_ESSAY: bucket, UploadType.WRITING_IMAGE: bucket})
        evaluator = WritingEvaluator(model, uploads, GrammarChecker())
        checks = {"gemini_key": model.usable_key}
        return cls(model, LambdaWorker.build(Kind.WRITING, settings, clients, evaluator, checks))
