"""The environment of this function."""

from bandup.account.limits import RateSetting
from bandup.core.settings import SecretArn, TableName
from bandup.http.api_function import ApiSettings
from bandup.jobs.results import ResultSettings


class Settings(ApiSettings, ResultSettings):
    """One field for each variable.

    Attributes:
        dynamodb_study: holds cards and reviews.
        dynamodb_evaluations: holds the essays and recordings that mistakes are looked for in.
        dynamodb_flashcard_sets: holds the sets whose cards are studied.
        dynamodb_interview_sessions: holds interviews and the feedback on them.
        dynamodb_jobs: holds the marks of deleted accounts, and the jobs that make sets.
        dynamodb_quotas: holds the buckets of limits.
        limit_exports: how often a user may have files written to download.
        limit_reviews: how often a user may review a card.
        page_token_secret_arn: the key that signs page tokens.
    """

    dynamodb_study: TableName
    dynamodb_evaluations: TableName
    dynamodb_flashcard_sets: TableName
    dynamodb_interview_sessions: TableName
    dynamodb_jobs: TableName
    dynamodb_quotas: TableName
    limit_exports: RateSetting
    limit_reviews: RateSetting
    page_token_secret_arn: SecretArn
