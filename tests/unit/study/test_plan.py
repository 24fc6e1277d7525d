"""Each rule of the plan has its case, and says why."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from bandup.ielts.practice import Practice
from bandup.study.goals import Goals
from study.plan.outlook import list_outlooks
from study.plan.rules import list_tasks
from study.plan.schedule import build_plan, plan_week
from study.plan.situation import Cards, Situation
from study.progress.history import split_history
from support.learners import NOW, draw_learner, make_piece, make_practice

TODAY = datetime.fromtimestamp(NOW / 1000, UTC).date()
NO_CARDS = Cards({}, 0, {})


def goals(band: float = 7.0, *, weeks: int = 8, days: int = 3, minutes: int = 60, **about: Any) -> Goals:
    values: dict[str, Any] = {"exam": "ACADEMIC", "updated_at": NOW}
    return Goals(target_band=band, date=TODAY + timedelta(weeks=weeks), days_a_week=days, minutes_a_day=minutes,
                 **values | about)  # fmt: skip


def situate(practices: Sequence[Practice] = (), cards: Cards = NO_CARDS, wanted: Goals | None = None) -> Situation:
    return Situation(NOW, TODAY, split_history(practices), cards, wanted)


def rules_of(situation: Situation) -> list[tuple[str, str | None]]:
    return [(item.rule, item.task) for item in list_tasks(situation)]


EVERYTHING = [make_practice(1, make_piece(task)) for task in ("TASK_1", "TASK_2", "PART_1", "PART_2", "PART_3")]


def test_who_has_done_nothing_begins_with_one_essay() -> None:
    plan = build_plan(situate())
    assert [(item["rule"], item["task"]) for item in plan["today"]["items"]] == [("first_work", "TASK_2")]
    assert plan["today"]["items"][0]["route"] == {
        "method": "POST", "path": "/writing/evaluations", "body": {"task_type": "TASK_2", "exam": "ACADEMIC"},
    }  # fmt: skip
    assert (plan["goals"], plan["outlook"], len(plan["week"])) == (None, [], 5)


def test_one_evaluation_names_no_criterion() -> None:
    assert {rule for rule, _ in rules_of(situate([make_practice(1)]))} == {"not_practised"}


def test_the_weakest_criterion_is_named_with_its_interval() -> None:
    practices = draw_learner(np.random.default_rng(3), 15, weaker=2)
    item = next(list_tasks(situate(practices)))
    assert (item.rule, item.skill, item.criterion) == ("weakest_criterion", "writing", "task")
    assert "(between" in item.reason


def test_studied_mistakes_are_tested_in_new_work() -> None:
    cards = Cards({}, 0, {"article": 2, "agreement": 5, "tense": 5})
    [item] = list_tasks(situate(EVERYTHING, cards))
    assert (item.rule, item.skill, item.error_type) == ("re_test", "writing", "agreement")
    assert "5 cards" in item.reason


@pytest.mark.parametrize(("days", "wanted"), [(13.9, False), (14.1, True), (365, True)])
def test_a_task_that_was_not_practised_for_long_is_wanted(days: float, wanted: bool) -> None:
    practices = [*EVERYTHING[1:], make_practice(days, make_piece("TASK_1"))]
    found = list(list_tasks(situate(practices)))
    assert [item.task for item in found] == ["TASK_1"] * wanted
    assert all(f"{int(days)} days ago" in item.reason for item in found)


def test_work_that_was_judged_before_is_no_practice() -> None:
    sealed = make_practice(1, make_piece("TASK_1", is_sealed=True))
    assert ("not_practised", "TASK_1") in rules_of(situate([*EVERYTHING[1:], sealed]))


def test_due_cards_come_first_and_say_how_many() -> None:
    cards = Cards({TODAY: 9, TODAY + timedelta(days=2): 12}, 3, {})
    first, second, *_ = build_plan(situate(EVERYTHING, cards, goals()))["week"]
    assert (first["items"][0]["rule"], first["items"][0]["minutes"]) == ("due_cards", 3)
    assert "9 are due and 3 are new" in first["items"][0]["reason"]
    assert first["items"][0]["route"] == {"method": "GET", "path": "/cards/due", "body": {}}
    assert second["date"] == (TODAY + timedelta(days=2)).isoformat()
    assert "12 are due" in second["items"][0]["reason"]


def test_when_nothing_is_wanted_the_task_of_longest_ago_is() -> None:
    practices = [make_practice(age, each.pieces[0]) for age, each in enumerate(EVERYTHING, start=1)]
    today = plan_week(situate(practices))[0]
    assert [(item.rule, item.task) for item in today.items] == [
        ("least_recent", "PART_3"), ("least_recent", "PART_2"), ("least_recent", "PART_1"),
    ]  # fmt: skip


@pytest.mark.parametrize("days", range(1, 8))
def test_a_week_has_as_many_days_as_there_is_time_for(days: int) -> None:
    planned = plan_week(situate(EVERYTHING, wanted=goals(days=days)))
    dates = [each.date for each in planned]
    assert (len({*dates}), dates[0]) == (days, TODAY)
    assert max(dates) < TODAY + timedelta(days=7)


def test_a_day_is_not_overfull_but_for_its_only_task() -> None:
    cards = Cards(dict.fromkeys((TODAY + timedelta(days=day) for day in range(7)), 40), 0, {"article": 1})
    for minutes in (5, 15, 30, 60, 120):
        for day in plan_week(situate([make_practice(30)], cards, goals(minutes=minutes, days=7))):
            tasks = [item for item in day.items if item.task]
            assert len({item.task for item in tasks}) == len(tasks)
            assert day.minutes <= minutes or len(tasks) <= 1
            assert tasks or minutes <= 10


def test_exams_are_kept_apart() -> None:
    letters = [make_practice(day, make_piece(bands=(3, 6, 6, 6)), exam="GENERAL_TRAINING") for day in range(1, 12)]
    practices = [*EVERYTHING, *letters]
    assert rules_of(situate(practices, wanted=goals())) == []
    assert ("weakest_criterion", "TASK_1") in rules_of(situate(practices, wanted=goals(exam="GENERAL_TRAINING")))
    assert situate(letters).exam == "GENERAL_TRAINING"


def outlook(practices: Sequence[Practice], wanted: Goals) -> Mapping[str, Any]:
    [found] = list_outlooks(situate(practices, wanted=wanted))
    return found


def steady(band: float, count: int = 30, rise: float = 0.0) -> list[Practice]:
    levels = [round((band + rise * number) * 2) / 2 for number in range(count)]
    return [make_practice(count - number, make_piece(bands=[level] * 4)) for number, level in enumerate(levels)]


def test_a_goal_out_of_reach_is_said_kindly_with_the_interval_and_no_promise() -> None:
    found = outlook(steady(5.0), goals(8.0))
    assert found["outlook"] == "out_of_reach"
    assert found["expected"]["high"] < 8
    assert f"between {found['expected']['low']:.1f} and {found['expected']['high']:.1f}" in found["text"]
    assert "no verdict" in found["text"]


def test_what_the_trend_says_of_other_goals() -> None:
    assert outlook(steady(7.5), goals(7.0))["outlook"] == "held"
    assert outlook(steady(5.0, rise=0.05), goals(7.0))["outlook"] == "open"
    near = outlook(draw_learner(np.random.default_rng(2), 15), goals(6.5))
    assert near["expected"]["low"] < 6.5 < near["expected"]["high"]
    assert near["outlook"] == "open"
    assert outlook([make_practice(1)], goals())["outlook"] == "unknown"
    assert outlook(steady(5.0), replace(goals(), date=date(2020, 1, 1)))["outlook"] == "past"


def test_after_a_years_gap_the_old_pace_is_not_taken_for_todays() -> None:
    old = [make_practice(365 + number, make_piece(bands=[5 + (30 - number) / 20] * 4)) for number in range(30)]
    level = split_history(old)[0].levels["overall"].interval
    found = outlook(old, goals(9.0))
    assert level is not None
    assert (found["expected"]["low"], found["expected"]["high"]) == (round(level.low, 2), round(level.high, 2))


def test_no_text_promises_a_band() -> None:
    chance = np.random.default_rng(4)
    for _ in range(30):
        practices = draw_learner(chance, int(chance.integers(1, 25)), slope=float(chance.normal(0, 0.05)))
        for each in list_outlooks(situate(practices, wanted=goals(float(chance.integers(5, 10))))):
            assert not any(promise in each["text"] for promise in ("ou will", "guarantee", "will reach", "expect"))
