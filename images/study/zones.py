"""The learner's time zone, as a query parameter."""

from zoneinfo import ZoneInfo

from bandup.http.parameters import invalid_parameter, query_value
from bandup.http.request import Request

from .days import UnknownTimeZoneError, find_zone

DEFAULT_ZONE = "UTC"


def read_zone(request: Request) -> ZoneInfo:
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
