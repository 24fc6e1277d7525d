"""SQS as the workers, the submitter and the sweep use it.

A message names a job and carries nothing else, since the request lives in the job's item.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from bandup.core.aws import classify
from bandup.core.errors import PoisonError, RetryLaterError
from bandup.core.ids import UUID_PATTERN
from bandup.jobs.model import SCHEMA_VERSION

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

MAX_VISIBILITY_SECONDS = 43_200
"""SQS allows at most 12 hours."""

FUTURE_VERSION = "future_message"
"""Code of the error for a message that a later version of this system wrote."""


class _Versioned(BaseModel):
    model_config = ConfigDict(strict=True)

    schema_version: int


class JobMessage(_Versioned):
    """Version 1 of the message.

    Attributes:
        schema_version: always 1.
        job_id: the job's UUID, lower case.
    """

    model_config = ConfigDict(extra="forbid")

    schema_version: Literal[1] = 1
    job_id: Annotated[str, StringConstraints(pattern=UUID_PATTERN)]


def parse_message(body: str) -> str:
    """The job id that a message names.

    Raises:
        RetryLaterError: it was written by a later version of this system, as during a deployment.
        PoisonError: this system never wrote it.
    """
    try:
        if _Versioned.model_validate_json(body).schema_version > SCHEMA_VERSION:
            raise RetryLaterError(FUTURE_VERSION, "The message was written by a later version of this system.")
        return JobMessage.model_validate_json(body).job_id
    except ValidationError as error:
        raise PoisonError("poison_message", "The message was not written by this system.") from error


class Delivery(Protocol):
    """One message that a worker received."""

    @property
    def body(self) -> str:
        """The message's text."""
        ...

    @property
    def receive_count(self) -> int:
        """How often it was delivered, including this time."""
        ...

    @property
    def sent_at(self) -> int | None:
        """When it was sent to the queue, in epoch milliseconds; a redrive sends anew. None if there is no message."""
        ...

    def set_visibility(self, seconds: float) -> None:
        """Have it delivered again after `seconds`, unless it is acknowledged before."""
        ...

    def send_to_dlq(self) -> None:
        """Copy it to the dead-letter queue. The caller acknowledges it afterwards."""
        ...


class WorkQueue:
    """One work queue and its dead-letter queue.

    All methods raise the classified errors of `bandup.core.errors` for what AWS refuses.
    """

    def __init__(self, client: "SQSClient", url: str, dlq_url: str) -> None:
        self._client = client
        self._url = url
        self._dlq_url = dlq_url

    def send(self, job_id: str) -> None:
        self._call("send_message", QueueUrl=self._url, MessageBody=JobMessage(job_id=job_id).model_dump_json())

    def set_visibility(self, receipt_handle: str, seconds: float) -> None:
        """Set after how many seconds a received message is delivered again."""
        timeout = min(MAX_VISIBILITY_SECONDS, max(0, round(seconds)))
        self._call(
            "change_message_visibility", QueueUrl=self._url, ReceiptHandle=receipt_handle, VisibilityTimeout=timeout
        )

    def send_to_dlq(self, body: str) -> None:
        self._call("send_message", QueueUrl=self._dlq_url, MessageBody=body)

    def list_dead(self, limit: int) -> list[str]:
        """Bodies of at most `limit` messages in the dead-letter queue. They stay there and visible.

        SQS gives a sample. A queue that is longer than `limit` is read in full over several calls.
        """
        seen: dict[str, str] = {}
        while len(seen) < limit:
            answer = self._call(
                "receive_message",
                QueueUrl=self._dlq_url,
                MaxNumberOfMessages=10,
                VisibilityTimeout=0,
                WaitTimeSeconds=0,
            )
            new = {m["MessageId"]: m["Body"] for m in answer.get("Messages", []) if m["MessageId"] not in seen}
            if not new:
                break
            seen |= new
        return list(seen.values())

    def _call(self, method: str, **request: Any) -> Any:
        try:
            return getattr(self._client, method)(**request)
        except (BotoCoreError, ClientError) as error:
            raise classify(error, "queue") from error


@dataclass(frozen=True)
class SqsDelivery:
    """A message of this invocation's SQS event."""

    queue: WorkQueue
    body: str
    receipt_handle: str
    receive_count: int
    sent_at: int | None

    def set_visibility(self, seconds: float) -> None:
        self.queue.set_visibility(self.receipt_handle, seconds)

    def send_to_dlq(self) -> None:
        self.queue.send_to_dlq(self.body)
