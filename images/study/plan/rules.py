"""The rules, in the order in which their items are wanted."""

from collections.abc import Iterator, Mapping
from datetime import date
from math import ceil
from typing import Final

from bandup.ielts.practice import TASKS, Skill
from bandup.trends.interval import Interval

from .items import ALL_TASKS, NAMES, Item, make_task
from .situation import Situation

CARDS_A_MINUTE: Final = 4

LONG_AGO_DAYS: Final = 14
"""A task that was not practised for so long is wanted. A choice: as long as something counts for half in a trend."""

_DAY_MS: Final = 86_400_000

CRITERION_NAMES: Final[Mapping[str, str]] = {
    "task": "Task Achievement or Response",
    "coherence_cohesion": "Coherence and Cohesion",
    "lexical_resource": "Lexical Resource",
    "grammatical_range_accuracy": "Grammatical Range and Accuracy",
    "fluency_coherence": "Fluency and Coherence",
    "pronunciation": "Pronunciation",
}


def find_due_cards(situation: Situation, day: date) -> Item | None:
    """Cards of one day; None if there are none. A day's due cards count those that today leaves."""
    due = situation.cards.due.get(day, 0)
    new = situation.cards.new if day == situation.today else 0
    if not due + new:
        return None
    parts = [f"{due} {'is' if due == 1 else 'are'} due"] if due else []
    parts += [f"{new} {'is' if new == 1 else 'are'} new"] if new else []
    reason = f"Of your cards {' and '.join(parts)}. What is reviewed in time is kept with the least effort."
    return Item("due_cards", reason, ceil((due + new) / CARDS_A_MINUTE), "GET", "/cards/due", {})


def list_tasks(situation: Situation) -> Iterator[Item]:
    """What to write or speak, the most wanted first; each task once for each rule."""
    if not any(history.records for history in situation.histories if history.exam == situation.exam):
        reason = "Nothing was graded for this exam yet. One essay shows where you stand; later advice rests on it."
        yield make_task("first_work", reason, "TASK_2", situation.exam)
        return
    yield from _find_weakest(situation)
    yield from _find_retest(situation)
    yield from _find_unpractised(situation)


def list_least_recent(situation: Situation) -> list[Item]:
    """Every task, that of longest ago first, for days on which no other rule wants anything."""
    reason = "No rule wants anything more urgent, and this is what you have not done for the longest time."
    return [make_task("least_recent", reason, task, situation.exam) for task in _order_tasks(situation)]


def _find_weakest(situation: Situation) -> Iterator[Item]:
    for skill in TASKS:
        history = situation.find_history(skill)
        weakest = history.weakest if history else None
        if history is None or weakest is None:
            continue
        level = history.levels[weakest]
        name = CRITERION_NAMES[weakest]
        reason = (
            f"In {skill.capitalize()}, {name} lies below your other criteria by more than chance: "
            f"about {level.value:.1f}{_describe(level.interval)}."
        )
        task = next(each for each in _order_tasks(situation) if ALL_TASKS[each] == skill)
        yield make_task("weakest_criterion", reason, task, situation.exam, criterion=weakest)


def _find_retest(situation: Situation) -> Iterator[Item]:
    studied = situation.cards.studied_mistakes
    if not studied:
        return
    kind = min(studied, key=lambda each: (-studied[each], each))
    count = studied[kind]
    reason = (
        f"You study {count} {'card' if count == 1 else 'cards'} on your own mistakes of the kind "
        f"{kind.replace('_', ' ')}. New work shows whether they are gone, and the cards then retire."
    )
    yield make_task("re_test", reason, _choose_retest(situation), situation.exam, error_type=kind)


def _choose_retest(situation: Situation) -> str:
    """Writing shows most of all kinds of error; the task of longest ago."""
    return next(each for each in _order_tasks(situation) if ALL_TASKS[each] == "writing")


def _find_unpractised(situation: Situation) -> Iterator[Item]:
    for task in _order_tasks(situation):
        last = _find_last(situation, task)
        days = (situation.now - last) // _DAY_MS
        if last and days < LONG_AGO_DAYS:
            continue
        when = f"was last practised {days} days ago" if last else "was never practised for this exam"
        yield make_task("not_practised", f"{NAMES[task]} {when}.", task, situation.exam)


def _order_tasks(situation: Situation) -> list[str]:
    """Every task, that of longest ago first."""
    return sorted(ALL_TASKS, key=lambda task: (_find_last(situation, task), list(ALL_TASKS).index(task)))


def _find_last(situation: Situation, task: str) -> int:
    """When a task was practised last, in epoch milliseconds; 0 for never."""
    skill: Skill = ALL_TASKS[task]
    history = situation.find_history(skill)
    records = history.records if history else ()
    return max((each.time for each in records if each.piece.task == task and each.is_new), default=0)


def _describe(interval: Interval | None) -> str:
    return f" (between {interval.low:.1f} and {interval.high:.1f})" if interval else ""
