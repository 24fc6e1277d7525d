"""Settings and services of the functions for interview practice."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Self

from bandup.core.aws import Clients
from bandup.core.health import Check
from bandup.core.secrets import SecretCache
from bandup.core.settings import Region, SecretArn, TableName
from bandup.http.api_function import ApiSettings, Authentication
from bandup.http.paging import PageTokens
from bandup.interview.store import InterviewStore


class InterviewSettings(ApiSettings):
    """The environment of a function that reads interviews.

    Attributes:
        table_name: holds the interviews.
        region: where that table is, and Bedrock is called.
    """

    table_name: TableName
    region: Region


class PagedInterviewSettings(InterviewSettings):
    """The environment of a function that shows interviews in pages.

    Attributes:
        page_token_secret_arn: the key that signs page tokens.
    """

    page_token_secret_arn: SecretArn


class PaidInterviewSettings(InterviewSettings):
    """The environment of a function that asks the model.

    Attributes:
        model_id: an inference profile of the catalogue of models.
        dynamodb_jobs: holds jobs, and the tombstones of deleted accounts.
        dynamodb_quotas: holds the counters of each day.
    """

    model_id: str
    dynamodb_jobs: TableName
    dynamodb_quotas: TableName


@dataclass(frozen=True)
class InterviewServices:
    """Everything outside a function that reads interviews.

    Attributes:
        authentication: who may come in.
        interviews: all interviews.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    interviews: InterviewStore
    checks: Mapping[str, Check]

    @classmethod
    def build(cls, settings: InterviewSettings, clients: Clients) -> Self:
        """What the settings describe. Nothing is called yet."""
        interviews = InterviewStore(clients.get("dynamodb", settings.region), settings.table_name)
        authentication = Authentication.from_settings(settings)
        return cls(authentication, interviews, {"interviews": interviews.describe, "public_keys": authentication.check})


@dataclass(frozen=True)
class PagedInterviewServices:
    """Everything outside a function that shows interviews in pages.

    Attributes:
        authentication: who may come in.
        interviews: all interviews.
        tokens: page tokens.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    interviews: InterviewStore
    tokens: PageTokens
    checks: Mapping[str, Check]

    @classmethod
    def build(cls, settings: PagedInterviewSettings, clients: Clients) -> Self:
        """What the settings describe. Nothing is called yet."""
        base = InterviewServices.build(settings, clients)
        secrets = SecretCache(clients.get("secretsmanager", settings.region))
        signing_key = partial(secrets.get, settings.page_token_secret_arn)
        checks: dict[str, Check] = {**base.checks, "page_token_key": signing_key}
        return cls(base.authentication, base.interviews, PageTokens(signing_key), checks)
