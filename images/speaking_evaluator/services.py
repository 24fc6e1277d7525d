"""What this function works with."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Self, get_args

from bandup.core.aws import Clients
from bandup.jobs.kinds import Kind
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.jobs.worker import Work
from bandup.models.gemini_pool import build_gemini_pool, check_key
from bandup.models.pool import ModelPool
from bandup.storage.uploads import Uploads, UploadType

from .cutting import cut_recording
from .evaluate import SpeakingEvaluator
from .listening import Listener
from .prompt_version import find_prompt_version
from .recording import decode_recording
from .request import Part
from .settings import Settings
from .transcripts.transcribe import Transcriber

if TYPE_CHECKING:
    from bandup.models.gemini import GeminiModel


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        models: who judges. Google's SDK is imported with the first of them, while a recording is read.
        worker: the function's handler.
    """

    models: "ModelPool[GeminiModel]"
    worker: LambdaWorker

    @classmethod
    def build(cls, settings: Settings, clients: Clients) -> Self:
        """What the settings describe. Nothing is called yet.

        Raises:
            ConfigurationError: the configured model is unknown or retired.
            CalibrationError: a calibration was measured on another model, prompt or number of samples.
        """
        settings.calibrations.require_fit(
            get_args(Part),
            model=settings.gemini_model,
            find_prompt_version=lambda part, _: find_prompt_version(part),
            samples=settings.speaking_samples,
        )
        models = build_gemini_pool(settings, clients)
        uploads = Uploads(clients.get("s3"), {UploadType.SPEAKING_AUDIO: settings.s3_bucket_audio})
        evaluator = SpeakingEvaluator(
            Listener(uploads, decode_recording, cut_recording),
            models,
            settings.speaking_samples,
            settings.calibrations,
            settings.gemini_model,
        )
        works: dict[Kind, Work] = {
            Kind.SPEAKING: evaluator,
            Kind.TRANSCRIPT: Transcriber(uploads, decode_recording, models),
        }
        checks = {"gemini_key": partial(check_key, models)}
        return cls(models, LambdaWorker.build(works, settings, clients, checks))
