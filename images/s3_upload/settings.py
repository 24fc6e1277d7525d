"""The environment of this function."""

from collections.abc import Mapping

from bandup.settings import BucketName, CognitoClientId, CognitoIssuer, FunctionSettings, Origins, TableName, Url
from bandup.storage.uploads import UploadType


class Settings(FunctionSettings):
    """One field for each variable.

    Attributes:
        dynamodb_jobs: holds the marks of deleted accounts.
        cognito_jwks_url: only the local stage sets it, where tokens carry Amazon's issuer but local keys.
    """

    dynamodb_jobs: TableName
    s3_bucket_audio: BucketName
    s3_bucket_documents: BucketName
    cognito_issuer: CognitoIssuer
    cognito_client_id: CognitoClientId
    cognito_jwks_url: Url | None = None
    cors_origins: Origins = ()

    @property
    def jwks_url(self) -> str:
        """Where the user pool's public keys are."""
        return self.cognito_jwks_url or f"{self.cognito_issuer}/.well-known/jwks.json"

    @property
    def buckets(self) -> Mapping[UploadType, str]:
        """The bucket of each type of upload."""
        documents = dict.fromkeys(UploadType, self.s3_bucket_documents)
        return documents | {UploadType.SPEAKING_AUDIO: self.s3_bucket_audio}
