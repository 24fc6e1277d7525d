"""The route to what is to be studied now."""

from zoneinfo import ZoneInfo

from aws_lambda_powertools.event_handler import Response

from bandup.core.clock import Clock
from bandup.http.api import RestApi
from bandup.http.parameters import invalid_parameter, page_limit, query_number, query_value
from bandup.http.request import Request
from bandup.http.responses import json_response
from bandup.study.store import StudyStore, show_card

from .days import UnknownTimeZoneError, find_day, find_zone
from .following import Follower

DEFAULT_NEW = 10
MOST_NEW = 200
"""New cards of one day."""

DEFAULT_ZONE = "UTC"


def add_due(api: RestApi, store: StudyStore, follower: Follower, now: Clock) -> None:

    @api.get("/cards/due")
    def list_due() -> Response[str]:
        limit = page_limit(api.received)
        most_new = query_number(api.received, "new_per_day", default=DEFAULT_NEW, most=MOST_NEW)
        begin, end = find_day(now(), _read_zone(api.received))
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


def _read_zone(request: Request) -> ZoneInfo:
    """The learner's time zone.

    Raises:
        InvalidFieldsError: there is none of this name.
    """
    name = query_value(request, "timezone")
    try:
        return find_zone(DEFAULT_ZONE if name is None else name)
    except UnknownTimeZoneError:
        message = "The name of a time zone is expected, such as Europe/Berlin."
        raise invalid_parameter("timezone", "unknown_timezone", message) from None
