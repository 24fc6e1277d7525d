"""The demo's week of reviews, against what answers like the API."""

from io import StringIO
from typing import Any

import pytest

from ops.client.api import Answer, Api
from ops.console import make_console
from ops.journeys.exceptions import JourneyError
from ops.journeys.study import DAY_MS, FORGOTTEN, MOST_ACCEPTED, Day, accept_mistakes, print_days, review_days
from ops.progress import silent

BEGIN = 1_800_000_000_000
MINUTE = 60_000


class Stub(Api):
    """Proposes cards after two requests. A forgotten card comes back in a minute, all others after twice the time."""

    def __init__(self, cards: int = MOST_ACCEPTED + 1) -> None:
        self.cards = [{"id": f"c{number}", "version": 1} for number in range(cards)]
        self.asked = 0
        self.accepted: list[Any] = []
        self.times: list[int] = []

    def call(self, method: str, path: str, **options: Any) -> Answer:
        match method:
            case "GET":
                self.asked += 1
                left = self.asked < 3
                return Answer(200, {}, {"items": [] if left else self.cards, "results_left": left})
            case "PATCH":
                self.accepted.append(options["json"])
                return Answer(200, {}, {"id": path.removeprefix("/cards/")})
        reviews = options["json"]["reviews"]
        self.times += [each["time"] for each in reviews]
        again = [
            {**each, "due": each["time"] + (MINUTE if each["rating"] == FORGOTTEN else 2 * DAY_MS)} for each in reviews
        ]
        return Answer(200, {}, {"items": again})


def test_every_result_is_looked_through_before_cards_are_taken() -> None:
    api = Stub()
    assert len(accept_mistakes(api, silent)) == MOST_ACCEPTED
    assert api.accepted == [{"state": "active", "version": 1}] * MOST_ACCEPTED
    with pytest.raises(JourneyError, match="no card is proposed"):
        accept_mistakes(Stub(0), silent)


def test_a_card_is_reviewed_whenever_it_comes_back_and_never_after_the_last_day() -> None:
    api = Stub()
    days = review_days(api, api.cards[:2], BEGIN, 4)
    assert days == [Day(1, 3, 1), Day(2, 0, 0), Day(3, 2, 0), Day(4, 0, 0)]
    assert (min(api.times), max(api.times)) == (BEGIN, BEGIN + 2 * DAY_MS + MINUTE)


def test_cards_are_shown_as_they_are_written() -> None:
    card = {
        "front": "People [b]____[/b]",
        "back": "have",
        "note": "Agree.",
        "review_count": 3,
        "due": BEGIN + 5 * DAY_MS,
    }
    page = StringIO()
    day = {"number": 1, "reviews": 3, "forgotten": 1}
    print_days(make_console(width=200, file=page), {"cards": [card, card | {"due": None}], "days": [day], "now": BEGIN})
    assert "People [b]____[/b]" in page.getvalue()
    assert "5 days" in page.getvalue()
    assert "Day 1: 3 reviews, 1 forgotten" in page.getvalue()
