"""What is studied today: what comes back until the learner's midnight, and as many new cards as the day takes."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from study.due import DEFAULT_NEW, MOST_NEW
from unit.study.conftest import OWNER, STRANGER, StudyFunction

DAY_MS = 24 * 3600 * 1000


def due(function: StudyFunction, **query: str) -> Any:
    answer = function.ask("GET", "/cards/due", query=query or None)
    assert answer.status == 200, answer.raw
    return answer.json


def at(zone: str, *moment: int) -> int:
    return round(datetime(*moment, tzinfo=ZoneInfo(zone)).timestamp() * 1000)  # type: ignore[arg-type,misc]


def test_new_cards_are_as_many_as_the_day_takes(function: StudyFunction) -> None:
    cards = []
    for number in range(15):
        cards.append(function.shelf.add(str(number)))
        function.shelf.clock.advance(1)
    body = due(function)
    assert ([card["id"] for card in body["items"]], body["new_left"]) == (
        [card.id for card in cards[:DEFAULT_NEW]],
        DEFAULT_NEW,
    )
    function.send(*(function.shelf.review(card, 4) for card in cards[:4]))
    body = due(function)
    assert ([card["id"] for card in body["items"]], body["new_left"]) == ([card.id for card in cards[4:10]], 6)
    assert due(function, new_per_day="4")["items"] == due(function, new_per_day="0")["items"] == []
    assert due(function, new_per_day="3")["new_left"] == 0
    assert len(due(function, new_per_day="5", limit="20")["items"]) == 1
    function.shelf.clock.advance(DAY_MS / 1000)
    tomorrow = due(function, limit="100")
    assert tomorrow["new_left"] == DEFAULT_NEW
    assert [card["id"] for card in tomorrow["items"]] == [card.id for card in cards[4:14]]


def test_what_comes_back_today_is_before_what_is_new_and_within_the_limit(function: StudyFunction) -> None:
    cards = [function.shelf.add(str(number)) for number in range(6)]
    function.send(*(function.shelf.review(card, 1, seconds=5 - at) for at, card in enumerate(cards[:4])))
    back = [card.id for card in reversed(cards[:4])]
    shown = due(function, limit="3")
    assert ([card["id"] for card in shown["items"]], shown["more"]) == (back[:3], True)
    shown = due(function, limit="5")
    assert ([card["id"] for card in shown["items"][:4]], len(shown["items"]), shown["more"]) == (back, 5, False)
    assert [card["due"] for card in shown["items"][:4]] == sorted(card["due"] for card in shown["items"][:4])
    assert shown["items"][4]["due"] is None
    assert function.ask("GET", "/cards/due", user=STRANGER).json["items"] == []


def test_the_day_ends_at_midnight_where_the_learner_is(function: StudyFunction) -> None:
    """Reviewed at 8 in the evening of New York, which is the next day in UTC, and back after eight days."""
    function.shelf.clock.now = at("America/New_York", 2026, 11, 10, 20)
    card = function.shelf.add()
    function.send(function.shelf.review(card, 4))
    assert function.shelf.store.get(OWNER, card.id).due == at("America/New_York", 2026, 11, 18, 20)
    midnight = at("America/New_York", 2026, 11, 18, 0)
    for moment, zone, expected in (
        (midnight - 1, "America/New_York", []),
        (midnight, "America/New_York", [card.id]),
        (midnight, "UTC", []),
        (at("UTC", 2026, 11, 19, 0), "UTC", [card.id]),
    ):
        function.shelf.clock.now = moment
        assert [each["id"] for each in due(function, timezone=zone)["items"]] == expected, (moment, zone)
    function.shelf.clock.now = midnight
    assert due(function, timezone="America/New_York")["day"] == {"begin": midnight, "end": midnight + DAY_MS}


def test_new_cards_are_counted_by_the_learners_day(function: StudyFunction) -> None:
    function.shelf.clock.now = at("UTC", 2026, 11, 24, 23)
    function.send(function.shelf.review(function.shelf.add(), 4))
    function.shelf.clock.now = at("UTC", 2026, 11, 25, 1)
    assert due(function)["new_left"] == due(function, timezone="UTC")["new_left"] == DEFAULT_NEW
    assert due(function, timezone="America/New_York")["new_left"] == DEFAULT_NEW - 1


@pytest.mark.parametrize(
    "zone",
    ["Mars/Olympus", "", "europe/berlin", "Europe", "../etc/passwd", "/etc/localtime", "Europe/Paris\0", "A" * 999],
)
def test_a_time_zone_that_is_none(function: StudyFunction, zone: str) -> None:
    answer = function.ask("GET", "/cards/due", query={"timezone": zone})
    assert (answer.status, answer.pointers) == (422, [("query", "/timezone")])


@pytest.mark.parametrize(
    ("name", "value"), [("new_per_day", "-1"), ("new_per_day", str(MOST_NEW + 1)), ("limit", "0"), ("limit", "101")]
)
def test_numbers_that_are_none(function: StudyFunction, name: str, value: str) -> None:
    answer = function.ask("GET", "/cards/due", query={name: value})
    assert (answer.status, answer.pointers) == (422, [("query", f"/{name}")])
