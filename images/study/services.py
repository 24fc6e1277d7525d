"""What the routes work with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Self

from bandup.account.limits import Limited, Limits
from bandup.core.aws import Clients
from bandup.core.clock import Clock, now_ms
from bandup.core.health import Check
from bandup.core.secrets import SecretCache
from bandup.http.api_function import Authentication
from bandup.http.paging import PageTokens
from bandup.jobs.store import JobStore
from bandup.study.store import StudyStore

from .recording import Recorder
from .settings import Settings


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        authentication: who may come in.
        store: cards and their logs.
        recorder: stores reviews.
        limits: how fast one user may ask.
        tokens: page tokens.
        now: epoch milliseconds.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    store: StudyStore
    recorder: Recorder
    limits: Limits
    tokens: PageTokens
    now: Clock
    checks: Mapping[str, Check]

    @classmethod
    def build(cls, settings: Settings, clients: Clients, clock: Clock = now_ms) -> Self:
        """The services for this environment. Nothing is called yet."""
        dynamodb = clients.get("dynamodb")
        jobs = JobStore(dynamodb, settings.dynamodb_jobs, clock)
        store = StudyStore(dynamodb, settings.dynamodb_study, jobs.write_owned)
        limits = Limits(dynamodb, settings.dynamodb_quotas, {Limited.REVIEWS: settings.limit_reviews}, clock)
        signing_key = partial(SecretCache(clients.get("secretsmanager")).get, settings.page_token_secret_arn)
        authentication = Authentication.from_settings(settings)
        return cls(
            authentication=authentication,
            store=store,
            recorder=Recorder(store, clock),
            limits=limits,
            tokens=PageTokens(signing_key),
            now=clock,
            checks={
                "study": store.describe,
                "jobs": jobs.describe,
                "quotas": limits.describe,
                "page_token_key": signing_key,
                "public_keys": authentication.check,
            },
        )
