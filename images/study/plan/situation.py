"""What the rules of a plan look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bandup.ielts.exams import DEFAULT_EXAM, Exam
from bandup.ielts.practice import Skill
from bandup.study.goals import Goals

from ..progress.history import SkillHistory

DAYS_A_WEEK: Final = 5
MINUTES_A_DAY: Final = 30
"""Of who has set no goals."""


@dataclass(frozen=True)
class Cards:
    """The cards of one learner.

    Attributes:
        due: how many are due until the end of each day, by day from today on; each counts those of the days before.
        new: how many new ones today still has room for.
        studied_mistakes: by kind of error, how many active cards of mistakes were reviewed already.
    """

    due: Mapping[date, int]
    new: int
    studied_mistakes: Mapping[str, int]


@dataclass(frozen=True)
class Situation:
    """One learner on one day.

    Attributes:
        now: epoch milliseconds.
        today: the learner's day.
        histories: of all exams and skills.
        cards: what is to be reviewed.
        goals: what the learner wants; None if that was never said.
    """

    now: int
    today: date
    histories: Sequence[SkillHistory]
    cards: Cards
    goals: Goals | None

    @property
    def exam(self) -> Exam:
        """The goal's, or else that of the newest work."""
        if self.goals:
            return self.goals.exam
        newest = max(self.histories, key=lambda each: each.practices[-1].time, default=None)
        return newest.exam if newest else DEFAULT_EXAM

    @property
    def minutes_a_day(self) -> int:
        return self.goals.minutes_a_day if self.goals else MINUTES_A_DAY

    @property
    def days(self) -> list[date]:
        """The days of this week on which there is time: today, and further ones as evenly as they go."""
        count = self.goals.days_a_week if self.goals else DAYS_A_WEEK
        return [self.today + timedelta(days=number * 7 // count) for number in range(count)]

    def find_history(self, skill: Skill) -> SkillHistory | None:
        """What was practised of a skill for the exam."""
        return next((each for each in self.histories if (each.exam, each.skill) == (self.exam, skill)), None)
