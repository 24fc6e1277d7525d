"""What this function works with."""

from dataclasses import dataclass
from typing import Self

from bandup.core.aws import Clients
from bandup.jobs.kinds import Kind
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.models.gemini import GeminiModel
from bandup.storage.uploads import Uploads, UploadType

from .evaluate import SpeakingEvaluator
from .recording import decode_recording
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
        uploads = Uploads(clients.get("s3"), {UploadType.SPEAKING_AUDIO: settings.s3_bucket_audio})
        evaluator = SpeakingEvaluator(uploads, decode_recording, model)
        checks = {"gemini_key": model.usable_key}
        return cls(model, LambdaWorker.build(Kind.SPEAKING, settings, clients, evaluator, checks))
