"""The `jobs` table. Every move is a conditional write: it happens only if the job is still as it was seen."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from bandup.account import tombstones
from bandup.account.exceptions import AccountDeletedError, QuotaExceededError
from bandup.account.quotas import QuotaShare
from bandup.account.tombstones import Tombstone
from bandup.core.aws import classify_aws_errors
from bandup.core.clock import Clock, now_ms
from bandup.core.errors import RetryLaterError
from bandup.core.transactions import ConditionFailedError, write_together
from bandup.jobs import transitions
from bandup.jobs.exceptions import JobExistsError, JobMovedError, JobNotFoundError
from bandup.jobs.item import job_from_item, job_to_item
from bandup.jobs.kinds import Kind
from bandup.jobs.model import Job

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

OWNER_INDEX = "user_id-created_at-index"
OPEN_INDEX = "open_kind-message_due_by-index"

PAGE = 100
"""Jobs read at once where all are wanted."""

_CONDITION = "#status = :seen_status AND attempts = :seen_attempts"
_ATTRIBUTES = ("open_kind", *(field.name for field in fields(Job)))


class JobStore:
    """Jobs in DynamoDB.

    All methods raise the classified errors of `bandup.core.errors` for what AWS refuses.

    Args:
        client: a DynamoDB client.
        table: the table's name.
        clock: epoch milliseconds.
    """

    def __init__(self, client: "DynamoDBClient", table: str, clock: Clock = now_ms) -> None:
        self._client = client
        self._table = table
        self.now = clock

    def create(self, job: Job, claim: QuotaShare | None = None) -> None:
        """Store a new job, and take its share of the quota with it.

        Args:
            job: the job.
            claim: what it takes of the owner's quota, if it costs money.

        Raises:
            JobExistsError: there is a job with this id; nothing was taken for it.
            AccountDeletedError: the owner's account is deleted.
            QuotaExceededError: nothing is left of the quota.
        """
        writes: dict[str, Any] = {
            "job": {"Put": self._new(job)},
            "account": {"ConditionCheck": tombstones.absent(self._table, job.user_id, self.now())},
        }
        if claim:
            writes["quota"] = {"Update": claim.write}
        try:
            write_together(self._client, writes)
        except ConditionFailedError as error:
            if "job" in error.failed:
                raise self._existing(job.job_id) from error
            if "account" in error.failed or claim is None:
                raise AccountDeletedError from error
            raise QuotaExceededError(claim.retry_after) from error

    def create_deletion(self, job: Job) -> Job:
        """Mark the owner's account as deleted, and store the job that deletes it: both or neither.

        Returns:
            The job, or the one that deletes or has deleted the account already.
        """
        placed = tombstones.placed(self._table, job.user_id, self.now(), job.job_id)
        try:
            write_together(self._client, {"job": {"Put": self._new(job)}, "account": {"Put": placed}})
        except ConditionFailedError:
            standing = self.tombstone(job.user_id)
            existing = self.get(standing.job_id) if standing else None
            if existing is None:  # both expire together, and DynamoDB may remove one before the other
                raise RetryLaterError("storage_unavailable", "An earlier deletion is just expiring.") from None
            return existing
        return job

    def tombstone(self, user_id: str) -> Tombstone | None:
        """The mark that this user's account is deleted, or None."""
        return tombstones.of(self._item(tombstones.key(user_id)), self.now())

    def require_account(self, user_id: str) -> None:
        """Do nothing for a user whose account stands.

        Raises:
            AccountDeletedError: it is deleted.
        """
        if self.tombstone(user_id):
            raise AccountDeletedError

    def get(self, job_id: str) -> Job | None:
        """The job as it is now, or None."""
        item = self._item({"job_id": {"S": job_id}})
        return job_from_item(item) if item else None

    def get_owned(self, job_id: str, user_id: str) -> Job:
        """The owner's job. A completed deletion knows its owner by the fingerprint only.

        Raises:
            JobNotFoundError: no such job, or it belongs to someone else.
        """
        job = self.get(job_id)
        if job is None or job.user_id not in {user_id, tombstones.fingerprint(user_id)}:
            raise JobNotFoundError(job_id)
        return job

    def list_owned(
        self, user_id: str, *, limit: int, start: Mapping[str, Any] | None = None
    ) -> tuple[list[Job], Mapping[str, Any] | None]:
        """One page of the owner's jobs, newest first.

        Args:
            user_id: the owner.
            limit: jobs per page, at least 1.
            start: what the page before returned as its second value.

        Returns:
            The jobs, and where the next page starts or None.
        """
        page: dict[str, Any] = {"ExclusiveStartKey": start} if start else {}
        with classify_aws_errors("storage"):
            answer = self._client.query(
                TableName=self._table,
                IndexName=OWNER_INDEX,
                KeyConditionExpression="user_id = :user",
                ExpressionAttributeValues={":user": {"S": user_id}},
                ScanIndexForward=False,
                Limit=limit,
                **page,
            )
        return [job_from_item(item) for item in answer["Items"]], answer.get("LastEvaluatedKey")

    def all_owned(self, user_id: str) -> Iterator[Job]:
        """Every job of one owner, newest first. A job created within the last second may be missing."""
        start: Mapping[str, Any] | None = None
        while True:
            found, start = self.list_owned(user_id, limit=PAGE, start=start)
            yield from found
            if start is None:
                return

    def overdue(self, kind: Kind, limit: int) -> list[str]:
        """Ids of open jobs whose message can no longer be presumed to exist, longest overdue first."""
        with classify_aws_errors("storage"):
            answer = self._client.query(
                TableName=self._table,
                IndexName=OPEN_INDEX,
                KeyConditionExpression="open_kind = :kind AND message_due_by <= :now",
                ExpressionAttributeValues={":kind": {"S": kind}, ":now": {"N": str(self.now())}},
                Limit=limit,
            )
        return [item["job_id"]["S"] for item in answer["Items"]]

    def mark_sent(self, job_id: str) -> None:
        """Note that the job's message is in its queue. A job that has ended meanwhile stays as it is."""
        with classify_aws_errors("storage"):
            try:
                self._client.update_item(
                    TableName=self._table,
                    Key={"job_id": {"S": job_id}},
                    UpdateExpression="SET message_due_by = :due",
                    ConditionExpression="attribute_exists(open_kind)",
                    ExpressionAttributeValues={":due": {"N": str(self.now() + transitions.MESSAGE_LIFETIME_MS)}},
                )
            except self._client.exceptions.ConditionalCheckFailedException:
                return

    def move(self, seen: Job, wanted: Job) -> Job:
        """Write a move.

        Args:
            seen: the job as the caller read it.
            wanted: what one of the functions in `bandup.jobs.transitions` made of it.

        Returns:
            `wanted`.

        Raises:
            JobMovedError: the job is no longer as it was seen; nothing was written.
        """
        with classify_aws_errors("storage"):
            try:
                self._client.update_item(**self._update(seen, wanted))
            except self._client.exceptions.ConditionalCheckFailedException as error:
                raise JobMovedError(seen.job_id) from error
        return wanted

    def complete(self, seen: Job, wanted: Job, result: Mapping[str, Any]) -> Job:
        """Write the result and COMPLETED in one transaction: both or neither, and only if the account stands.

        Args:
            seen: the job as leased.
            wanted: the completed job.
            result: a `Put` that demands that the result does not exist yet.

        Raises:
            JobMovedError: the lease was lost, or a result exists; nothing was written.
            AccountDeletedError: the owner's account is deleted; nothing was written.
        """
        account = tombstones.absent(self._table, seen.user_id, self.now())
        writes = {
            "result": {"Put": result},
            "job": {"Update": self._update(seen, wanted)},
            "account": {"ConditionCheck": account},
        }
        try:
            write_together(self._client, writes)
        except ConditionFailedError as error:
            if error.failed == {"account"}:
                raise AccountDeletedError from error
            raise JobMovedError(seen.job_id) from error
        return wanted

    def withdraw(self, seen: Job, result: Mapping[str, Any]) -> None:
        """Delete a job's result and what was submitted for it: both or neither.

        Args:
            seen: the completed job.
            result: a `Delete` of the result.

        Raises:
            JobMovedError: the job is no longer as it was seen; nothing was deleted.
        """
        update = self._update(seen, transitions.withdraw(seen, self.now()))
        try:
            write_together(self._client, {"result": {"Delete": result}, "job": {"Update": update}})
        except ConditionFailedError as error:
            raise JobMovedError(seen.job_id) from error

    def erase(self, seen: Job) -> None:
        """Delete a job.

        Raises:
            JobMovedError: the job is no longer as it was seen, so somebody may be at work on it; it is still there.
        """
        before = job_to_item(seen)
        with classify_aws_errors("storage"):
            try:
                self._client.delete_item(
                    TableName=self._table,
                    Key={"job_id": before["job_id"]},
                    ConditionExpression=f"attribute_not_exists(job_id) OR ({_CONDITION})",
                    ExpressionAttributeNames={"#status": "status"},
                    ExpressionAttributeValues={
                        ":seen_status": before["status"],
                        ":seen_attempts": before["attempts"],
                    },
                )
            except self._client.exceptions.ConditionalCheckFailedException as error:
                raise JobMovedError(seen.job_id) from error

    def describe(self) -> None:
        """Ask for the table, to learn whether it is there and may be used."""
        with classify_aws_errors("storage"):
            self._client.describe_table(TableName=self._table)

    def _item(self, key: Mapping[str, Any]) -> Any:
        with classify_aws_errors("storage"):
            return self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")

    def _new(self, job: Job) -> Any:
        return {
            "TableName": self._table,
            "Item": job_to_item(job),
            "ConditionExpression": "attribute_not_exists(job_id)",
        }

    def _existing(self, job_id: str) -> Exception:
        existing = self.get(job_id)
        if existing is None:  # deleted in between; the caller may try again
            return RetryLaterError("storage_unavailable", "The job was deleted while it was created.")
        return JobExistsError(existing)

    def _update(self, seen: Job, wanted: Job) -> Any:
        before, after = job_to_item(seen), job_to_item(wanted)
        changed = [name for name in _ATTRIBUTES if name in after and before.get(name) != after[name]]
        removed = [name for name in _ATTRIBUTES if name in before and name not in after]
        expression = "SET " + ", ".join(f"#{name} = :{name}" for name in changed)
        if removed:
            expression += " REMOVE " + ", ".join(f"#{name}" for name in removed)
        return {
            "TableName": self._table,
            "Key": {"job_id": {"S": seen.job_id}},
            "UpdateExpression": expression,
            "ConditionExpression": _CONDITION,
            "ExpressionAttributeNames": {f"#{name}": name for name in {"status", *changed, *removed}},
            "ExpressionAttributeValues": {
                ":seen_status": before["status"],
                ":seen_attempts": before["attempts"],
                **{f":{name}": after[name] for name in changed},
            },
        }
