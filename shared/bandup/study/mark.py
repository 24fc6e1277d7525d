"""How far the results of one owner were looked through for mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

SETTLE_MS = 600_000
"""A result that is stored now may carry a time of up to so long ago: its worker's clock may be late, and an index shows
it later than the table has it. What was looked through of this time is remembered by id."""


@dataclass(frozen=True)
class Track:
    """How far results of one kind were looked through.

    Attributes:
        until: epoch milliseconds; what was stored until then is looked through.
        done: what was looked through of later times: the time of each, by its id.
    """

    until: int = 0
    done: Mapping[str, int] = field(default_factory=dict)

    def is_done(self, source_id: str, time: int) -> bool:
        """Whether a result of this time was looked through. Feedback that was given again has another time."""
        return time <= self.until or self.done.get(source_id) == time

    def move(self, source_id: str, time: int, now: int) -> Self:
        """The track after one more result, the earliest of those that were left.

        Args:
            source_id: its id.
            time: when it was stored, in epoch milliseconds.
            now: the same.
        """
        until = max(self.until, min(time, now - SETTLE_MS))
        done = {**self.done, source_id: time}
        return type(self)(until, {each: of for each, of in done.items() if of > until})


@dataclass(frozen=True)
class Mark:
    """How far the results of one owner were looked through.

    Attributes:
        version: counts its moves; 0 if it never moved.
        evaluations: of essays and recordings.
        feedback: on interviews.
    """

    version: int = 0
    evaluations: Track = Track()
    feedback: Track = Track()

    @classmethod
    def parse(cls, stored: Mapping[str, Any]) -> Self:
        return cls(stored["version"], Track(**stored["evaluations"]), Track(**stored["feedback"]))

    def as_stored(self) -> dict[str, Any]:
        return {"version": self.version, "evaluations": vars(self.evaluations), "feedback": vars(self.feedback)}
