"""Days as the learner has them, in a time zone of the IANA's list."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_NAME = re.compile(r"[A-Z][A-Za-z0-9_+-]{1,30}(/[A-Z][A-Za-z0-9_+-]{1,30}){0,2}")


class UnknownTimeZoneError(Exception):
    """There is no time zone of this name."""


def find_zone(name: str) -> ZoneInfo:
    """The time zone of a name such as `Europe/Berlin`.

    Raises:
        UnknownTimeZoneError: there is none.
    """
    if not _NAME.fullmatch(name):
        raise UnknownTimeZoneError
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # `Europe` is a folder
        raise UnknownTimeZoneError from None


def find_today(now: int, zone: ZoneInfo) -> date:
    """The learner's day at `now`, in epoch milliseconds."""
    return datetime.fromtimestamp(now / 1000, zone).date()


def find_day(now: int, zone: ZoneInfo) -> tuple[int, int]:
    """Beginning and end of the learner's day at `now`, all in epoch milliseconds. It has 23 or 25 hours at times."""
    today = find_today(now, zone)
    begin, end = (datetime.combine(day, time.min, zone) for day in (today, today + timedelta(days=1)))
    return _milliseconds(begin), _milliseconds(end)


def _milliseconds(moment: datetime) -> int:
    return round(moment.astimezone(UTC).timestamp() * 1000)
