"""The environment of this function."""

from bandup.core.settings import BucketName, TableName
from bandup.ielts.calibration import UNCALIBRATED
from bandup.ielts.grading_settings import CalibrationList, SampleCount
from bandup.jobs.lambda_worker import WorkerSettings
from bandup.models.gemini_settings import GeminiSettings


class Settings(WorkerSettings, GeminiSettings):
    """One field for each variable, beside those of every worker and of Gemini.

    Attributes:
        s3_bucket_audio: where recordings are uploaded to.
        speaking_samples: how many judgements of each part are asked for.
        calibrations: what was measured of the model on Speaking parts.
    """

    dynamodb_evaluations: TableName
    dynamodb_transcripts: TableName
    s3_bucket_audio: BucketName
    speaking_samples: SampleCount = 1
    calibrations: CalibrationList = UNCALIBRATED
