"""The scheduled sweep: it finds open jobs that no message will finish."""

from collections.abc import Mapping
from dataclasses import dataclass

from bandup.core.errors import WorkError
from bandup.core.log import logger
from bandup.core.metrics import Metric, measure
from bandup.jobs import transitions
from bandup.jobs.exceptions import JobChangedError
from bandup.jobs.kinds import Kind
from bandup.jobs.queue import WorkQueue, parse_message
from bandup.jobs.store import JobStore

BATCH = 200
"""The most overdue jobs and the most dead messages of each kind that one sweep reads."""


@dataclass(frozen=True)
class SweepReport:
    """What one sweep did.

    Attributes:
        resent: jobs whose message was sent again.
        exhausted: jobs closed because their message is in the dead-letter queue.
    """

    resent: int
    exhausted: int


class Sweeper:
    """Sends lost messages again, and closes jobs whose message is in the dead-letter queue.

    Args:
        store: where jobs live.
        queues: the queue of each kind; kinds that share one have the same object.
    """

    def __init__(self, store: JobStore, queues: Mapping[Kind, WorkQueue]) -> None:
        self._store = store
        self._queues = queues

    def sweep(self) -> SweepReport:
        resent = sum(self._resend(kind, queue) for kind, queue in self._queues.items())
        exhausted = sum(self._close_dead(queue) for queue in dict.fromkeys(self._queues.values()))
        measure(Metric.STUCK_JOBS, resent)
        measure(Metric.JOBS_FAILED, exhausted)
        if resent or exhausted:
            logger.warning("sweep found work", extra={"resent": resent, "exhausted": exhausted})
        return SweepReport(resent, exhausted)

    def _resend(self, kind: Kind, queue: WorkQueue) -> int:
        overdue = self._store.list_overdue(kind, BATCH)
        for job_id in overdue:
            queue.send(job_id)
            self._store.mark_sent(job_id)
        return len(overdue)

    def _close_dead(self, queue: WorkQueue) -> int:
        return sum(self._close(body) for body in queue.list_dead(BATCH))

    def _close(self, body: str) -> bool:
        try:
            job = self._store.get(parse_message(body))
            if job is None:
                return False
            self._store.update(job, transitions.exhaust(job, self._store.now()))
        except (JobChangedError, WorkError):
            return False  # poison, or a job that has ended or is leased
        return True
