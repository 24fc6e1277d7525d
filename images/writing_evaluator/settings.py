"""The environment of this function."""

from bandup.core.settings import TableName
from bandup.jobs.lambda_worker import WorkerSettings
from bandup.models.gemini_settings import GeminiSettings


class Settings(WorkerSettings, GeminiSettings):
    """One field for each variable, beside those of every worker and of Gemini."""

    dynamodb_evaluations: TableName
