"""A paid model that often fails: every call is counted, and every answer differs from all others."""

import itertools
import threading
from collections.abc import Callable
from decimal import Decimal

from bandup.core.clock import Deadline
from bandup.core.errors import ConfigurationError, RetryLaterError, RetryNowError
from bandup.models.retrying import retry_within
from bandup.models.usage import Ledger, Usage

from .environments import Environments
from .faults import Faults
from .weather import Weather

THROTTLE_SECONDS = 30.0
PRICE = Decimal("0.001")

OUTAGE = 25
OUTAGE_EVERY = 500
"""So many calls in a row meet an outage, in each so many. They are not paid."""

FROZEN_SECONDS = 20.0, 280.0
"""Most outlast a lease; the runtime would end any that stands still for longer."""

SLOW_SECONDS = 20.0, 150.0


class StormModel:
    """The model of a storm.

    Args:
        faults: the storm's dice.
        environments: where its callers run.
        weather: how often what goes wrong.
        frozen_seconds: for how long an environment stands still, at least and at most.

    Attributes:
        calls: calls that the provider took, also those that it failed to answer.
        slow: answers that took minutes.
        frozen: answers before which the environment stood still.
    """

    def __init__(
        self,
        faults: Faults,
        environments: Environments,
        weather: Weather,
        frozen_seconds: tuple[float, float] = FROZEN_SECONDS,
    ) -> None:
        self._faults, self._environments, self._weather = faults, environments, weather
        self._frozen_seconds = frozen_seconds
        self._asked, self._numbers = itertools.count(1), itertools.count(1)
        self._lock = threading.Lock()
        self.calls = self.slow = self.frozen = 0

    def ask(self, deadline: Deadline, ledger: Ledger, after_slow: Callable[[], None] | None = None) -> int:
        """A paid answer, asked for as often as real calls are.

        Args:
            deadline: of the invocation.
            ledger: told of the price.
            after_slow: called when an answer took minutes. Who gives none has no heartbeat, and no such answer.

        Returns:
            A number that no other answer has.
        """
        number = retry_within(deadline, self._answer, attempt_seconds=60, sleep=lambda _: None)
        ledger.add(Usage("storm", 1, 1, PRICE))
        self._take_time(deadline, after_slow)
        self._faults.step("after the model has answered")
        return number

    def pay(self, ledger: Ledger, answers: int) -> None:
        """So many unusable answers."""
        for _ in range(answers):
            ledger.add(Usage("storm", 1, 1, PRICE))

    def _answer(self, _: float) -> int:
        self._faults.step("before the model is asked")
        if next(self._asked) % OUTAGE_EVERY >= OUTAGE_EVERY - OUTAGE:
            raise ConfigurationError("provider_denied", "The storm's provider refuses the key.")
        with self._lock:
            self.calls += 1
        if self._faults.happens(self._weather.provider_failures):
            if self._faults.happens(0.5):
                raise RetryNowError("provider_unavailable", "The storm's provider failed.")
            raise RetryLaterError("provider_throttled", "The storm's provider is busy.", retry_after=THROTTLE_SECONDS)
        return next(self._numbers)

    def _take_time(self, deadline: Deadline, after_slow: Callable[[], None] | None) -> None:
        # The slow answer comes first: a heart can't be stopped, so after a time without it the job may rightly be lost.
        if after_slow and self._faults.meets_slow_answer():
            stood = self._environments.stand_still(self._faults.choose_seconds(*SLOW_SECONDS), deadline)
            with self._lock:
                self.slow += stood
            after_slow()
        elif self._faults.happens(self._weather.frozen):
            stood = self._environments.stand_still(self._faults.choose_seconds(*self._frozen_seconds))
            with self._lock:
                self.frozen += stood
