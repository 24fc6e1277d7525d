"""What the route works with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bandup.core.health import Check
from bandup.http.api_function import Authentication
from bandup.interview.model import Route
from bandup.models.converse_start import started
from bandup.wiring.paying import PayingServices

from .coach import Coach
from .settings import Settings

MAX_TOKENS = 1_600
"""Output tokens. What is asked for takes about 1,200; Claude writes 70 to 80 in a second, so more would not be finished
within the gateway's 29 s."""

ATTEMPT_SECONDS = 23.0
"""The longest single try: nearly all of the time, since an answer that is given up was paid for."""

REPAIR_SECONDS = 9.0
"""What must be left to ask for an unusable answer anew:
it is written whole once more, which takes a fast model so long."""


@dataclass(frozen=True)
class Services:
    """Everything outside this function that it uses.

    Attributes:
        authentication: who may come in.
        coach: gives feedback.
        checks: what the health invocation looks at.
    """

    authentication: Authentication
    coach: Coach
    checks: Mapping[str, Check]

    @classmethod
    def connect(cls, settings: Settings) -> Self:
        """The real ones. Clients are made, but nothing is called yet.

        Raises:
            ConfigurationError: the configured model is unknown or retired.
        """
        paying = PayingServices.connect(settings, Route.FEEDBACK, settings.quota_feedback_per_day)
        model = started(
            settings.model_id,
            settings.region,
            max_tokens=MAX_TOKENS,
            attempt_seconds=ATTEMPT_SECONDS,
            repair_seconds=REPAIR_SECONDS,
        )
        return cls(paying.authentication, Coach(paying.interviews, paying.paid, model), paying.checks)
