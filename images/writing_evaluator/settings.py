"""The environment of this function."""

from bandup.core.settings import TableName
from bandup.ielts.calibration import UNCALIBRATED
from bandup.ielts.grading_settings import CalibrationList, SampleCount
from bandup.jobs.lambda_worker import WorkerSettings
from bandup.models.gemini_settings import GeminiSettings


class Settings(WorkerSettings, GeminiSettings):
    """One field for each variable, beside those of every worker and of Gemini.

    Attributes:
        writing_samples: how many judgements of each task are asked for.
        calibrations: what was measured of the model on Writing tasks.
    """

    dynamodb_evaluations: TableName
    writing_samples: SampleCount = 1
    calibrations: CalibrationList = UNCALIBRATED
