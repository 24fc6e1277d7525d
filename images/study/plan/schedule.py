"""Puts items on the days of a week."""

from collections import deque
from dataclasses import dataclass
from datetime import date
from typing import Any

from .items import Item
from .outlook import list_outlooks
from .rules import find_due_cards, list_least_recent, list_tasks
from .situation import Situation


@dataclass(frozen=True)
class Day:
    """One day of a plan.

    Attributes:
        date: which day.
        items: what to do, the most wanted first.
    """

    date: date
    items: list[Item]

    @property
    def minutes(self) -> int:
        return sum(item.minutes for item in self.items)

    def as_fields(self) -> dict[str, Any]:
        return {
            "date": self.date.isoformat(),
            "minutes": self.minutes,
            "items": [item.as_fields() for item in self.items],
        }


def plan_week(situation: Situation) -> list[Day]:
    """Today and the further days of this week on which there is time.

    A day takes what is due and, if that leaves time, tasks as long as they fit, one at least. What does not fit comes
    on another day; when every rule is served, the tasks of longest ago fill the rest.
    """
    waiting = deque(list_tasks(situation))
    return [_plan_day(situation, day, waiting) for day in situation.days]


def build_plan(situation: Situation) -> dict[str, Any]:
    """The body of the answer of `GET /plan`."""
    days = plan_week(situation)
    return {
        "exam": situation.exam,
        "goals": situation.goals.as_fields() if situation.goals else None,
        "today": days[0].as_fields(),
        "week": [day.as_fields() for day in days],
        "outlook": list_outlooks(situation),
    }


def _plan_day(situation: Situation, day: date, waiting: deque[Item]) -> Day:
    cards = find_due_cards(situation, day)
    planned = Day(day, [cards] if cards else [])
    left = situation.minutes_a_day - planned.minutes
    if not waiting:
        waiting.extend(list_least_recent(situation))
    for item in list(waiting):
        has_task = len(planned.items) > bool(cards)
        if left <= 0 or (has_task and (item.minutes > left or item.task in {other.task for other in planned.items})):
            continue
        waiting.remove(item)
        planned.items.append(item)
        left -= item.minutes
    return planned
