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
        checker: who finds errors of grammar and spelling.
        worker: the function's handler.
    """

    model: GeminiModel
    checker: GrammarChecker
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
        checker = GrammarChecker()
        evaluator = WritingEvaluator(model, uploads, checker)
        checks = {"gemini_key": model.usable_key}
        return cls(model, checker, LambdaWorker.build(Kind.WRITING, settings, clients, evaluator, checks))
