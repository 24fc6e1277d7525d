"""A day begins at midnight where the learner is."""

from datetime import datetime

import pytest

from study.days import UnknownTimeZoneError, find_day, find_zone

HOUR = 3_600_000


def at(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


@pytest.mark.parametrize(
    ("zone", "now", "begin", "hours"),
    [
        ("UTC", "2026-11-27T00:00:00+00:00", "2026-11-27T00:00:00+00:00", 24),
        ("Asia/Tokyo", "2026-11-26T20:00:00+00:00", "2026-11-27T00:00:00+09:00", 24),
        ("America/New_York", "2026-11-27T03:00:00+00:00", "2026-11-26T00:00:00-05:00", 24),
        ("Europe/Berlin", "2026-10-25T12:00:00+00:00", "2026-10-25T00:00:00+02:00", 25),
        ("Europe/Berlin", "2026-03-29T12:00:00+00:00", "2026-03-29T00:00:00+01:00", 23),
        ("Asia/Kathmandu", "2026-11-26T18:15:00+00:00", "2026-11-27T00:00:00+05:45", 24),
    ],
)
def test_the_day_of_a_moment(zone: str, now: str, begin: str, hours: int) -> None:
    assert find_day(at(now), find_zone(zone)) == (at(begin), at(begin) + hours * HOUR)


@pytest.mark.parametrize(
    "name", ["", "Europe", "Europe/Atlantis", "Mars/Base", "../etc/passwd", "/etc/passwd", "Europe/Berlin\n", "A" * 200]
)
def test_a_zone_that_does_not_exist(name: str) -> None:
    with pytest.raises(UnknownTimeZoneError):
        find_zone(name)
