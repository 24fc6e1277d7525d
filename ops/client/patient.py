"""The public API as a good client calls it: every POST can be repeated, and is, for as long as the API asks for it."""

import random
import time
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from ops.client.api import Answer, Api
from ops.progress import Say, silent

PATIENCE_SECONDS = 120.0
"""Two of the longest waits that the API asks for while something does not work: 60 s."""

ASKS_AGAIN = frozenset({HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
"""What is worth another try if the answer has a `Retry-After`. A conflict has one only while the same request is still
being answered."""

SPREAD = 0.2
"""Share of a wait that is added at random, so that clients that were turned away together do not come back together."""


class PatientApi(Api):
    """As `Api`, but it gives every POST an Idempotency-Key, and repeats what the API asks to be repeated.

    Args:
        url: the stage's base URL.
        token: the user's access token; None sends no Authorization header.
        patience: seconds within which all tries of one request begin. An answer that asks for a longer wait, such as
            for the next day, is returned at once.
        say: told of each wait.
        pause: waits that many seconds.
        now: a monotonic clock in seconds.
    """

    def __init__(
        self,
        url: str,
        token: str | None,
        *,
        patience: float = PATIENCE_SECONDS,
        say: Say = silent,
        pause: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(url, token)
        self._patience = patience
        self._say = say
        self._pause = pause
        self._now = now

    def call(self, method: str, path: str, **options: Any) -> Answer:
        """As `Api.call`; the last answer, if the tries ran out."""
        if method == "POST":
            options["headers"] = {"Idempotency-Key": str(uuid.uuid4()), **options.get("headers", {})}
        deadline = self._now() + self._patience
        while True:
            answer = super().call(method, path, **options)
            if answer.status not in ASKS_AGAIN or answer.retry_after is None:
                return answer
            wait = answer.retry_after * random.uniform(1, 1 + SPREAD)
            if self._now() + wait > deadline:
                return answer
            self._say(f"{method} {path} was answered {answer.status}: once more in {wait:.0f} s")
            self._pause(wait)
