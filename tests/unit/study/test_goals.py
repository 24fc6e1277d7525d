"""Goals are taken or refused as the document says, and are their owner's alone."""

from typing import Any

import pytest

from unit.study.conftest import OWNER, STRANGER, StudyFunction
from unit.study.test_openapi import GOALS

pytestmark = pytest.mark.slow

DAY = 24 * 3600


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"target_band": 9.5}, "/target_band"),
        ({"target_band": 6.25}, "/target_band"),
        ({"target_band": True}, "/target_band"),
        ({"target_band": "7"}, "/target_band"),
        ({"days_a_week": 8}, "/days_a_week"),
        ({"days_a_week": 0}, "/days_a_week"),
        ({"minutes_a_day": 4}, "/minutes_a_day"),
        ({"exam": "TOEFL"}, "/exam"),
        ({"date": "2020-01-01"}, "/date"),
        ({"date": "2027-02-30"}, "/date"),
        ({"date": "2027-W05-1"}, "/date"),
        ({"date": "2040-01-01"}, "/date"),
        ({"date": 20270313}, "/date"),
        ({"surprise": 1}, "/surprise"),
    ],
)
def test_what_is_refused_says_which_field(function: StudyFunction, change: dict[str, Any], pointer: str) -> None:
    answer = function.ask("PUT", "/goals", body=GOALS | change)
    assert (answer.status, [error["pointer"] for error in answer.json["errors"]]) == (422, [pointer])
    assert function.shelf.store.read_goals(OWNER) is None


def test_goals_replace_each_other_and_are_nobody_elses(function: StudyFunction) -> None:
    function.ask("PUT", "/goals", body=GOALS)
    second = function.ask("PUT", "/goals", body=GOALS | {"target_band": 6.5}).json
    assert function.ask("GET", "/plan").json["goals"] == function.ask("GET", "/today").json["goals"] == second
    assert function.ask("GET", "/plan", user=STRANGER).json["goals"] is None
    assert list(function.shelf.store.export_goals(OWNER)) == [second]
    assert list(function.shelf.store.export_goals(STRANGER)) == []
    function.shelf.store.erase_owned(OWNER)
    assert function.shelf.store.read_goals(OWNER) is None


def test_today_is_no_past_wherever_it_is_today(function: StudyFunction) -> None:
    plan = function.ask("GET", "/plan", query={"timezone": "Pacific/Kiritimati"}).json
    tomorrow = plan["today"]["date"]
    function.shelf.clock.advance(DAY)
    body = GOALS | {"date": tomorrow}
    assert function.ask("PUT", "/goals", body=body, query={"timezone": "Pacific/Niue"}).status == 200
    assert function.ask("PUT", "/goals", body=body, query={"timezone": "Pacific/Kiritimati"}).status == 422
