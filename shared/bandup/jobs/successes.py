"""When a paid call for each kind of job last led to a result.

It tells a request that the provider refuses by itself from a configuration that is wrong for all: jobs of one kind use
one model, one form of prompt and one schema. It is one small item for each kind, in the jobs' table.
"""

from contextlib import suppress

from bandup.core.clock import Clock
from bandup.core.dynamo import ConditionFailedError, Table
from bandup.core.errors import WorkError
from bandup.core.log import logger
from bandup.jobs.kinds import Kind
from bandup.jobs.model import SCHEMA_VERSION

INTERVAL_MS = 60_000
"""An item is written at most once in this time, however many jobs end."""


class Successes:
    """The items of all kinds.

    Args:
        table: the jobs' table. Ids of jobs are UUIDs, so none has a `#`.
        clock: epoch milliseconds.
    """

    def __init__(self, table: Table, clock: Clock) -> None:
        self._table = table
        self._now = clock
        self._noted_at: dict[Kind, int] = {}

    def note(self, kind: Kind) -> None:
        """Store that a paid call has just led to a result. If it cannot be stored, the next success will be."""
        now = self._now()
        if now - self._noted_at.get(kind, 0) < INTERVAL_MS:
            return
        item = {"succeeded_at": now, "schema_version": SCHEMA_VERSION}
        condition = "attribute_not_exists(#succeeded_at) OR #succeeded_at <= :due"
        write = self._table.prepare_update(_key_of(kind), item, condition, {"due": now - INTERVAL_MS})
        try:
            with suppress(ConditionFailedError):  # another environment has just noted one
                self._table.execute(write)
        except WorkError as error:
            logger.warning("success not noted", extra={"code": error.code})
        else:
            self._noted_at[kind] = now

    def happened_since(self, kind: Kind, moment: int) -> bool:
        """Whether one was noted after `moment` (epoch milliseconds)."""
        item = self._table.get(_key_of(kind))
        return item is not None and item["succeeded_at"] > moment


def _key_of(kind: Kind) -> dict[str, str]:
    return {"job_id": f"success#{kind}"}
