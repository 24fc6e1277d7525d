"""The candidates of an interview storm: what they ask, again with the same key until it is answered."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .natures import Nature

TURNS_PER_SESSION = 8
"""Answers of the candidate in each interview."""

_RARE = {0: Nature.BLOCKED, 1: Nature.BLOCKED, 2: Nature.REPAIRED, 3: Nature.REPAIRED, 4: Nature.CRASHING}
"""By the number of the request, modulo fifty. A CRASHING one ends with an error without a class once."""


@dataclass(eq=False)
class Ask:
    """One request of a candidate.

    Attributes:
        number: tells it from all others.
        user_id: who asks.
        opening: the request that begins the interview, or None if this is it.
        answers: what it was answered with, as JSON, each time.
        is_refused: whether it was told that it cannot be answered.
    """

    number: int
    user_id: str
    opening: "Ask | None"
    answers: list[str] = field(default_factory=list)
    is_refused: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _tries: int = 0

    @property
    def message(self) -> str:
        """What the candidate says."""
        return f"Answer {self.number}: I would put a queue between them."

    @property
    def nature(self) -> Nature:
        """What the model makes of it; only later turns go wrong for good."""
        return _RARE.get(self.number % 50, Nature.PLAIN) if self.opening else Nature.PLAIN

    @property
    def session_id(self) -> str | None:
        """The interview, once the request that began it is answered."""
        begun = self.opening or self
        return json.loads(begun.answers[0])["session_id"] if begun.answers else None

    @property
    def is_due(self) -> bool:
        """Whether the candidate has to ask, or to ask again."""
        return not self.answers and not self.is_refused and (self.opening is None or bool(self.opening.answers))

    @property
    def is_over(self) -> bool:
        return bool(self.answers) or self.is_refused

    def note(self, answer: Mapping[str, Any]) -> None:
        """Keep an answer."""
        self.answers.append(json.dumps(answer, default=str, sort_keys=True))

    def goes_wrong(self) -> bool:
        """Whether this try at a request that is REPAIRED or CRASHING goes wrong: the first one of each does."""
        with self._lock:
            self._tries += 1
            return self._tries == 1


def make_asks(turns: int, owners: int) -> list[Ask]:
    """Interviews of so many requests altogether, spread over so many candidates."""
    asks: list[Ask] = []
    opening: Ask | None = None
    for number in range(turns):
        place = number % (TURNS_PER_SESSION + 1)
        user_id = f"owner-{number // (TURNS_PER_SESSION + 1) % owners}"
        ask = Ask(number, user_id, None if place == 0 else opening)
        opening = ask if place == 0 else opening
        asks.append(ask)
    return asks
