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

from .feedback_service import FeedbackService
from .settings import Settings

ANSWER_TOKENS = 2_400
"""Output tokens. What is asked for takes about 1,600 by Claude's newer tokenizer, which counts three tokens in ten more
than the one before it."""

ANSWER_SECONDS = 23.0
"""The longest single try: nearly all of the gateway's 29 s, since an answer that is given up was paid for."""

REPAIR_SECONDS = 9.0
"""What must be left to ask for an unusable answer anew: a fast model needs so long to write it whole once more."""


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        authentication: who may come in.
        feedback: gives feedback on interviews.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    feedback: FeedbackService
    checks: Mapping[str, Check]

    @classmethod
    def build(cls, settings: Settings, clients: Clients, clock: Clock = now_ms) -> Self:
        """What the settings describe. Nothing is called yet.

        Raises:
            ConfigurationError: the configured model is unknown or retired.
        """
        paid = PaidInterviewServices.build(
            settings, clients, PaidRoute.FEEDBACK, settings.quota_feedback_per_day, clock
        )
        model = ConverseModel.build(
            settings.model_id,
            settings.region,
            clients,
            answer_tokens=ANSWER_TOKENS,
            answer_seconds=ANSWER_SECONDS,
            repair_seconds=REPAIR_SECONDS,
        )
        return cls(paid.authentication, FeedbackService(paid.interviews, paid.paid_calls, model, clock), paid.checks)
