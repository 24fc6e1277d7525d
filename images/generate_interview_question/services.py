"""What the route works with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bandup.core.aws import Clients
from bandup.core.clock import Clock, now_ms
from bandup.core.health import Check
from bandup.http.api_function import Authentication
from bandup.interview.model import PaidRoute
from bandup.models.converse import ConverseModel
from bandup.wiring.interviews import PaidInterviewServices

from .interview_service import InterviewService
from .interviewer import Interviewer
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
        paid = PaidInterviewServices.build(
            settings,
            clients,
            PaidRoute.INTERVIEW,
            per_day=settings.quota_interview_per_day,
            rate=settings.limit_turns,
            clock=clock,
        )
        model = ConverseModel.build(
            settings.model_id, settings.region, clients, answer_tokens=ANSWER_TOKENS, answer_seconds=ANSWER_SECONDS
        )
        interviews = InterviewService(paid.interviews, paid.paid_calls, Interviewer(model), clock)
        return cls(paid.authentication, interviews, paid.checks)
