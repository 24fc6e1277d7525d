"""What a learner wants to reach, and how much time there is for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from datetime import date as Date  # noqa: N812  # an attribute is called date
from typing import Any, Self

from bandup.ielts.exams import Exam


@dataclass(frozen=True)
class Goals:
    """One user's goals.

    Attributes:
        exam: which exam.
        target_band: 1 to 9, in steps of a half.
        date: of the exam.
        days_a_week: on how many days there is time to practise, 1 to 7.
        minutes_a_day: how long on such a day.
        updated_at: when they were set, in epoch milliseconds.
    """

    exam: Exam
    target_band: float
    date: Date
    days_a_week: int
    minutes_a_day: int
    updated_at: int

    @property
    def ends_at(self) -> int:
        """The end of the day of the exam in UTC, in epoch milliseconds."""
        end = datetime.combine(self.date + timedelta(days=1), time.min, UTC)
        return round(end.timestamp() * 1000)

    def as_fields(self) -> dict[str, Any]:
        """As stored and as shown."""
        return {**vars(self), "date": self.date.isoformat()}

    @classmethod
    def parse(cls, stored: Mapping[str, Any]) -> Self:
        known: dict[str, Any] = {name: stored[name] for name in cls.__dataclass_fields__}
        exact = {"date": Date.fromisoformat(known["date"]), "target_band": float(known["target_band"])}
        return cls(**known | exact)
