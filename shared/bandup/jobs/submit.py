"""Accepting a job: it is stored first and queued second, so that no accepted job can be lost."""

import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bandup.account.limits import Limited, Limits
from bandup.account.quotas import Quotas
from bandup.core.errors import WorkError
from bandup.core.idempotency import IdempotencyConflictError, request_hash
from bandup.core.log import logger
from bandup.jobs.exceptions import JobExistsError
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job
from bandup.jobs.queue import WorkQueue
from bandup.jobs.store import JobStore
from bandup.jobs.transitions import SENDING_GRACE_MS

_NAMESPACE = uuid.UUID("5b1f6a0e-5a40-4f0c-9d0a-6d3f3d0c2f11")
"""Any fixed UUID. It keeps the ids made from Idempotency-Keys apart from all other name-based UUIDs."""


class Submitter:
    """Creates jobs.

    Args:
        store: where jobs live.
        queues: the work queue of each kind that can be submitted.
        quotas: how much of each kind a user may ask for in a day; None for no limit.
        limits: how fast a user may ask; None for no limit.
    """

    def __init__(
        self,
        store: JobStore,
        queues: Mapping[Kind, WorkQueue],
        quotas: Quotas | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._store = store
        self._queues = queues
        self._quotas = quotas
        self._limits = limits

    def submit(
        self,
        *,
        user_id: str,
        kind: Kind,
        request: Mapping[str, Any],
        correlation_id: str,
        idempotency_key: str | None,
        build_request: Callable[[], Mapping[str, Any]] | None = None,
        find_kept: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None,
    ) -> Job:
        """Accept a validated request.

        The id of a job with an Idempotency-Key is derived from owner, kind and key, so the table itself finds a
        repeated request. Requests are compared as the caller sent them. So a repeated request is the same job even if a
        file that it names was replaced or deleted, and it counts in no quota. If the queue does not answer, the job is
        accepted all the same, and the sweep sends it.

        Args:
            user_id: the owner.
            kind: which worker it is for.
            request: what the caller asks for.
            correlation_id: the API request.
            idempotency_key: the caller's own name for this request.
            build_request: what the job stores of the request, if not the request itself; may raise a refusal.
            find_kept: from what the job stores of the request to what earlier jobs of the owner have paid for it.

        Raises:
            IdempotencyConflictError: the owner used this key before, with another request.
            AccountDeletedError: the owner's account is deleted.
            QuotaExceededError: the owner has used up today's quota of this kind.
            TooFastError: the owner asks faster than one user may.
            RetryLaterError, ConfigurationError: the job could not be stored.
        """
        job_id, sent = _job_id(user_id, kind, idempotency_key), request_hash(request)
        if idempotency_key is not None and (known := self._store.get(job_id)):
            return _check_repetition(known, sent)
        stored = build_request() if build_request else request
        now = self._store.now()
        job = Job(
            job_id=job_id,
            user_id=user_id,
            kind=kind,
            request=stored,
            request_hash=sent,
            correlation_id=correlation_id,
            subject_id=stored[kind.subject.field] if kind.subject else None,
            charged=self._quotas is not None and kind.has_quota,
            kept=find_kept(stored) if find_kept else {},
            message_due_by=now + SENDING_GRACE_MS,
            created_at=now,
            updated_at=now,
        )
        try:
            self._create(job)
        except JobExistsError as error:
            return _check_repetition(error.job, sent)
        self._send(job)
        return job

    def submit_deletion(self, user_id: str, correlation_id: str) -> Job:
        """Accept the deletion of everything of a user. From now on nothing new of the user is accepted.

        Returns:
            The job, or the one that deletes or has deleted the account already.
        """
        now = self._store.now()
        job = Job(
            job_id=str(uuid.uuid4()),
            user_id=user_id,
            kind=Kind.DELETION,
            request={},
            request_hash=request_hash({}),
            correlation_id=correlation_id,
            charged=False,
            message_due_by=now + SENDING_GRACE_MS,
            created_at=now,
            updated_at=now,
        )
        accepted = self._store.create_deletion(job)
        if accepted is job:
            self._send(job)
        return accepted

    def _create(self, job: Job) -> None:
        share = self._quotas.share_of(job.user_id, job.kind, job.created_at) if self._quotas and job.charged else None
        if self._limits:
            self._limits.take_with(job.user_id, Limited.JOBS, partial(self._store.create, job, share))
        else:
            self._store.create(job, share)

    def _send(self, job: Job) -> None:
        try:
            self._queues[job.kind].send(job.job_id)
            self._store.mark_sent(job.job_id)
        except WorkError as error:
            logger.warning("job not sent; the sweep will send it", extra={"job_id": job.job_id, "code": error.code})


def _check_repetition(known: Job, sent: str) -> Job:
    if known.request_hash != sent:
        raise IdempotencyConflictError(known.job_id)
    return known


def _job_id(user_id: str, kind: Kind, idempotency_key: str | None) -> str:
    if idempotency_key is None:
        return str(uuid.uuid4())
    return str(uuid.uuid5(_NAMESPACE, "\n".join((user_id, kind, idempotency_key))))
