"""Settings and services of the functions for interview practice."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Self

from bandup.account.limits import Limited, Limits, Rate
from bandup.account.quotas import Quotas
from bandup.core.aws import Clients
from bandup.core.clock import Clock, now_ms
from bandup.core.health import Check
from bandup.core.secrets import SecretCache
from bandup.core.settings import Region, SecretArn, TableName
from bandup.http.api_function import ApiSettings, Authentication
from bandup.http.paging import PageTokens
from bandup.interview.model import PaidRoute
from bandup.interview.paid_calls import PaidCalls
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


@dataclass(frozen=True)
class PaidInterviewServices:
    """Everything outside a function that asks the model, but the model.

    Attributes:
        authentication: who may come in.
        interviews: all interviews.
        paid_calls: pays, answers and stores once.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    interviews: InterviewStore
    paid_calls: PaidCalls
    checks: Mapping[str, Check]

    @classmethod
    def build(
        cls,
        settings: PaidInterviewSettings,
        clients: Clients,
        route: PaidRoute,
        *,
        per_day: int,
        rate: Rate,
        clock: Clock = now_ms,
    ) -> Self:
        """What the settings describe. Nothing is called yet.

        Args:
            settings: the function's environment.
            clients: AWS clients.
            route: what is paid for.
            per_day: how often a user may have that in a day, UTC.
            rate: how fast a user may ask for it.
            clock: epoch milliseconds.
        """
        base, dynamodb = InterviewServices.build(settings, clients), clients.get("dynamodb", settings.region)
        quotas = Quotas(dynamodb, settings.dynamodb_quotas, {route: per_day}, clock)
        paid_calls = PaidCalls(
            dynamodb,
            settings.table_name,
            jobs_table=settings.dynamodb_jobs,
            quotas=quotas,
            limits=Limits(dynamodb, settings.dynamodb_quotas, {Limited.TURNS: rate}, clock),
            clock=clock,
        )
        return cls(base.authentication, base.interviews, paid_calls, {**base.checks, "quotas": quotas.describe})
