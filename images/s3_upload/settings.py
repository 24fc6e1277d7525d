"""The environment of this function."""

from bandup.core.settings import TableName
from bandup.http.api_function import ApiSettings
from bandup.storage.uploads import UploadSettings


class Settings(ApiSettings, UploadSettings):
    """One field for each variable.

    Attributes:
        dynamodb_jobs: holds the marks of deleted accounts.
    """

    dynamodb_jobs: TableName
