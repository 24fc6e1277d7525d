"""What this function works with."""

from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Self, get_args

from bandup.core.aws import Clients
from bandup.ielts.exams import DEFAULT_EXAM, Exam
from bandup.ielts.findings import GrammarChecker
from bandup.jobs.kinds import Kind
from bandup.jobs.lambda_worker import LambdaWorker
from bandup.models.gemini_pool import build_gemini_pool, check_key
from bandup.models.pool import ModelPool
from bandup.storage.uploads import Uploads, UploadType

from .evaluate import WritingEvaluator
from .prompt_version import find_prompt_version
from .request import TaskType
from .settings import Settings

if TYPE_CHECKING:
    from bandup.models.gemini import GeminiModel


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        models: who judges.
        checker: who finds errors of grammar and spelling.
        worker: the function's handler.
    """

    models: "ModelPool[GeminiModel]"
    checker: GrammarChecker
    worker: LambdaWorker

    @classmethod
    def build(cls, settings: Settings, clients: Clients) -> Self:
        """What the settings describe. Nothing is called yet.

        Raises:
            ConfigurationError: the configured model is unknown or retired.
            CalibrationError: a calibration was measured on another model, prompt or number of samples.
        """
        settings.calibrations.require_fit(
            get_args(TaskType),
            model=settings.gemini_model,
            find_prompt_version=lambda task, exam: find_prompt_version(task, exam or DEFAULT_EXAM),
            samples=settings.writing_samples,
        )
        for task_type, exam in product(get_args(TaskType), get_args(Exam)):
            find_prompt_version(task_type, exam)  # is kept, so that no essay waits for it
        models = build_gemini_pool(settings, clients)
        bucket = settings.s3_bucket_documents
        uploads = Uploads(clients.get("s3"), {UploadType.WRITING_ESSAY: bucket, UploadType.WRITING_IMAGE: bucket})
        checker = GrammarChecker()
        evaluator = WritingEvaluator(
            models, uploads, checker, settings.writing_samples, settings.calibrations, settings.gemini_model
        )
        checks = {"gemini_key": partial(check_key, models)}
        return cls(
            models,
            checker,
            LambdaWorker.build({Kind.WRITING: evaluator}, settings, clients, checks),
        )
