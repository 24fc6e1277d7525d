"""The environment of this function."""

from bandup.account.limits import Rate
from bandup.core.settings import TableName
from bandup.http.api_function import ApiSettings
from bandup.storage.uploads import UploadSettings


class Settings(ApiSettings, UploadSettings):
    """One field for each variable.

    Attributes:
        dynamodb_jobs: holds the marks of deleted accounts.
        dynamodb_quotas: holds the buckets of limits.
        limit_uploads: how often a user may send a file.
    """

    dynamodb_jobs: TableName
    dynamodb_quotas: TableName
    limit_uploads: Rate
