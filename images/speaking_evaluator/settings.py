"""The environment of this function."""

from bandup.core.settings import BucketName, TableName
from bandup.jobs.lambda_worker import WorkerSettings
from bandup.models.gemini_settings import GeminiSettings


class Settings(WorkerSettings, GeminiSettings):
    """One field for each variable, beside those of every worker and of Gemini.

    Attributes:
        s3_bucket_audio: where recordings are uploaded to.
    """

    dynamodb_evaluations: TableName
    s3_bucket_audio: BucketName
