"""The route to what is to be studied now."""

from dataclasses import dataclass

from aws_lambda_powertools.event_handler import Response

from bandup.core.clock import Clock
from bandup.http.api import RestApi
from bandup.http.parameters import page_limit, query_number
from bandup.http.responses import json_response
from bandup.study.card import StudyCard
from bandup.study.store import StudyStore, show_card

from .days import find_day
from .following import Follower
from .zones import read_zone

DEFAULT_NEW = 10
MOST_NEW = 200
"""New cards of one day."""


@dataclass(frozen=True)
class Due:
    """What is to be studied now.

    Attributes:
        cards: those that come back today, the earliest first, and behind them new ones.
        more: whether more come back today.
        new_left: how many more the day takes that were never reviewed.
    """

    cards: list[StudyCard]
    more: bool
    new_left: int


def find_due(store: StudyStore, user_id: str, day: tuple[int, int], *, limit: int, most_new: int) -> Due:
    """What a learner is to study on a day.

    Args:
        store: cards and their logs.
        user_id: the learner.
        day: its beginning and end, in epoch milliseconds.
        limit: how many cards, at least 1.
        most_new: how many may be reviewed for the first time on that day.
    """
    due, following = store.list_due(user_id, day[1], limit=limit)
    left = most_new - store.count_introduced(user_id, *day, most_new) if most_new else 0
    room = min(left, limit - len(due))
    new = store.list_new(user_id, room) if room > 0 else []
    return Due([*due, *new], following is not None, left)


def add_due(api: RestApi, store: StudyStore, follower: Follower, now: Clock) -> None:

    @api.get("/cards/due")
    def list_due() -> Response[str]:
        limit = page_limit(api.received)
        most_new = query_number(api.received, "new_per_day", default=DEFAULT_NEW, most=MOST_NEW)
        begin, end = find_day(now(), read_zone(api.received))
        found = find_due(store, api.user_id, (begin, end), limit=limit, most_new=most_new)
        body = {
            "items": [show_card(card) for card in follower.follow(found.cards)],
            "more": found.more,
            "new_left": found.new_left,
            "day": {"begin": begin, "end": end},
        }
        return json_response(200, body)
