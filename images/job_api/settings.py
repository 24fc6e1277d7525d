"""The environment of this function."""

from bandup.settings import (
    BucketName,
    CognitoClientId,
    CognitoIssuer,
    FunctionSettings,
    Origins,
    SecretArn,
    TableName,
    Url,
)


class Settings(FunctionSettings):
    """One field for each variable.

    Attributes:
        cognito_jwks_url: only the local stage sets it, where tokens carry Amazon's issuer but local keys.
    """

    dynamodb_jobs: TableName
    dynamodb_evaluations: TableName
    s3_bucket_documents: BucketName
    writing_queue_url: Url
    writing_dlq_url: Url
    cognito_issuer: CognitoIssuer
    cognito_client_id: CognitoClientId
    cognito_jwks_url: Url | None = None
    page_token_secret_arn: SecretArn
    cors_origins: Origins = ()

    @property
    def jwks_url(self) -> str:
        """Where the user pool's public keys are."""
        return self.cognito_jwks_url or f"{self.cognito_issuer}/.well-known/jwks.json"
