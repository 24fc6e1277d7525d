"""The environment of this function."""

from bandup.core.settings import BucketName, FunctionSettings, SecretArn, TableName, Url


class Settings(FunctionSettings):
    """One field for each variable.

    Attributes:
        s3_bucket_audio: where recordings are uploaded to.
        queue_url: the queue that feeds this function.
        gemini_model: which model judges; it must be live in the catalogue.
        gemini_base_url: the provider's address; unset means Google's.
    """

    dynamodb_jobs: TableName
    dynamodb_evaluations: TableName
    s3_bucket_audio: BucketName
    s3_bucket_documents: BucketName
    queue_url: Url
    dlq_url: Url
    gemini_api_key_secret_arn: SecretArn
    gemini_model: str
    gemini_base_url: Url | None = None
