"""A worker's hold on one job, and the moves that only its holder makes."""

import time
from types import TracebackType

from bandup.core.dynamo import Write
from bandup.core.errors import WorkError
from bandup.core.log import log_exception, logger
from bandup.core.metrics import Metric, measure
from bandup.jobs import transitions
from bandup.jobs.exceptions import JobStoreError
from bandup.jobs.model import Job, JobFailure
from bandup.jobs.queue import Delivery
from bandup.jobs.store import JobStore
from bandup.models.usage import Ledger

CRASH_DELAY_SECONDS = 30.0
"""How long a job rests after an error that nobody classified."""


class Lease:
    """One attempt at one job. The attempt's number fences it: once another worker took over, all its writes fail.

    Args:
        store: where jobs live.
        job: the job as leased.
        started: when the worker took up the delivery, in `time.monotonic` seconds.

    Attributes:
        job: the job as this lease last wrote it.
    """

    def __init__(self, store: JobStore, job: Job, started: float) -> None:
        self._store = store
        self._started = started
        self.job = job

    def report(self, stage: str, done: int = 0, total: int = 1) -> None:
        """Tell the owner what is being done, and how much of it is done of how much."""
        self.job = self._store.move(self.job, transitions.report(self.job, self._store.now(), stage, done, total))

    def complete(self, result: Write | None, ledger: Ledger) -> None:
        """Store the result, if there is one, and the job's end, both or neither.

        Raises:
            AccountDeletedError: there is a result, and the owner's account is deleted.
        """
        wanted = transitions.complete(self.job, self._store.now(), ledger.added_to(self.job.cost))
        self.job = (
            self._store.move(self.job, wanted) if result is None else self._store.complete(self.job, wanted, result)
        )
        measure(Metric.JOBS_COMPLETED)
        self._log_end(ledger)

    def abandon(self, ledger: Ledger) -> None:
        """Drop the job of a deleted account; the deletion removes it with all that it wrote."""
        wanted = transitions.abandon(self.job, self._store.now(), ledger.added_to(self.job.cost))
        self.job = self._store.move(self.job, wanted)
        self._log_end(ledger)

    def fail(self, failure: JobFailure, ledger: Ledger) -> None:
        """Store that the job ended without a result, and why."""
        wanted = transitions.fail(self.job, self._store.now(), failure, ledger.added_to(self.job.cost))
        self.job = self._store.move(self.job, wanted)
        measure(Metric.JOBS_FAILED)
        self._log_end(ledger, code=failure.code)

    def defer(self, code: str, ledger: Ledger, *, crashed: bool = False, invalid: bool = False) -> None:
        """Give the job back to the queue, and tell its owner why it waits."""
        wanted = transitions.defer(
            self.job,
            self._store.now(),
            f"waiting to try again ({code})",
            ledger.added_to(self.job.cost),
            crashed=crashed,
            invalid=invalid,
        )
        self.job = self._store.move(self.job, wanted)
        measure(Metric.JOBS_RETRIED)

    def _log_end(self, ledger: Ledger, **extra: str) -> None:
        seconds = time.monotonic() - self._started
        logger.info(
            "job ended",
            extra={
                "job_id": self.job.job_id,
                "status": self.job.status,
                "attempt": self.job.attempts,
                "seconds": round(seconds, 4),
                "model_seconds": round(ledger.model_seconds, 4),
                **extra,
            },
        )


class CrashGuard:
    """Gives a job back at once when the code inside fails in a way that nobody classified.

    Without it the job would rest until its lease runs out. The error goes on: the message must be delivered again.
    """

    def __init__(self, lease: Lease, delivery: Delivery, ledger: Ledger) -> None:
        self._lease = lease
        self._delivery = delivery
        self._ledger = ledger

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Count the crash on the job, and shorten the message's rest."""
        if not isinstance(error, Exception) or isinstance(error, WorkError | JobStoreError):
            return
        log_exception("worker crashed", error, job_id=self._lease.job.job_id)
        self._lease.defer("unexpected_error", self._ledger, crashed=True)
        self._delivery.set_visibility(CRASH_DELAY_SECONDS)
