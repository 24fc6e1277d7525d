"""The route to what is to be studied now."""

from aws_lambda_powertools.event_handler import Response

from bandup.core.clock import Clock
from bandup.http.api import RestApi
from bandup.http.parameters import page_limit, query_number
from bandup.http.responses import json_response
from bandup.study.store import StudyStore, show_card

from .days import find_day
from .following import Follower
from .zones import read_zone

DEFAULT_NEW = 10
MOST_NEW = 200
"""New cards of one day."""


def add_due(api: RestApi, store: StudyStore, follower: Follower, now: Clock) -> None:

    @api.get("/cards/due")
    def list_due() -> Response[str]:
        limit = page_limit(api.received)
        most_new = query_number(api.received, "new_per_day", default=DEFAULT_NEW, most=MOST_NEW)
        begin, end = find_day(now(), read_zone(api.received))
        due, following = store.list_due(api.user_id, end, limit=limit)
        left = most_new - store.count_introduced(api.user_id, begin, end, most_new) if most_new else 0
        room = min(left, limit - len(due))
        new = store.list_new(api.user_id, room) if room > 0 else []
        body = {
            "items": [show_card(card) for card in follower.follow([*due, *new])],
            "more": following is not None,
            "new_left": left,
            "day": {"begin": begin, "end": end},
        }
        return json_response(200, body)
