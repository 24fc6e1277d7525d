"""A learner's days: mistakes become cards, and each card is reviewed whenever it comes back."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ops.client.api import Api, expect
from ops.journeys.exceptions import JourneyError
from ops.progress import Say

MOST_ACCEPTED = 5
"""Proposed cards that the learner takes."""

DAY_MS = 24 * 3600 * 1000

FORGOTTEN, GOOD = 1, 3
"""Ratings of a review."""


@dataclass(frozen=True)
class Day:
    """What was reviewed on one day.

    Attributes:
        number: of the day, from 1.
        reviews: how many there were.
        forgotten: how many of them found a card forgotten.
    """

    number: int
    reviews: int
    forgotten: int


def accept_mistakes(api: Api, say: Say) -> list[dict[str, Any]]:
    """Take the first cards that are proposed into study.

    Returns:
        The cards.

    Raises:
        JourneyError: nothing is proposed.
    """
    while (page := expect(api.get("/cards", state="proposed"), HTTPStatus.OK))["results_left"]:
        pass
    say(f"{len(page['items'])} cards are proposed of what was wrong; the first {MOST_ACCEPTED} are taken")
    if not page["items"]:
        raise JourneyError("no card is proposed: the results name no error with its correction")
    return [
        expect(
            api.call("PATCH", f"/cards/{card['id']}", json={"state": "active", "version": card["version"]}),
            HTTPStatus.OK,
        )
        for card in page["items"][:MOST_ACCEPTED]
    ]


def review_days(api: Api, cards: Iterable[Mapping[str, Any]], begin: int, days: int) -> list[Day]:
    """Review cards for some days, each as soon as it comes back, as a device that was offline all the time.

    The first card is forgotten once on each of its first two days; all else is remembered.

    Args:
        api: the API as the learner calls it.
        cards: what is studied; they are older than `begin`.
        begin: of the first day, in epoch milliseconds.
        days: how many, all of them over by now.
    """
    due = {card["id"]: begin for card in cards}
    weak = next(iter(due))
    told = []
    for number in range(1, days + 1):
        count = forgotten = 0
        end = begin + number * DAY_MS
        fails = number <= 2
        while today := [card_id for card_id, at in due.items() if at < end]:
            ratings = {card_id: FORGOTTEN if card_id == weak and fails else GOOD for card_id in today}
            reviews = [_review(card_id, rating, due[card_id]) for card_id, rating in ratings.items()]
            answer = expect(api.post("/reviews", {"reviews": reviews}), HTTPStatus.OK)
            due |= {each["card_id"]: each["due"] for each in answer["items"]}
            fails &= weak not in today
            count, forgotten = count + len(reviews), forgotten + sum(each == FORGOTTEN for each in ratings.values())
        told.append(Day(number, count, forgotten))
    return told


def read_cards(api: Api) -> list[dict[str, Any]]:
    """What the learner studies, as it is now."""
    return list(expect(api.get("/cards", state="active", limit="100"), HTTPStatus.OK)["items"])


def print_days(console: Console, studied: Mapping[str, Any]) -> None:
    """Print the days, and each card with when it comes back."""
    table = Table(title="Your mistakes as cards", title_justify="left", expand=True, show_lines=True)
    for name in ("What is asked", "Answer", "Why"):
        table.add_column(name)
    table.add_column("Reviews", justify="right")
    table.add_column("Again in", justify="right")
    for card in studied["cards"]:
        again = "new" if card["due"] is None else f"{max(0, card['due'] - studied['now']) / DAY_MS:.0f} days"
        cells = [Text(card[name]) for name in ("front", "back", "note")]
        table.add_row(*cells, str(card["review_count"]), again)
    console.print()
    console.print(table)
    for day in studied["days"]:
        forgotten = f", {day['forgotten']} forgotten" if day["forgotten"] else ""
        count = day["reviews"]
        console.print(f"  Day {day['number']}: {count} {'review' if count == 1 else 'reviews'}{forgotten}")


def _review(card_id: str, rating: int, time: int) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "card_id": card_id, "rating": rating, "time": time}
