"""What the route works with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bandup.account.limits import Limited, Limits
from bandup.account.quotas import Quotas
from bandup.core.aws import Clients
from bandup.core.clock import Clock, now_ms
from bandup.core.dynamo import Table
from bandup.core.health import Check
from bandup.http.api_function import Authentication
from bandup.interview.model import PaidRoute
from bandup.interview.paid_calls import PaidCalls
from bandup.jobs.kinds import TEXTS, TRANSCRIPTS
from bandup.models.converse import ConverseModel
from bandup.wiring.interviews import InterviewServices

from .interview_service import InterviewService
from .interviewer import Interviewer
from .materials import Materials
from .settings import Settings

ANSWER_TOKENS = 1_000
"""Output tokens of one turn. A question takes up to 300 by Claude's newer tokenizer; JSON's escapes and another script
may treble that."""

ANSWER_SECONDS = 12.0
"""The longest single try, thinking apart. Two of them fit into the gateway's 29 s, with time left to store what came of
it."""


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        authentication: who may come in.
        interviews: leads interviews.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    interviews: InterviewService
    checks: Mapping[str, Check]

    @classmethod
    def build(cls, settings: Settings, clients: Clients, clock: Clock = now_ms) -> Self:
        """What the settings describe. Nothing is called yet.

        Raises:
            ConfigurationError: the configured model is unknown or retired.
        """
        base, dynamodb = InterviewServices.build(settings, clients), clients.get("dynamodb", settings.region)
        per_day: dict[str, int] = {PaidRoute.INTERVIEW: settings.quota_interview_per_day}
        quotas = Quotas(dynamodb, settings.dynamodb_quotas, per_day, clock)
        paid_calls = PaidCalls(
            dynamodb,
            settings.table_name,
            jobs_table=settings.dynamodb_jobs,
            quotas=quotas,
            limits=Limits(dynamodb, settings.dynamodb_quotas, {Limited.TURNS: settings.limit_turns}, clock),
            clock=clock,
        )
        model = ConverseModel.build(
            settings.model_id, settings.region, clients, answer_tokens=ANSWER_TOKENS, answer_seconds=ANSWER_SECONDS
        )
        tables = {TRANSCRIPTS: settings.dynamodb_transcripts, TEXTS: settings.dynamodb_texts}
        materials = Materials(
            Table(dynamodb, settings.dynamodb_jobs), {kind: Table(dynamodb, name) for kind, name in tables.items()}
        )
        interviews = InterviewService(base.interviews, paid_calls, Interviewer(model), materials, clock)
        return cls(base.authentication, interviews, {**base.checks, "quotas": quotas.describe})
