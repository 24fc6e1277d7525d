"""A worker's lease of one job, and the transitions that only its worker makes."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bandup.core.log import logger
from bandup.core.metrics import Metric, measure
from bandup.jobs import transitions
from bandup.jobs.model import Job, JobFailure
from bandup.jobs.result import Result, ResultSink
from bandup.jobs.store import JobStore
from bandup.models.usage import Ledger

MAX_KEPT_BYTES = 80_000
"""Of JSON. Three parts of a test and its questions (120 KB) fit into an item of DynamoDB, which may have 400 KB. Five
minutes of speech with all that is said about them have less than 20 KB."""

INSTRUCTION_FLAG = "instruction_in_"
"""The beginning of the flags by which results say that the user's text gives orders to the model."""


@dataclass
class Lease:
    """One attempt at one job. Its number is a fencing token: once another worker took the job over, all writes fail.

    Attributes:
        store: where jobs live.
        job: the job as leased, and then as this lease last wrote it.
        started: when the worker took up the delivery, in `time.monotonic` seconds.
        ledger: what the attempt paid.
    """

    store: JobStore
    job: Job
    started: float
    ledger: Ledger = field(default_factory=Ledger)
    _paid_before: Mapping[str, Any] | None = field(init=False)

    def __post_init__(self) -> None:
        self._paid_before = self.job.cost

    @property
    def _cost(self) -> dict[str, Any] | None:
        """What the job cost so far, this attempt included."""
        return self.ledger.add_to(self._paid_before)

    def renew(self, seconds: float) -> None:
        """Hold the lease for so many seconds from now. The heartbeat calls it, beside what the work itself writes.

        Raises:
            JobChangedError: another worker has the job, or it has ended.
        """
        self.store.renew(self.job, self.store.now() + round(1000 * seconds))

    def report(self, stage: str, done: int = 0, total: int = 1) -> None:
        """Show the owner what is being done, and how much of it is `done` of the `total`."""
        self.job = self.store.update(self.job, transitions.report(self.job, self.store.now(), stage, done, total))

    def keep(self, name: str, value: Mapping[str, Any]) -> None:
        """Store a part of the work that is done and paid, and what was paid so far.

        A part of more than `MAX_KEPT_BYTES` is not stored: it would have to be paid again.
        """
        if len(json.dumps(value, default=str, ensure_ascii=False).encode()) > MAX_KEPT_BYTES:
            logger.warning("part too large to be kept", extra={"job_id": self.job.job_id})
            return
        self.job = self.store.update(self.job, transitions.keep(self.job, self.store.now(), name, value, self._cost))

    def complete(self, result: Result | None, results: ResultSink | None) -> None:
        """Store the result, if there is one, and the job's end: both or neither.

        Raises:
            AccountDeletedError: there is a result, and the owner's account is deleted.
            SubjectGoneError: there is a result, and what it is about was deleted.
            RetryLaterError: what was judged before was deleted meanwhile.
        """
        judged_before = bool(result and result.sealed)
        wanted = transitions.complete(self.job, self.store.now(), self._cost, judged_before=judged_before)
        if result and results:
            self.job = self.store.complete(self.job, wanted, results.prepare_put(wanted, result))
        else:
            self.job = self.store.update(self.job, wanted)
        flags = result.fields.get("flags", ()) if result else ()
        is_flagged = any(flag.startswith(INSTRUCTION_FLAG) for flag in flags)
        self._log_end()
        measure(Metric.JOBS_COMPLETED)
        if is_flagged:
            measure(Metric.INJECTION_FLAGGED)

    def abandon(self) -> None:
        """End the job of a deleted account, which the deletion removes, or one about something that was deleted."""
        wanted = transitions.abandon(self.job, self.store.now(), self._cost)
        self.job = self.store.update(self.job, wanted)
        self._log_end()

    def fail(self, failure: JobFailure) -> None:
        wanted = transitions.fail(self.job, self.store.now(), failure, self._cost)
        self.job = self.store.update(self.job, wanted)
        self._log_end(code=failure.code)
        measure(Metric.JOBS_FAILED)

    def defer(self, code: str, *, crashed: bool = False, invalid: int = 0, refused: bool = False) -> None:
        """Give the job back to the queue, and show its owner why it waits."""
        wanted = transitions.defer(
            self.job,
            self.store.now(),
            f"waiting to try again ({code})",
            self._cost,
            crashed=crashed,
            invalid=invalid,
            refused=refused,
        )
        self.job = self.store.update(self.job, wanted)
        measure(Metric.JOBS_RETRIED)

    def _log_end(self, **extra: str) -> None:
        logger.info(
            "job ended",
            extra={
                "job_id": self.job.job_id,
                "status": self.job.status,
                "attempt": self.job.attempts,
                "seconds": round(time.monotonic() - self.started, 4),
                "model_seconds": round(self.ledger.model_seconds, 4),
                **extra,
            },
        )
