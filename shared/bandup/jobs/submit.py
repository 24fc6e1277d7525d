"""Accepting a job: stored first, queued second, so that no accepted job can be lost."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from typing import Any

from bandup.errors import WorkError
from bandup.jobs.exceptions import IdempotencyConflictError, JobExistsError
from bandup.jobs.model import Job, Kind
from bandup.jobs.moves import SENDING_GRACE_MS
from bandup.jobs.queue import WorkQueue
from bandup.jobs.store import JobStore
from bandup.log import logger

_NAMESPACE = uuid.UUID("5b1f6a0e-5a40-4f0c-9d0a-6d3f3d0c2f11")
"""Any fixed UUID: it keeps the ids made from Idempotency-Keys apart from all other name-based UUIDs."""


class Submitter:
    """Creates jobs.

    Args:
        store: where jobs live.
        queues: the work queue of each kind that can be submitted.
    """

    def __init__(self, store: JobStore, queues: Mapping[Kind, WorkQueue]) -> None:
        self._store = store
        self._queues = queues

    def submit(
        self,
        *,
        user_id: str,
        kind: Kind,
        request: Mapping[str, Any],
        correlation_id: str,
        idempotency_key: str | None,
    ) -> Job:
        """Accept a validated request.

        The id of a job with an Idempotency-Key is derived from owner, kind and key, so the table itself finds
        the repetition. If the queue does not answer, the job is accepted all the same: the sweep sends it.

        Raises:
            IdempotencyConflictError: the owner used this key before, with another request.
            RetryLaterError, ConfigurationError: the job could not be stored.
        """
        now = self._store.now()
        job = Job(
            job_id=_job_id(user_id, kind, idempotency_key),
            user_id=user_id,
            kind=kind,
            request=request,
            request_hash=request_hash(request),
            correlation_id=correlation_id,
            message_due_by=now + SENDING_GRACE_MS,
            created_at=now,
            updated_at=now,
        )
        try:
            self._store.create(job)
        except JobExistsError as error:
            if error.job.request_hash != job.request_hash:
                raise IdempotencyConflictError(job.job_id) from error
            return error.job
        self._send(job)
        return job

    def _send(self, job: Job) -> None:
        try:
            self._queues[job.kind].send(job.job_id)
            self._store.mark_sent(job.job_id)
        except WorkError as error:
            logger.warning("job not sent; the sweep will send it", extra={"job_id": job.job_id, "code": error.code})


def request_hash(request: Mapping[str, Any]) -> str:
    """SHA-256 of the request in one canonical form, in hexadecimal."""
    canonical = json.dumps(request, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _job_id(user_id: str, kind: Kind, idempotency_key: str | None) -> str:
    if idempotency_key is None:
        return str(uuid.uuid4())
    return str(uuid.uuid5(_NAMESPACE, "\n".join((user_id, kind, idempotency_key))))
