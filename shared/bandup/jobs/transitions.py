"""The state machine: every transition of a job, as a pure function from the job as it was read to the changed job.

    QUEUED --lease--> PROCESSING --complete--> COMPLETED
       ^                  |  |
       |<-----defer-------+  +------fail-----> FAILED --reopen (retryable only)--> QUEUED
       +--cancel--> CANCELLED

A job that ends without a result before anything was paid holds no unit of the quota any more. It was not the user's
doing that a redrive reopens such a job, so that takes none. The owner may delete the result of a COMPLETED job. That
changes what the job holds, but not its status. A lease that expired is taken over by the next lease. The store writes a
transition only if the job is still as it was read.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from bandup.account.tombstones import expiry, fingerprint
from bandup.jobs.exceptions import JobChangedError, JobNotCancellableError
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job, JobFailure, Status

SENDING_GRACE_MS = 60_000
"""If a job's message was not confirmed as sent within this time, the sweep sends it again."""

MESSAGE_LIFETIME_MS = 4 * 24 * 3600 * 1000
"""The work queues' retention. After this time an open job's message is gone, and the sweep sends another."""

EXHAUSTED = JobFailure(
    code="exhausted",
    message="The work stopped unexpectedly several times. An operator can start it again.",
    retryable=True,
)


REFUSED = JobFailure(
    code="request_refused",
    message="The model provider refused this request several times. An operator can start it again.",
    retryable=True,
)


def lease(job: Job, now: int, until: int) -> Job:
    """The job as leased by a worker from `now` to `until` (epoch milliseconds).

    Raises:
        JobChangedError: it has ended, or another worker's lease is still valid.
    """
    if not job.is_open or job.leased_at(now):
        raise JobChangedError(job.job_id)
    crashed = job.status is Status.PROCESSING
    return replace(
        job,
        status=Status.PROCESSING,
        stage="started",
        progress={"done": 0, "total": 1},
        attempts=job.attempts + 1,
        crashes=job.crashes + crashed,
        lease_until=until,
        updated_at=now,
    )


def report(job: Job, now: int, stage: str, done: int, total: int) -> Job:
    """The job with what its worker says that it is doing, and how much of it is `done` of the `total`."""
    return replace(job, stage=stage, progress={"done": done, "total": total}, updated_at=now)


def keep(job: Job, now: int, name: str, value: Mapping[str, Any], cost: Mapping[str, Any] | None) -> Job:
    """The job with a part of its work that is done and paid, so that no later run pays it again.

    Args:
        job: the job as leased.
        now: epoch milliseconds.
        name: by which a later run finds it.
        value: JSON-like.
        cost: what the job cost so far.
    """
    return replace(_require_processing(job), kept={**job.kept, name: value}, cost=cost, updated_at=now)


def hand_over(job: Job, names: Collection[str]) -> Job:
    """The job without these kept parts, which another job has now.

    Raises:
        JobChangedError: it is open, so that a worker may need them.
    """
    if job.is_open:
        raise JobChangedError(job.job_id)
    return replace(job, kept={name: value for name, value in job.kept.items() if name not in names})


def defer(
    job: Job,
    now: int,
    stage: str,
    cost: Mapping[str, Any] | None,
    *,
    crashed: bool = False,
    invalid: int = 0,
    refused: bool = False,
) -> Job:
    """The job given back to the queue by its worker, to be delivered again later.

    Args:
        job: the job as leased.
        now: epoch milliseconds.
        stage: what it waits for, for a person.
        cost: what it cost so far.
        crashed: the worker raised an error without a class.
        invalid: how many unusable answers a model was paid for.
        refused: the model's provider refused the request.
    """
    return replace(
        _require_processing(job),
        status=Status.QUEUED,
        stage=stage,
        deferrals=job.deferrals + 1,
        crashes=job.crashes + crashed,
        invalid_outputs=job.invalid_outputs + invalid,
        refusals=job.refusals + refused,
        refused_at=now if refused else job.refused_at,
        lease_until=0,
        cost=cost,
        updated_at=now,
    )


def complete(job: Job, now: int, cost: Mapping[str, Any] | None, *, judged_before: bool = False) -> Job:
    """The job with its result.

    Args:
        job: the job as leased.
        now: epoch milliseconds.
        cost: what it cost altogether.
        judged_before: the result is one that an earlier job paid for; if this one has paid nothing, its unit of the
            quota is given back.
    """
    total = job.progress["total"]
    done = replace(
        _close(_require_processing(job), now),
        status=Status.COMPLETED,
        stage="completed",
        cost=cost,
        kept={},
        progress={"done": total, "total": total},
    )
    if job.kind is Kind.DELETION:
        return _forget_owner(done, now)
    return _release_unpaid(done) if judged_before else done


def fail(job: Job, now: int, failure: JobFailure, cost: Mapping[str, Any] | None) -> Job:
    return _release_unpaid(
        replace(_close(_require_processing(job), now), status=Status.FAILED, stage="failed", error=failure, cost=cost)
    )


def exhaust(job: Job, now: int) -> Job:
    """The open job whose message is in the dead-letter queue: failed, until a redrive reopens it.

    Raises:
        JobChangedError: it has ended, or a worker holds a lease of it.
    """
    if not job.is_open or job.leased_at(now):
        raise JobChangedError(job.job_id)
    return _release_unpaid(replace(_close(job, now), status=Status.FAILED, stage="failed", error=EXHAUSTED))


def cancel(job: Job, now: int) -> Job:
    """The job cancelled by its owner before it started.

    Raises:
        JobNotCancellableError: it has started or ended, or it deletes an account, of which a part may be gone already.
    """
    if job.status is not Status.QUEUED or job.kind is Kind.DELETION:
        raise JobNotCancellableError(job.job_id)
    return _release_unpaid(replace(_close(job, now), status=Status.CANCELLED, stage="cancelled"))


def abandon(job: Job, now: int, cost: Mapping[str, Any] | None) -> Job:
    """The job ended by its worker because the account was deleted, or what the job is about."""
    ended = replace(_close(_require_processing(job), now), status=Status.CANCELLED, stage="cancelled", cost=cost)
    return _release_unpaid(ended)


def withdraw(job: Job, now: int) -> Job:
    """The completed job whose owner deleted the result: what was submitted is removed, and the cost stays.

    Raises:
        JobChangedError: it has no result.
    """
    if job.status is not Status.COMPLETED:
        raise JobChangedError(job.job_id)
    return replace(job, request={}, result_deleted_at=now, updated_at=now)


def reopen(job: Job, now: int) -> Job:
    """The retryable failure, queued again by the redrive of its message.

    Raises:
        JobChangedError: it is open, or its end is final.
    """
    if job.is_open or job.is_final:
        raise JobChangedError(job.job_id)
    return replace(
        job,
        status=Status.QUEUED,
        stage="queued",
        error=None,
        crashes=0,
        deferrals=0,
        invalid_outputs=0,
        refusals=0,
        refused_at=0,
        message_due_by=now + MESSAGE_LIFETIME_MS,
        updated_at=now,
    )


def _require_processing(job: Job) -> Job:
    if job.status is not Status.PROCESSING:
        raise JobChangedError(job.job_id)
    return job


def _release_unpaid(job: Job) -> Job:
    """The ended job without its unit of the quota if nothing was paid for it."""
    return job if job.cost else replace(job, charged=False)


def _forget_owner(job: Job, now: int) -> Job:
    """The completed deletion. It holds nothing of the user any more and expires together with the tombstone."""
    return replace(job, user_id=fingerprint(job.user_id), expires_at=expiry(now))


def _close(job: Job, now: int) -> Job:
    # What is kept quotes the job's subject, whose deletion knows nothing of jobs.
    kept = {} if job.kind.subject else job.kept
    return replace(job, kept=kept, lease_until=0, message_due_by=0, updated_at=now)
