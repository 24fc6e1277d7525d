"""The environment of this function."""

from bandup.account.limits import RateSetting
from bandup.core.settings import SecretArn, TableName
from bandup.http.api_function import ApiSettings


class Settings(ApiSettings):
    """One field for each variable.

    Attributes:
        dynamodb_study: holds cards and reviews.
        dynamodb_jobs: holds the marks of deleted accounts.
        dynamodb_quotas: holds the buckets of limits.
        limit_reviews: how often a user may review a card.
        page_token_secret_arn: the key that signs page tokens.
    """

    dynamodb_study: TableName
    dynamodb_jobs: TableName
    dynamodb_quotas: TableName
    limit_reviews: RateSetting
    page_token_secret_arn: SecretArn
