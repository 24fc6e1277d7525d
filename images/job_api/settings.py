"""The environment of this function."""

from typing import TYPE_CHECKING, Any

from pydantic import PositiveInt, create_model

from bandup.account.limits import Limited, Rate, RateSetting
from bandup.core.settings import FunctionSettings, SecretArn, TableName, Url
from bandup.http.api_function import ApiSettings
from bandup.jobs.kinds import Kind
from bandup.jobs.results import ResultSettings
from bandup.storage.uploads import UploadSettings


def _fields_of_kinds() -> dict[str, Any]:
    """One field for each variable that belongs to a kind of job or to its results, see `bandup.jobs.kinds`."""
    tables = {f"dynamodb_{kind.results.name}": (TableName, ...) for kind in Kind if kind.results}
    queues = {f"{kind.queue}_{queue}_url": (Url, ...) for kind in Kind for queue in ("queue", "dlq")}
    quotas = {f"quota_{kind}_per_day": (PositiveInt, ...) for kind in Kind if kind.has_quota}
    return tables | queues | quotas


if TYPE_CHECKING:
    KindSettings = FunctionSettings
else:
    KindSettings = create_model("KindSettings", __base__=FunctionSettings, **_fields_of_kinds())


class Settings(ApiSettings, ResultSettings, UploadSettings, KindSettings):
    """One field for each variable, beside those of the kinds of jobs.

    Attributes:
        dynamodb_quotas: holds the counters of each day, and the buckets of limits.
        dynamodb_study: holds cards that are studied, and their reviews.
        limit_exports: how often a user may have files written to download.
        limit_jobs: how often a user may submit jobs.
        limit_usage: how often a user may have all costs summed.
        deletion_settle_seconds: how long after a request to delete an account the last pass begins at the earliest. In
            AWS it is longer than the form of an upload is good for.
    """

    dynamodb_jobs: TableName
    dynamodb_interview_sessions: TableName
    dynamodb_quotas: TableName
    dynamodb_study: TableName
    limit_exports: RateSetting
    limit_jobs: RateSetting
    limit_usage: RateSetting
    deletion_settle_seconds: PositiveInt
    page_token_secret_arn: SecretArn

    def queue_urls(self, kind: Kind) -> tuple[str, str]:
        """The addresses of a kind's work queue and dead-letter queue."""
        return getattr(self, f"{kind.queue}_queue_url"), getattr(self, f"{kind.queue}_dlq_url")

    @property
    def user_pool_id(self) -> str:
        """The id of the user pool, which is the last part of the issuer's address."""
        return self.cognito_issuer.rpartition("/")[2]

    @property
    def limits(self) -> dict[Limited, Rate]:
        """How fast a user may ask for what has a limit."""
        return {
            Limited.EXPORTS: self.limit_exports,
            Limited.JOBS: self.limit_jobs,
            Limited.USAGE: self.limit_usage,
        }

    @property
    def quotas(self) -> dict[str, int]:
        """How many jobs of each kind a user may submit in a day, UTC."""
        return {kind: getattr(self, f"quota_{kind}_per_day") for kind in Kind if kind.has_quota}
