"""The `jobs` table. Every move is a conditional write: it happens only if the job is still as it was seen."""

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from bandup.aws import error_code, translated
from bandup.clock import Clock, now_ms
from bandup.errors import RetryLaterError
from bandup.jobs import moves
from bandup.jobs.exceptions import JobExistsError, JobMovedError, JobNotFoundError
from bandup.jobs.item import job_from_item, job_to_item
from bandup.jobs.model import Job, Kind

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

OWNER_INDEX = "user_id-created_at-index"
OPEN_INDEX = "open_kind-message_due_by-index"

_CONDITION = "#status = :seen_status AND attempts = :seen_attempts"
_ATTRIBUTES = ("open_kind", *(field.name for field in fields(Job)))


class JobStore:
    """Jobs in DynamoDB.

    All methods raise the classified errors of `bandup.errors` for what AWS refuses.

    Args:
        client: a DynamoDB client.
        table: the table's name.
        clock: epoch milliseconds.
    """

    def __init__(self, client: "DynamoDBClient", table: str, clock: Clock = now_ms) -> None:
        self._client = client
        self._table = table
        self.now = clock

    def create(self, job: Job) -> None:
        """Store a new job.

        Raises:
            JobExistsError: there is a job with this id.
        """
        with translated("storage"):
            try:
                self._client.put_item(
                    TableName=self._table,
                    Item=job_to_item(job),
                    ConditionExpression="attribute_not_exists(job_id)",
                )
            except self._client.exceptions.ConditionalCheckFailedException as error:
                existing = self.get(job.job_id)
                if existing is None:  # deleted in between; the caller may try again
                    raise RetryLaterError("storage_unavailable", "The job was deleted while it was created.") from error
                raise JobExistsError(existing) from error

    def get(self, job_id: str) -> Job | None:
        """The job as it is now, or None."""
        with translated("storage"):
            answer = self._client.get_item(TableName=self._table, Key={"job_id": {"S": job_id}}, ConsistentRead=True)
        item = answer.get("Item")
        return job_from_item(item) if item else None

    def get_owned(self, job_id: str, user_id: str) -> Job:
        """The owner's job.

        Raises:
            JobNotFoundError: no such job, or it belongs to someone else.
        """
        job = self.get(job_id)
        if job is None or job.user_id != user_id:
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
        with translated("storage"):
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

    def overdue(self, kind: Kind, limit: int) -> list[str]:
        """Ids of open jobs whose message can no longer be presumed to exist, longest overdue first."""
        with translated("storage"):
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
        with translated("storage"):
            try:
                self._client.update_item(
                    TableName=self._table,
                    Key={"job_id": {"S": job_id}},
                    UpdateExpression="SET message_due_by = :due",
                    ConditionExpression="attribute_exists(open_kind)",
                    ExpressionAttributeValues={":due": {"N": str(self.now() + moves.MESSAGE_LIFETIME_MS)}},
                )
            except self._client.exceptions.ConditionalCheckFailedException:
                return

    def move(self, seen: Job, wanted: Job) -> Job:
        """Write a move.

        Args:
            seen: the job as the caller read it.
            wanted: what one of the functions in `bandup.jobs.moves` made of it.

        Returns:
            `wanted`.

        Raises:
            JobMovedError: the job is no longer as it was seen; nothing was written.
        """
        with translated("storage"):
            try:
                self._client.update_item(**self._update(seen, wanted))
            except self._client.exceptions.ConditionalCheckFailedException as error:
                raise JobMovedError(seen.job_id) from error
        return wanted

    def complete(self, seen: Job, wanted: Job, result: Mapping[str, Any]) -> Job:
        """Write the result and COMPLETED in one transaction: both or neither.

        Args:
            seen: the job as leased.
            wanted: the completed job.
            result: a `Put` that demands that the result does not exist yet.

        Raises:
            JobMovedError: the lease was lost, or a result exists; nothing was written.
        """
        writes: list[Any] = [{"Put": result}, {"Update": self._update(seen, wanted)}]
        with translated("storage"):
            try:
                self._client.transact_write_items(TransactItems=writes)
            except ClientError as error:
                reasons = {reason.get("Code") for reason in error.response.get("CancellationReasons", [])}
                if error_code(error) == "TransactionCanceledException" and "ConditionalCheckFailed" in reasons:
                    raise JobMovedError(seen.job_id) from error
                raise
        return wanted

    def describe(self) -> None:
        """Ask for the table, to learn whether it is there and may be used."""
        with translated("storage"):
            self._client.describe_table(TableName=self._table)

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
