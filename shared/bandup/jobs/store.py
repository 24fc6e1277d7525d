"""The `jobs` table. Every transition is a conditional write: it happens only if the job is still as it was read."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bandup.account import tombstones
from bandup.account.exceptions import AccountDeletedError, QuotaExceededError
from bandup.account.limits import LIMIT
from bandup.account.quotas import QuotaShare, prepare_return
from bandup.account.tombstones import Tombstone
from bandup.core.clock import Clock, now_ms
from bandup.core.dynamo import ConditionFailedError, Start, Table, Write, write_together
from bandup.core.errors import RetryLaterError
from bandup.jobs import transitions
from bandup.jobs.exceptions import JobChangedError, JobExistsError, JobNotFoundError, SubjectGoneError
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job, JobOutline, Status
from bandup.jobs.result import NEWEST, SUBJECT
from bandup.jobs.results import SEALED
from bandup.jobs.successes import Successes

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

OWNER_INDEX = "user_id-created_at-outline"
"""It holds what `JobOutline` has, and no essay: what an index holds is paid for whenever it is read."""

OPEN_INDEX = "open_kind-message_due_by-index"

PAGE = 100
"""Jobs of one query where all are read."""

_UNCHANGED = "#status = :seen_status AND #attempts = :seen_attempts"
"""A lease counts an attempt, and each end changes the status. So whoever lost a lease cannot write any more."""


class JobStore:
    """Jobs in DynamoDB.

    All methods raise the classified errors of `bandup.core.errors` for what AWS refuses.

    Args:
        client: a DynamoDB client.
        table: the table's name.
        clock: epoch milliseconds.
        quotas: the name of the table of the quotas' counters, to which units are given back; None for who ends no job
            that holds one.

    Attributes:
        successes: when jobs of each kind last succeeded.
    """

    def __init__(
        self, client: "DynamoDBClient", table: str, clock: Clock = now_ms, *, quotas: str | None = None
    ) -> None:
        self._client = client
        self._table = Table(client, table)
        self._quotas = quotas
        self.now = clock
        self.successes = Successes(self._table, clock)

    def create(self, job: Job, share: QuotaShare | None = None, limit: Write | None = None) -> None:
        """Store a new job, and take its unit of the quota in the same transaction.

        Args:
            job: the job.
            share: the unit of the owner's quota, if it costs money.
            limit: takes one from the owner's bucket, see `bandup.account.limits.Limits.take_with`.

        Raises:
            JobExistsError: there is a job with this id; no quota was taken.
            AccountDeletedError: the owner's account is deleted.
            QuotaExceededError: nothing is left of the quota.
            ConditionFailedError: only the condition of `limit` did not hold.
        """
        writes = {
            "job": self._put_new(job),
            "account": tombstones.check_absent(self._table, job.user_id, self.now()),
        }
        if share:
            writes["quota"] = {"Update": share.write}
        if limit:
            writes[LIMIT] = limit
        try:
            write_together(self._client, writes)
        except ConditionFailedError as error:
            if error.failed == {LIMIT}:
                raise
            if "job" in error.failed:
                raise self._refuse_existing(job.job_id) from error
            if "account" in error.failed or share is None:
                raise AccountDeletedError from error
            raise QuotaExceededError(share.retry_after) from error

    def create_deletion(self, job: Job) -> Job:
        """Store the tombstone of the owner's account and the job that deletes the account: both or neither.

        Returns:
            The job, or the one that deletes or has deleted the account already.
        """
        tombstone = tombstones.place(self._table, job.user_id, self.now(), job.job_id)
        try:
            write_together(self._client, {"job": self._put_new(job), "account": tombstone})
        except ConditionFailedError:
            earlier = self.tombstone(job.user_id, self.now())
            existing = self.get(earlier.job_id) if earlier else None
            if existing is None:  # both expire together, and DynamoDB may remove one before the other
                raise RetryLaterError("storage_unavailable", "An earlier deletion is just expiring.") from None
            return existing
        return job

    def tombstone(self, user_id: str, now: int) -> Tombstone | None:
        """The tombstone of the user's account, or None if there is none at `now` (epoch milliseconds)."""
        return tombstones.find(self._table, user_id, now)

    def require_account(self, user_id: str) -> None:
        """Raise AccountDeletedError if the user's account is deleted."""
        if self.tombstone(user_id, self.now()):
            raise AccountDeletedError

    def get(self, job_id: str) -> Job | None:
        """The job as it is now, or None if there is none."""
        item = self._table.get({"job_id": job_id})
        return Job.from_item(item) if item else None

    def get_owned(self, job_id: str, user_id: str) -> Job:
        """The owner's job. A completed deletion holds its owner's fingerprint only.

        Raises:
            JobNotFoundError: there is no such job, or it belongs to another user.
        """
        job = self.get(job_id)
        if job is None or job.user_id not in {user_id, tombstones.fingerprint(user_id)}:
            raise JobNotFoundError(job_id)
        return job

    def list_owned(
        self, user_id: str, *, limit: int, start: Start | None = None
    ) -> tuple[list[JobOutline], Start | None]:
        """One page of the owner's jobs, newest first.

        Args:
            user_id: the owner.
            limit: jobs per page, at least 1.
            start: what the page before returned as its second value.

        Returns:
            The jobs, and where the next page starts or None.
        """
        found, following = self._table.query(
            "#user_id = :user",
            {"user": user_id},
            index=OWNER_INDEX,
            limit=limit,
            start=start,
            newest_first=True,
        )
        return [JobOutline.from_item(item) for item in found], following

    def all_owned(self, user_id: str) -> Iterator[JobOutline]:
        """Every job of one owner, newest first. A job created within the last second may be missing."""
        owned = self._table.query_all(
            "#user_id = :user", {"user": user_id}, index=OWNER_INDEX, limit=PAGE, newest_first=True
        )
        return map(JobOutline.from_item, owned)

    def export_owned(self, user_id: str) -> Iterator[dict[str, Any]]:
        """Every job of one owner with all that is stored of it, newest first."""
        return (asdict(job) for outline in self.all_owned(user_id) if (job := self.get(outline.job_id)))

    def list_overdue(self, kind: Kind, limit: int) -> list[str]:
        """Ids of open jobs whose message may be gone, longest overdue first."""
        found, _ = self._table.query(
            "#open_kind = :kind AND #message_due_by <= :now",
            {"kind": kind, "now": self.now()},
            index=OPEN_INDEX,
            limit=limit,
        )
        return [item["job_id"] for item in found]

    def mark_sent(self, job_id: str) -> None:
        """Store that the job's message is in its queue. A job that has ended by then stays as it is."""
        sent = {"message_due_by": self.now() + transitions.MESSAGE_LIFETIME_MS}
        with suppress(ConditionFailedError):
            self._table.execute(self._table.prepare_update({"job_id": job_id}, sent, "attribute_exists(#open_kind)"))

    def update(self, seen: Job, wanted: Job) -> Job:
        """Write a transition, and give the unit of the quota back that it gives up: both or neither.

        Args:
            seen: the job as the caller read it.
            wanted: the job after one of the functions in `bandup.jobs.transitions`.

        Returns:
            `wanted`.

        Raises:
            JobChangedError: the job is no longer as it was read; nothing was written.
        """
        try:
            self._write(seen, wanted, {})
        except ConditionFailedError as error:
            raise JobChangedError(seen.job_id) from error
        return wanted

    def renew(self, seen: Job, until: int) -> None:
        """Extend the lease of a job to `until` (epoch milliseconds), whatever else its worker has written meanwhile.

        Raises:
            JobChangedError: the lease was lost, or the job has ended.
        """
        values = {"seen_status": Status.PROCESSING, "seen_attempts": seen.attempts}
        write = self._table.prepare_update({"job_id": seen.job_id}, {"lease_until": until}, _UNCHANGED, values)
        try:
            self._table.execute(write)
        except ConditionFailedError as error:
            raise JobChangedError(seen.job_id) from error

    def complete(self, seen: Job, wanted: Job, result: Mapping[str, Write]) -> Job:
        """Write the result and COMPLETED in one transaction: both or neither, and only if the account is not deleted.

        Where the result of later work is stored already, that one stays, and COMPLETED alone is written.

        Args:
            seen: the job as leased.
            wanted: the completed job.
            result: what `bandup.jobs.results.ResultSink` gave.

        Raises:
            JobChangedError: the lease was lost, or a result exists; nothing was written.
            AccountDeletedError: the owner's account is deleted; nothing was written.
            SubjectGoneError: what the job is about was deleted; nothing was written.
            RetryLaterError: what was judged before was deleted meanwhile; nothing was written.
        """
        account = tombstones.check_absent(self._table, seen.user_id, wanted.updated_at)
        try:
            self._write(seen, wanted, {**result, "account": account})
        except ConditionFailedError as error:
            if "job" not in error.failed and "account" in error.failed:
                raise AccountDeletedError from error
            if "job" not in error.failed and SUBJECT in error.failed:
                raise SubjectGoneError(seen.job_id) from error
            if error.failed - {"quota"} == {NEWEST}:
                return self.complete(seen, wanted, {})
            if all(name.startswith(SEALED) for name in error.failed - {"quota"}):
                raise RetryLaterError("sealed_result_deleted", "The earlier result is gone.", retry_after=0) from error
            raise JobChangedError(seen.job_id) from error
        return wanted

    def withdraw(self, seen: Job, result: Sequence[Write]) -> None:
        """Delete a job's result and what was submitted for it: all or nothing.

        Args:
            seen: the completed job.
            result: the writes that delete the result.

        Raises:
            JobChangedError: the job is no longer as it was read; nothing was deleted.
        """
        update = self._update(seen, transitions.withdraw(seen, self.now()))
        try:
            write_together(self._client, {**{str(at): write for at, write in enumerate(result)}, "job": update})
        except ConditionFailedError as error:
            raise JobChangedError(seen.job_id) from error

    def write_owned(self, user_id: str, writes: Mapping[str, Write]) -> None:
        """Store what is a user's: all or nothing, and only if the account is not deleted.

        Raises:
            AccountDeletedError: the account is deleted; nothing was written.
            ConditionFailedError: another condition did not hold; nothing was written.
        """
        account = tombstones.check_absent(self._table, user_id, self.now())
        try:
            write_together(self._client, {**writes, "account": account})
        except ConditionFailedError as error:
            if "account" in error.failed:
                raise AccountDeletedError from error
            raise

    def erase(self, seen: Job) -> None:
        """Delete a job.

        Raises:
            JobChangedError: the job is no longer as it was read, so a worker may hold it. It was not deleted.
        """
        condition = f"attribute_not_exists(#job_id) OR ({_UNCHANGED})"
        values = {"seen_status": seen.status, "seen_attempts": seen.attempts}
        try:
            self._table.execute(self._table.prepare_delete({"job_id": seen.job_id}, condition, values))
        except ConditionFailedError as error:
            raise JobChangedError(seen.job_id) from error

    def describe(self) -> None:
        self._table.describe()

    def _put_new(self, job: Job) -> Write:
        return self._table.prepare_put(job.as_item(), "attribute_not_exists(#job_id)")

    def _refuse_existing(self, job_id: str) -> Exception:
        existing = self.get(job_id)
        if existing is None:  # deleted in between; the caller may try again
            return RetryLaterError("storage_unavailable", "The job was deleted while it was created.")
        return JobExistsError(existing)

    def _write(self, seen: Job, wanted: Job, others: Mapping[str, Write]) -> None:
        """Write what a transition changed, the unit of the quota that it gives up, and other writes: all or nothing.

        A counter that is gone, because its day is long over, takes no unit back.
        """
        writes = {**others, "job": self._update(seen, wanted)}
        if self._quotas and seen.charged and not wanted.charged:
            returned = {"Update": prepare_return(self._quotas, seen.user_id, seen.kind, seen.created_at)}
            try:
                return write_together(self._client, {**writes, "quota": returned})
            except ConditionFailedError as error:
                if error.failed != {"quota"}:
                    raise
        if others:
            return write_together(self._client, writes)
        return self._table.execute(writes["job"])

    def _update(self, seen: Job, wanted: Job) -> Write:
        """The write of what a transition changed."""
        values = {"seen_status": seen.status, "seen_attempts": seen.attempts}
        return self._table.prepare_update({"job_id": seen.job_id}, seen.changes_to(wanted), _UNCHANGED, values)
