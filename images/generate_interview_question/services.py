"""What the route works with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bandup.core.health import Check
from bandup.http.api_function import Authentication
from bandup.interview.model import Route
from bandup.models.converse_start import started
from bandup.wiring.paying import PayingServices

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
        authentication: who may come in.
        practice: holds interviews.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    practice: Practice
    checks: Mapping[str, Check]

    @classmethod
    def connect(cls, settings: Settings) -> Self:
        """The real ones. Clients are made, but nothing is called yet.

        Raises:
            ConfigurationError: the configured model is unknown or retired.
        """
        paying = PayingServices.connect(settings, Route.INTERVIEW, settings.quota_interview_per_day)
        model = started(settings.model_id, settings.region, max_tokens=MAX_TOKENS, attempt_seconds=ATTEMPT_SECONDS)
        return cls(paying.authentication, Practice(paying.interviews, paying.paid, Interviewer(model)), paying.checks)
