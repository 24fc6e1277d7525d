"""The environment of this function."""

from collections.abc import Mapping

from bandup.core.settings import BucketName, TableName
from bandup.http.api_function import ApiSettings
from bandup.storage.uploads import UploadType


class Settings(ApiSettings):
    """One field for each variable.

    Attributes:
        dynamodb_jobs: holds the marks of deleted accounts.
    """

    dynamodb_jobs: TableName
    s3_bucket_audio: BucketName
    s3_bucket_documents: BucketName

    @property
    def buckets(self) -> Mapping[UploadType, str]:
        """The bucket of each type of upload."""
        documents = dict.fromkeys(UploadType, self.s3_bucket_documents)
        return documents | {UploadType.SPEAKING_AUDIO: self.s3_bucket_audio}
