"""Token buckets: how fast one user may ask."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bandup.account.exceptions import TooFastError
from bandup.account.limits import Limited, Limits, Rate
from bandup.account.quotas import Quotas
from bandup.core.aws import Clients
from support.clock import MovableClock
from support.tables import create_quotas, own_tables

RATE = Rate(burst=3, per_hour=60)
MINUTE, MINUTE_MS, DAY_MS = 60, 60_000, 86_400_000
OWNER, STRANGER = "owner", "stranger"


class Buckets:
    """Limits on a table of their own."""

    def __init__(self, client: Any) -> None:
        self.client, self.clock, self.table = client, MovableClock(), f"quotas-{uuid.uuid4()}"
        create_quotas(client, self.table)
        self.limits = Limits(client, self.table, {Limited.UPLOADS: RATE, Limited.USAGE: RATE}, self.clock)

    def takes(self, user: str = OWNER, what: Limited = Limited.UPLOADS) -> bool:
        """Whether one more is granted."""
        try:
            self.limits.take(user, what)
        except TooFastError:
            return False
        return True

    def wait(self, user: str = OWNER) -> int:
        """The seconds that a refusal names."""
        with pytest.raises(TooFastError) as caught:
            self.limits.take(user, Limited.UPLOADS)
        return caught.value.retry_after


@pytest.fixture
def buckets(clients: Clients) -> Iterator[Buckets]:
    client = clients.get("dynamodb")
    with own_tables(client):
        yield Buckets(client)


def test_a_burst_and_then_one_at_a_time(buckets: Buckets) -> None:
    assert [buckets.takes() for _ in range(4)] == [True, True, True, False]
    assert buckets.wait() == MINUTE
    buckets.clock.advance(MINUTE - 1)
    assert buckets.wait() == 1
    buckets.clock.advance(1)
    assert [buckets.takes() for _ in range(2)] == [True, False]


def test_a_refusal_takes_nothing(buckets: Buckets) -> None:
    for _ in range(10):
        buckets.takes()
    buckets.clock.advance(MINUTE)
    assert buckets.takes()


def test_a_pause_fills_the_bucket_and_no_more_than_that(buckets: Buckets) -> None:
    for _ in range(3):
        buckets.takes()
    buckets.clock.advance(100 * MINUTE)
    assert [buckets.takes() for _ in range(4)] == [True, True, True, False]


def test_each_user_and_each_thing_has_its_own(buckets: Buckets) -> None:
    while buckets.takes():
        pass
    assert buckets.takes(STRANGER)
    assert buckets.takes(what=Limited.USAGE)


def test_what_was_had_without_asking_is_waited_for(buckets: Buckets) -> None:
    buckets.limits.charge(OWNER, Limited.UPLOADS, 20)
    assert buckets.wait() == 18 * MINUTE
    buckets.limits.charge(OWNER, Limited.UPLOADS, 1)
    assert buckets.wait() == 19 * MINUTE
    buckets.clock.advance(19 * MINUTE)
    assert [buckets.takes() for _ in range(2)] == [True, False]


@pytest.mark.parametrize("seconds", [0, 1_234.567, 59_999.5, 604_800.25])
def test_a_bucket_goes_by_itself_and_with_the_account(buckets: Buckets, seconds: float) -> None:
    buckets.clock.advance(seconds)
    buckets.takes()
    buckets.takes(STRANGER)
    (mine, *_) = [
        item for item in buckets.client.scan(TableName=buckets.table)["Items"] if item["user_id"]["S"] == OWNER
    ]
    full_at, expires_at = int(mine["full_at"]["N"]), 1000 * int(mine["expires_at"]["N"])
    kept = DAY_MS + RATE.burst * MINUTE_MS
    assert kept - 1_000 < expires_at - full_at <= kept, "a day after it is full, however much was taken at once"
    assert mine["schema_version"] == {"N": "1"}
    Quotas(buckets.client, buckets.table, {}, buckets.clock).forget(OWNER)
    assert [item["user_id"]["S"] for item in buckets.client.scan(TableName=buckets.table)["Items"]] == [STRANGER]


@given(steps=st.lists(st.integers(0, 200), max_size=25))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_no_span_of_time_is_more_granted_than_its_rate(steps: list[int], buckets: Buckets) -> None:
    user = str(uuid.uuid4())
    granted: list[int] = []
    for step in steps:
        buckets.clock.advance(step)
        if buckets.takes(user):
            granted.append(buckets.clock.now)
    for first, began in enumerate(granted):
        for last, ended in enumerate(granted[first:], first):
            assert last - first + 1 <= RATE.burst + (ended - began) // RATE.interval_ms


def test_a_rate_is_at_least_one() -> None:
    for wrong in ({"burst": 0, "per_hour": 1}, {"burst": 1, "per_hour": 0}, {"burst": 1.5, "per_hour": 1}):
        with pytest.raises(ValueError, match="validation error"):
            Rate(**wrong)


@pytest.mark.parametrize(("burst", "per_hour"), [(0, 1), (1, 0), (1, 3_600_001)])
def test_a_rate_grants_something_and_no_more_than_time_can_tell_apart(burst: int, per_hour: int) -> None:
    with pytest.raises(ValueError, match="1 validation error"):
        Rate(burst, per_hour)
    assert Rate(max(1, burst), min(3_600_000, max(1, per_hour))).interval_ms >= 1
