"""A job, and its form in the `jobs` table."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, Self

from bandup.jobs.kinds import Kind

SCHEMA_VERSION = 1
"""Version of the job item and of the queue message that names it."""


class Status(StrEnum):
    """The states of a job. Only QUEUED and PROCESSING are open."""

    QUEUED = "QUEUED"
    PROCESSING = "PROCESSING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


OPEN = frozenset({Status.QUEUED, Status.PROCESSING})


@dataclass(frozen=True)
class JobFailure:
    """Why a job failed, as the API shows it.

    Attributes:
        code: stable identifier for programs.
        message: a sentence for a person, never their own text.
        retryable: whether a redrive of the dead-letter queue may reopen the job.
        part: which part of what was submitted is at fault, such as `PART_2`; None if it has one part.
    """

    code: str
    message: str
    retryable: bool
    part: str | None = None


@dataclass(frozen=True, kw_only=True)
class JobOutline:
    """What lists show of a job; the index of an owner's jobs holds no more. Times are epoch milliseconds, UTC.

    Attributes:
        job_id: server-made UUID; also the id of the result.
        user_id: the owner, the token's `sub`; a fingerprint of it once the account is deleted.
        kind: which worker it is for.
        created_at: when it was accepted.
        updated_at: when it last changed.
        status: its state.
        stage: what is being done, for a person.
        progress: `done` and `total` of the stage.
        attempts: leases taken so far. The number is the fencing token of the current lease.
        error: why it failed.
        cost: what its paid calls cost so far.
        subject_id: the id of what its result is stored with, see `bandup.jobs.kinds.Subject`; None if it is stored by
            itself.
        result_deleted_at: when its owner deleted the result.
    """

    job_id: str
    user_id: str
    kind: Kind
    created_at: int
    updated_at: int
    status: Status = Status.QUEUED
    stage: str = "queued"
    progress: Mapping[str, int] = field(default_factory=lambda: {"done": 0, "total": 1})
    attempts: int = 0
    error: JobFailure | None = None
    cost: Mapping[str, Any] | None = None
    subject_id: str | None = None
    result_deleted_at: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be worked on."""
        return self.status in OPEN

    @property
    def result_path(self) -> str | None:
        """Where the API shows its result once it is completed; None if there is none, or its owner deleted it."""
        if self.result_deleted_at is not None:
            return None
        if subject := self.kind.subject:
            return f"{subject.path}{self.subject_id}" if self.subject_id else None
        return f"{self.kind.results.path}/{self.job_id}" if self.kind.results else None

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        """The job in an item, see `Job.as_item`.

        Attributes that this version does not know are left alone: the functions of a release do not move at once.
        """
        known = {each.name for each in fields(cls)}
        error = item.get("error")
        parsed = {
            "kind": Kind(item["kind"]),  # type: ignore[call-arg]  # mypy takes it for the row of a new kind
            "status": Status(item["status"]),
            "error": JobFailure(**error) if error else None,
        }
        return cls(**{name: value for name, value in item.items() if name in known} | parsed)


@dataclass(frozen=True, kw_only=True)
class Job(JobOutline):
    """One request and its progress.

    Attributes:
        request: the validated request; empty once its result is deleted.
        request_hash: SHA-256 of the canonical request, to tell a repeated Idempotency-Key from a reused one.
        correlation_id: the API request that created it. Every log line about the job carries it.
        crashes: leases that expired without an outcome, since it was last (re)opened.
        deferrals: times that it went back to the queue, since it was last (re)opened.
        invalid_outputs: unusable answers that a model was paid for, since it was last (re)opened. Jobs of before this
            was counted have the number of runs that ended so.
        refusals: runs whose request the model's provider refused, since it was last (re)opened.
        refused_at: when the last of them was; 0 if there is none.
        lease_until: when the current lease expires; 0 when there is none.
        message_due_by: from when on its queue message may be gone; 0 when it is closed.
        charged: whether it holds a unit of its owner's quota of the day that it was accepted on. A unit is given back
            once at most, since whoever gives it back stores that it is gone. Jobs of before there was such a thing hold
            theirs.
        kept: what its runs have paid for already, by a name of the worker's choice, so that it is not paid again. It
            is there until the job completes, or ends at all if its kind has a subject, and empty in jobs of before
            there was such a thing.
        expires_at: when DynamoDB may remove it, in epoch seconds; only deletions have it.
    """

    request: Mapping[str, Any]
    request_hash: str
    correlation_id: str
    crashes: int = 0
    deferrals: int = 0
    invalid_outputs: int = 0
    refusals: int = 0
    refused_at: int = 0
    lease_until: int = 0
    message_due_by: int = 0
    charged: bool = True
    kept: Mapping[str, Any] = field(default_factory=dict)
    expires_at: int | None = None
    schema_version: int = SCHEMA_VERSION

    @property
    def is_final(self) -> bool:
        """Whether it never changes again. Of ended jobs, only a retryable failure may be reopened, by a redrive."""
        return not self.is_open and not (self.error is not None and self.error.retryable)

    def leased_at(self, now: int) -> bool:
        """Whether a worker's lease of it is valid at `now` (epoch milliseconds)."""
        return self.status is Status.PROCESSING and self.lease_until > now

    def as_item(self) -> dict[str, Any]:
        """Its values as the `jobs` table holds them, which leaves out those that are None.

        `open_kind` is there only while the job is open. The index on it holds no other jobs, so the sweep reads open
        jobs only.
        """
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        values["kept"] = self.kept or None
        if self.error:
            values["error"] = {name: value for name, value in asdict(self.error).items() if value is not None}
        if self.is_open:
            values["open_kind"] = self.kind
        else:
            del values["message_due_by"]
        return values

    def changes_to(self, wanted: Self) -> dict[str, Any]:
        """The values that differ in `wanted`, as the table holds them; None for a value that it does not have."""
        before, after = self.as_item(), wanted.as_item()
        return {name: after.get(name) for name in before | after if before.get(name) != after.get(name)}
