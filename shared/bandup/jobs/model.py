"""What a job is, and what it means for one to be open or ended."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, Self

from bandup.jobs.kinds import Kind

SCHEMA_VERSION = 1
"""Version of the job item and of the queue message that names it."""


class Status(StrEnum):
    """Where a job stands. Only QUEUED and PROCESSING are open."""

    QUEUED = "QUEUED"
    PROCESSING = "PROCESSING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


OPEN = frozenset({Status.QUEUED, Status.PROCESSING})


@dataclass(frozen=True)
class JobFailure:
    """Why a job failed, in the words of the API.

    Attributes:
        code: stable identifier for programs.
        message: a sentence for a person; never their own text.
        retryable: whether a redrive of the dead-letter queue may reopen the job.
    """

    code: str
    message: str
    retryable: bool


@dataclass(frozen=True)
class Job:
    """One request and its progress. Times are epoch milliseconds, UTC.

    Attributes:
        job_id: server-made UUID; also the id of the result.
        user_id: the owner, the token's `sub`; a fingerprint of it once the account is deleted.
        kind: which worker it is for.
        request: the validated request; empty once its result is deleted.
        request_hash: SHA-256 of the canonical request, to tell a repeated Idempotency-Key from a reused one.
        correlation_id: the API request that created it, followed through every log line.
        status: where it stands.
        stage: what is being done, for a person.
        progress: `done` and `total` of the stage.
        attempts: leases taken so far; the fencing token of the current lease.
        crashes: leases that ran out without an outcome, since it was last (re)opened.
        deferrals: times that it went back to the queue, since it was last (re)opened.
        invalid_outputs: runs whose model output was unusable, since it was last (re)opened.
        lease_until: until when the current lease holds; 0 when there is none.
        message_due_by: when its queue message can no longer be presumed to exist; 0 when it is closed.
        error: why it failed.
        cost: what its paid calls cost so far.
        created_at: when it was accepted.
        updated_at: its last move.
        result_deleted_at: when its owner deleted the result.
        expires_at: when DynamoDB may remove it, in epoch seconds; only deletions are ever removed so.
    """

    job_id: str
    user_id: str
    kind: Kind
    request: Mapping[str, Any]
    request_hash: str
    correlation_id: str
    created_at: int
    updated_at: int
    status: Status = Status.QUEUED
    stage: str = "queued"
    progress: Mapping[str, int] = field(default_factory=lambda: {"done": 0, "total": 1})
    attempts: int = 0
    crashes: int = 0
    deferrals: int = 0
    invalid_outputs: int = 0
    lease_until: int = 0
    message_due_by: int = 0
    error: JobFailure | None = None
    cost: Mapping[str, Any] | None = None
    result_deleted_at: int | None = None
    expires_at: int | None = None
    schema_version: int = SCHEMA_VERSION

    @property
    def is_open(self) -> bool:
        """Whether work is still owed."""
        return self.status in OPEN

    @property
    def is_final(self) -> bool:
        """Whether it never changes again: only a retryable failure may be reopened, by a redrive."""
        return not self.is_open and not (self.error is not None and self.error.retryable)

    def leased_at(self, now: int) -> bool:
        """Whether a worker holds it at `now` (epoch milliseconds)."""
        return self.status is Status.PROCESSING and self.lease_until > now

    def as_item(self) -> dict[str, Any]:
        """Its values as the `jobs` table holds them; those that are None are left out there.

        `open_kind` exists only while the job is open: the index on it is sparse, so the sweep reads open jobs only.
        """
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        if self.error:
            values["error"] = asdict(self.error)
        if self.is_open:
            values["open_kind"] = self.kind
        else:
            del values["message_due_by"]
        return values

    def changes_to(self, wanted: Self) -> dict[str, Any]:
        """The values that `wanted` has differently, as the table holds them; None where it has none."""
        before, after = self.as_item(), wanted.as_item()
        return {name: after.get(name) for name in before | after if before.get(name) != after.get(name)}

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        """The job that `as_item` wrote down."""
        error = item.get("error")
        parsed = {
            "kind": Kind(item["kind"]),  # type: ignore[call-arg]  # mypy takes it for the row of a new kind
            "status": Status(item["status"]),
            "error": JobFailure(**error) if error else None,
        }
        return cls(**{name: value for name, value in item.items() if name != "open_kind"} | parsed)
