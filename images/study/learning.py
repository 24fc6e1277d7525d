"""Reads all that progress and plan are made of, in small items."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bandup.core.clock import Clock
from bandup.ielts.practice import PROJECTED, Practice, read_practice
from bandup.interview.feedback_history import read_history
from bandup.interview.store import InterviewStore
from bandup.jobs.results import ResultStore
from bandup.study.card import CardState
from bandup.study.store import StudyStore

from .days import find_day, find_today
from .due import DEFAULT_NEW
from .plan.situation import Cards, Situation
from .progress.history import split_history
from .progress.report import Learner

MOST_DUE: Final = 200
"""Cards of a plan. Who has more due is not told how many."""

DAYS_BACK: Final = 365
"""Days whose reviews are shown."""

WEEK: Final = 7


@dataclass(frozen=True)
class Learning:
    """Reads what one user did.

    Attributes:
        store: cards, days of reviews, and goals.
        evaluations: of essays and recordings.
        interviews: with their feedback.
        now: epoch milliseconds.
    """

    store: StudyStore
    evaluations: ResultStore
    interviews: InterviewStore
    now: Clock

    def read_practices(self, user_id: str) -> list[Practice]:
        """Every evaluation of the owner, in little."""
        return [read_practice(item) for item in self.evaluations.all_fields(user_id, PROJECTED)]

    def read_learner(self, user_id: str) -> Learner:
        """What progress is made of."""
        now = self.now()
        since = datetime.fromtimestamp(now / 1000, UTC).date() - timedelta(days=DAYS_BACK)
        return Learner(
            now=now,
            practices=self.read_practices(user_id),
            interviews=read_history(self.interviews.all_sessions(user_id)),
            tallies=self.store.list_days(user_id, since.isoformat()),
            goals=self.store.read_goals(user_id),
        )

    def read_situation(self, user_id: str, zone: ZoneInfo) -> Situation:
        """What a plan is made of.

        Args:
            user_id: the owner.
            zone: where the owner's days begin.
        """
        now = self.now()
        return Situation(
            now=now,
            today=find_today(now, zone),
            histories=split_history(self.read_practices(user_id)),
            cards=self._read_cards(user_id, now, zone),
            goals=self.store.read_goals(user_id),
        )

    def _read_cards(self, user_id: str, now: int, zone: ZoneInfo) -> Cards:
        begin, end = find_day(now, zone)
        today = find_today(now, zone)
        dates = [today + timedelta(days=number) for number in range(WEEK)]
        listed, _ = self.store.list_due(user_id, _end_of(dates[-1], zone), limit=MOST_DUE)
        due = {day: sum(card.due is not None and card.due < _end_of(day, zone) for card in listed) for day in dates}
        introduced = self.store.count_introduced(user_id, begin, end, DEFAULT_NEW)
        room = DEFAULT_NEW - introduced
        studied = Counter(
            card.error_type
            for card in self.store.list_tested(user_id)
            if card.state is CardState.ACTIVE and card.memory and card.error_type
        )
        return Cards(due, len(self.store.list_new(user_id, room)) if room > 0 else 0, studied)


def _end_of(day: date, zone: ZoneInfo) -> int:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    return find_day(round(noon.timestamp() * 1000), zone)[1]
