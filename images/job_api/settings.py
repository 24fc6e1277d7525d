"""The environment of this function."""

from collections.abc import Mapping

from pydantic import PositiveInt

from bandup.core.settings import (
    BucketName,
    CognitoClientId,
    CognitoIssuer,
    FunctionSettings,
    Origins,
    SecretArn,
    TableName,
    Url,
)
from bandup.storage.uploads import UploadType


class Settings(FunctionSettings):
    """One field for each variable.

    Attributes:
        account_queue_url: feeds this function itself with deletions of accounts.
        cognito_jwks_url: only the local stage sets it, where tokens carry Amazon's issuer but local keys.
        quota_writing_per_day: how often a user may have Writing graded in a day, UTC.
        quota_speaking_per_day: the same for Speaking.
        quota_flashcard_per_day: how often they may have flashcards made.
        deletion_settle_seconds: how long after a request to delete an account the last pass begins at the earliest. In
            AWS it is longer than the form of an upload is good for.
    """

    dynamodb_jobs: TableName
    dynamodb_evaluations: TableName
    dynamodb_flashcard_sets: TableName
    dynamodb_interview_sessions: TableName
    dynamodb_quotas: TableName
    s3_bucket_audio: BucketName
    s3_bucket_documents: BucketName
    writing_queue_url: Url
    writing_dlq_url: Url
    speaking_queue_url: Url
    speaking_dlq_url: Url
    flashcard_queue_url: Url
    flashcard_dlq_url: Url
    account_queue_url: Url
    account_dlq_url: Url
    quota_writing_per_day: PositiveInt
    quota_speaking_per_day: PositiveInt
    quota_flashcard_per_day: PositiveInt
    deletion_settle_seconds: PositiveInt
    cognito_issuer: CognitoIssuer
    cognito_client_id: CognitoClientId
    cognito_jwks_url: Url | None = None
    page_token_secret_arn: SecretArn
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
