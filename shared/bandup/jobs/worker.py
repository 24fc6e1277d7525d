"""One delivery of one message: lease the job, do the work, store its end, and only then acknowledge.

This is the only place that acts on an error's class. A delivery is acknowledged when the job's end is stored, or when
the message was copied to the dead-letter queue. In all other cases the message is delivered again.
"""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from bandup.account.exceptions import AccountDeletedError
from bandup.core.clock import Deadline
from bandup.core.errors import (
    ConfigurationError,
    InvalidOutputError,
    PoisonError,
    RequestRefusedError,
    RetryLaterError,
    TerminalError,
    WorkError,
)
from bandup.core.log import log_exception, logger
from bandup.core.metrics import Metric, measure
from bandup.jobs import transitions
from bandup.jobs.exceptions import JobChangedError, JobStoreError, SubjectGoneError
from bandup.jobs.heartbeat import BEAT_SECONDS, LEASE_SECONDS, Heartbeat
from bandup.jobs.kinds import Kind
from bandup.jobs.lease import Lease
from bandup.jobs.model import Job, JobFailure
from bandup.jobs.queue import FUTURE_VERSION, Delivery, parse_message
from bandup.jobs.result import Result, ResultSink
from bandup.jobs.results import ResultStore
from bandup.jobs.seals import SealedWork
from bandup.jobs.store import JobStore
from bandup.models.usage import Ledger

MAX_CRASHES = 5
"""The message of a job whose worker was killed or raised errors without a class this often goes to the dead-letter
queue."""

MAX_INVALID_OUTPUTS = 3
"""The third unusable answer that is paid for ends the job."""

MAX_REFUSALS = 5
"""The request that its provider refuses so often ends its job, if other jobs of the kind succeed meanwhile."""

MAX_FUTURE_RECEIVES = 5
"""Deliveries of a message of a later version, while its deployment may not be finished."""

MIN_SECONDS = 15.0
"""A job is not started with less time: no paid call fits into it."""

CRASH_DELAY_SECONDS = 30.0
"""How long a job waits after an error without a class."""

FIRST_DELAY_SECONDS = 15.0
MAX_DELAY_SECONDS = 900.0
"""The first and the longest delay of a deferred job if the provider named none."""


@dataclass
class Run:
    """What a worker's own code gets.

    Attributes:
        job: the job as leased.
        deadline: when this invocation ends; it is over as soon as somebody else has the job.
        ledger: where every paid call is recorded.
        report: shows the owner the stage, and how much of it is done of how much.
        keep: stores, by a name, a part of the work that is done and paid. A later run finds it in `job.kept`. It and
            `report` are called from the thread of the work itself; a run without a lease keeps nothing.
        find_sealed: from a digest to work of the owner that was judged before; any thread may call it.
    """

    job: Job
    deadline: Deadline
    report: Callable[[str, int, int], None]
    ledger: Ledger = field(default_factory=Ledger)
    keep: Callable[[str, Mapping[str, Any]], None] = lambda _name, _value: None
    find_sealed: Callable[[str], SealedWork | None] = lambda _digest: None

    def count_samples(self, wanted: int) -> int:
        """How many judgements to ask for: `wanted`, but one if all of an earlier run were unusable: each is paid."""
        return 1 if self.job.invalid_outputs else wanted

    def may_repair(self, samples: int = 1) -> bool:
        """Whether an unusable answer may be asked for anew: once for a job, and not if there are others beside it."""
        return samples == 1 and not self.job.invalid_outputs


Work = Callable[[Run], Result | None]
"""A worker's own code: from a leased job to its result, if its kind of job has one. It raises the classified errors of
`bandup.core.errors`, or SubjectGoneError; anything else counts as a crash."""


@dataclass(frozen=True)
class Duty:
    """How jobs of one kind are done.

    Attributes:
        work: the worker's own code.
        results: where their results go; None for a kind of job that has none.
    """

    work: Work
    results: ResultSink | None = None


@dataclass(frozen=True)
class Worker:
    """Works on the deliveries of one queue.

    Attributes:
        duties: how each kind of job in this queue is done. A message of another kind does not belong into it.
        store: where jobs live.
        beat_seconds: between two renewals of a lease.
    """

    duties: Mapping[Kind, Duty]
    store: JobStore
    beat_seconds: float = BEAT_SECONDS

    def handle(self, delivery: Delivery, deadline: Deadline) -> bool:
        """Work on one delivery.

        Returns:
            True if it may be acknowledged, False if it must be delivered again.

        Raises:
            Exception: an error without a class of the worker's own code. It is counted on the job as a crash, and the
                message must be delivered again.
        """
        try:
            return self._deliver(delivery, deadline)
        except PoisonError as error:
            logger.error("message buried", extra={"code": error.code})
            delivery.send_to_dlq()
            return True
        except JobChangedError:
            delivery.set_visibility(FIRST_DELAY_SECONDS)
            return False
        except WorkError as error:
            return self._wait_to_start(error, delivery)

    def _deliver(self, delivery: Delivery, deadline: Deadline) -> bool:
        started, now, remaining = time.monotonic(), self.store.now(), deadline.seconds_left()
        job_id = parse_message(delivery.body)
        # The queue hides a message for as long as the function may run. If this worker is killed, that is too long.
        delivery.set_visibility(LEASE_SECONDS)
        job = self.store.get(job_id)
        if job is None or job.kind not in self.duties:
            raise PoisonError("unknown_job", "The message names no job of this queue.")
        logger.set_correlation_id(job.correlation_id)
        if job.is_final or (not job.is_open and _was_sent_before_end(delivery, job)):
            logger.info("job had ended", extra={"job_id": job.job_id, "status": job.status})
            return True
        if not job.is_open:
            job = self.store.update(job, transitions.reopen(job, now))
        if job.leased_at(now):
            delivery.set_visibility((job.lease_until - now) / 1000 + random.uniform(1, 5))
            return False
        if job.kind is not Kind.DELETION and self.store.tombstone(job.user_id, now):
            logger.info("job of a deleted account", extra={"job_id": job.job_id})
            return True
        if remaining < MIN_SECONDS:
            delivery.set_visibility(0)
            return False
        wanted = transitions.lease(job, now, now + round(LEASE_SECONDS * 1000))
        if wanted.crashes >= MAX_CRASHES:
            raise PoisonError("exhausted", "The job's worker crashed too often.")
        lease = Lease(self.store, self.store.update(job, wanted), started)
        return self._run(lease, delivery, deadline)

    def _run(self, lease: Lease, delivery: Delivery, deadline: Deadline) -> bool:
        try:
            with Heartbeat(lease, delivery, deadline, self.beat_seconds) as heartbeat:
                delay = self._work_off(lease, heartbeat.deadline)
        except (WorkError, JobStoreError):
            raise
        except Exception as error:
            # The job is given back at once. It would wait until its lease expires otherwise.
            log_exception("worker crashed", error, job_id=lease.job.job_id)
            lease.defer("unexpected_error", crashed=True)
            delivery.set_visibility(CRASH_DELAY_SECONDS)
            raise
        if delay is not None:
            delivery.set_visibility(delay)
        return delay is None

    def _work_off(self, lease: Lease, deadline: Deadline) -> float | None:
        """Do the work and store its end.

        Returns:
            None if the job has ended, else the seconds after which it is tried again.
        """
        try:
            duty = self.duties[lease.job.kind]
            run = Run(lease.job, deadline, lease.report, lease.ledger, lease.keep)
            if isinstance(duty.results, ResultStore):
                run.find_sealed = partial(duty.results.find_sealed, lease.job.user_id)
            result = duty.work(run)
            lease.complete(result, duty.results)
            if lease.ledger.calls:
                self.store.successes.note(lease.job.kind)
        except (AccountDeletedError, SubjectGoneError):
            lease.abandon()
        except TerminalError as error:
            lease.fail(_describe_failure(error))
        except InvalidOutputError as error:
            if lease.job.invalid_outputs + error.answers < MAX_INVALID_OUTPUTS:
                return _defer(lease, error, invalid=error.answers)
            lease.fail(_describe_failure(error))
        except RequestRefusedError as error:
            return self._meet_refusal(lease, error)
        except WorkError as error:
            _count_configuration(error)
            return _defer(lease, error)
        return None

    def _meet_refusal(self, lease: Lease, error: RequestRefusedError) -> float | None:
        """Try a refused request again, unless it alone is at fault.

        The alarm for the configuration rings at its first refusal, and again only while no job of the kind succeeds.
        """
        job = lease.job
        others_succeed = bool(job.refusals) and self.store.successes.happened_since(job.kind, job.refused_at)
        if others_succeed and job.refusals + 1 >= MAX_REFUSALS:
            lease.fail(transitions.REFUSED)
            return None
        if not others_succeed:
            _count_configuration(error)
        return _defer(lease, error, refused=True)

    def _wait_to_start(self, error: WorkError, delivery: Delivery) -> bool:
        """Defer a message whose job could not be read or leased."""
        logger.warning("message deferred", extra={"code": error.code})
        _count_configuration(error)
        if error.code == FUTURE_VERSION and delivery.receive_count >= MAX_FUTURE_RECEIVES:
            delivery.send_to_dlq()
            return True
        delivery.set_visibility(_delay(error, delivery.receive_count - 1))
        return False


def _was_sent_before_end(delivery: Delivery, job: Job) -> bool:
    """Whether a message of a job that has ended is left over from before, and no redrive's.

    Such a copy would open what is buried again, and the sweep would close it again while the copy waits: for ever.
    """
    return delivery.sent_at is not None and delivery.sent_at < job.updated_at


def _describe_failure(error: WorkError) -> JobFailure:
    return JobFailure(error.code, error.message, retryable=False, part=error.part)


def _defer(lease: Lease, error: WorkError, *, invalid: int = 0, refused: bool = False) -> float:
    """Give the job back to the queue.

    Returns:
        Seconds after which it is tried again.
    """
    deferrals = lease.job.deferrals
    lease.defer(error.code, invalid=invalid, refused=refused)
    log = logger.error if isinstance(error, ConfigurationError) else logger.warning
    log(
        "job deferred",
        extra={"job_id": lease.job.job_id, "code": error.code, "error_class": type(error).__name__},
    )
    return _delay(error, deferrals)


def _count_configuration(error: WorkError) -> None:
    if isinstance(error, ConfigurationError):
        measure(Metric.CONFIGURATION_ERRORS)


def _delay(error: WorkError, deferrals: int) -> float:
    """Seconds until the next delivery: what the provider asks for, or twice as long each time. Always with jitter."""
    asked = error.retry_after if isinstance(error, RetryLaterError) else None
    if asked is not None:
        return asked + random.uniform(0, 1 + asked / 10)
    grown = FIRST_DELAY_SECONDS * 2 ** min(deferrals, 10)
    if isinstance(error, ConfigurationError):
        grown *= 4
    longest = min(MAX_DELAY_SECONDS, grown)
    return random.uniform(longest / 2, longest)
