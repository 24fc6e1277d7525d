"""How fast one user may ask for what is open to all, so that nobody uses up what others need.

Each limit is a token bucket: so many at once, and then one more whenever so much time has passed. All that is stored of
a bucket is the moment from which on it is full again (as the generic cell rate algorithm does it), so one conditional
update takes from it, and requests at the same time do not pass the limit. Buckets are items of the quotas' table: who
deletes the account deletes them, and a bucket that has been full for a day goes by itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass as validated

from bandup.account.exceptions import TooFastError
from bandup.core.clock import Clock, now_ms
from bandup.core.dynamo import ConditionFailedError, Table, Write
from bandup.core.settings import FromJson

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

LIMIT = "limit"
"""The name of a bucket's write in a transaction."""

SCHEMA_VERSION = 1
"""Of a bucket's item."""

HOUR_MS = 3600 * 1000
DAY_SECONDS = 24 * 3600


class Limited(StrEnum):
    """What has a limit, and the end of its bucket's key."""

    UPLOADS = "uploads"
    EXPORTS = "exports"
    USAGE = "usage"
    JOBS = "jobs"
    TURNS = "turns"
    REVIEWS = "reviews"


@validated(frozen=True)
class Rate:
    """How often one user may have something.

    Attributes:
        burst: at once, after a pause.
        per_hour: in the long run.
    """

    burst: Annotated[int, Field(ge=1)]
    per_hour: Annotated[int, Field(ge=1, le=HOUR_MS)]

    @property
    def interval_ms(self) -> int:
        """Milliseconds after which one more may be had."""
        return -(-HOUR_MS // self.per_hour)


RateSetting = Annotated[Rate, FromJson]
"""A rate in a function's environment."""


@dataclass(frozen=True)
class _Place:
    """One user's bucket and its limit."""

    key: dict[str, str]
    rate: Rate


class Limits:
    """The buckets of all users.

    Args:
        client: a DynamoDB client.
        table: the quotas' table, see `bandup.account.quotas`.
        rates: the limit of each thing that is asked for here.
        clock: epoch milliseconds.
    """

    def __init__(self, client: "DynamoDBClient", table: str, rates: dict[Limited, Rate], clock: Clock = now_ms) -> None:
        self._buckets = Table(client, table, "quotas")
        self._rates = rates
        self._now = clock

    def take(self, user_id: str, what: Limited) -> None:
        """Take one from the user's bucket.

        Raises:
            TooFastError: it is empty; nothing was taken.
            RetryLaterError, ConfigurationError: the storage refused.
        """
        self.take_with(user_id, what, self._buckets.execute)

    def take_with(self, user_id: str, what: Limited, write: Callable[[Write], None]) -> None:
        """Take one from the user's bucket in a transaction of the caller's, so that what is refused takes nothing.

        Args:
            user_id: whose bucket.
            what: which of them.
            write: does the transaction with the write that it is given, under the name `LIMIT`. It is called again,
                with another write, if it raises a ConditionFailedError in which no other write failed.

        Raises:
            TooFastError: the bucket is empty; nothing was written.
            Exception: whatever else `write` raised.
        """
        place, now = self._find(user_id, what), self._now()
        latest = now + (place.rate.burst - 1) * place.rate.interval_ms
        if not _write_one(self._fillings(place, now, 1, latest), write):
            full_at = int((self._buckets.get(place.key) or {}).get("full_at", now))
            raise TooFastError(max(1, -(-(full_at - latest) // 1000)))

    def charge(self, user_id: str, what: Limited, count: int) -> None:
        """Count what was had already, whether or not the bucket holds so much: what is missing is waited for.

        Raises:
            RetryLaterError, ConfigurationError: the storage refused.
        """
        fillings = self._fillings(self._find(user_id, what), self._now(), count, None)
        _write_one(fillings, self._buckets.execute)

    def describe(self) -> None:
        self._buckets.describe()

    def _find(self, user_id: str, what: Limited) -> _Place:
        # Counters of quotas begin with a day, see `bandup.account.quotas`.
        return _Place({"user_id": user_id, "day_kind": f"limit#{what}"}, self._rates[what])

    def _fillings(self, place: _Place, now: int, count: int, latest: int | None) -> tuple[Write, Write]:
        """The writes that move the moment at which a bucket is full by `count`: of a full one, and of another one.

        The second wants that moment to be `latest` before, or anything if that is None.
        """
        taken = count * place.rate.interval_ms
        gone = {"expires_at": (now + place.rate.burst * place.rate.interval_ms + taken) // 1000 + DAY_SECONDS}
        fresh = {**gone, "full_at": now + taken, "schema_version": SCHEMA_VERSION}
        used, bounds = "#full_at > :now", {"now": now}
        if latest is not None:
            used, bounds = f"{used} AND #full_at <= :latest", {"now": now, "latest": latest}
        prepare = self._buckets.prepare_update
        return (
            prepare(place.key, fresh, "attribute_not_exists(#full_at) OR #full_at <= :now", {"now": now}),
            prepare(place.key, gone, used, bounds, add={"full_at": taken}),
        )


def _write_one(writes: Iterable[Write], write: Callable[[Write], None]) -> bool:
    """Do the first of some writes whose own condition holds; False if none did."""
    for each in writes:
        try:
            write(each)
        except ConditionFailedError as error:
            if error.failed - {LIMIT}:
                raise
        else:
            return True
    return False
