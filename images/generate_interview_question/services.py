"""What the route works with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bandup.account.quotas import Quotas
from bandup.aws import client
from bandup.health import Check
from bandup.http.function import Entrance
from bandup.interview.model import Route
from bandup.interview.paid import PaidCalls
from bandup.interview.store import InterviewStore
from bandup.models.converse_start import started

from .interviewer import Interviewer
from .practice import Practice
from .settings import Settings

MAX_TOKENS = 1_500
"""Output tokens of one turn. A question takes 100 or 200; the rest leaves room for a long one in any script."""

ATTEMPT_SECONDS = 12.0
"""The longest single try. Two of them fit into the gateway's 29 s, with time left to store what came of it."""


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        entrance: who may come in.
        practice: holds interviews.
        checks: what the health invocation looks at.
    """

    entrance: Entrance
    practice: Practice
    checks: Mapping[str, Check]

    @classmethod
    def connect(cls, settings: Settings) -> Self:
        """The real ones. Clients are made, but nothing is called yet.

        Raises:
            ConfigurationError: the configured model is unknown or retired.
        """
        dynamodb = client("dynamodb", region_name=settings.region)
        quotas = Quotas(dynamodb, settings.dynamodb_quotas, {Route.INTERVIEW: settings.quota_interview_per_day})
        interviews = InterviewStore(dynamodb, settings.table_name)
        paid = PaidCalls(dynamodb, settings.table_name, jobs_table=settings.dynamodb_jobs, quotas=quotas)
        model = started(settings.model_id, settings.region, max_tokens=MAX_TOKENS, attempt_seconds=ATTEMPT_SECONDS)
        entrance = Entrance.of(settings)
        return cls(
            entrance=entrance,
            practice=Practice(interviews, paid, Interviewer(model)),
            checks={"interviews": interviews.describe, "quotas": quotas.describe, "public_keys": entrance.check},
        )
