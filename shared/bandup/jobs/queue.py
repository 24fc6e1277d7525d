"""SQS as the workers, the submitter and the sweep use it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bandup.core.aws import classify_aws_errors
from bandup.jobs.message import JobMessage

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

MAX_VISIBILITY_SECONDS = 43_200
"""SQS hides a message for at most 12 hours."""


class Delivery(Protocol):
    """One message in the hands of a worker."""

    @property
    def body(self) -> str:
        """What the message says."""
        ...

    @property
    def receive_count(self) -> int:
        """How often it was delivered, this time included."""
        ...

    def set_visibility(self, seconds: float) -> None:
        """Let it be delivered again after `seconds`, unless it is acknowledged before."""
        ...

    def send_to_dlq(self) -> None:
        """Copy it to the dead-letter queue; the caller acknowledges it afterwards."""
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
        """Put a message that names the job into the queue."""
        with classify_aws_errors("queue"):
            self._client.send_message(QueueUrl=self._url, MessageBody=JobMessage(job_id=job_id).model_dump_json())

    def set_visibility(self, receipt_handle: str, seconds: float) -> None:
        """Set how long a received message stays invisible, in seconds from now."""
        timeout = min(MAX_VISIBILITY_SECONDS, max(0, round(seconds)))
        with classify_aws_errors("queue"):
            self._client.change_message_visibility(
                QueueUrl=self._url, ReceiptHandle=receipt_handle, VisibilityTimeout=timeout
            )

    def send_to_dlq(self, body: str) -> None:
        """Put a copy of a message into the dead-letter queue."""
        with classify_aws_errors("queue"):
            self._client.send_message(QueueUrl=self._dlq_url, MessageBody=body)

    def dead(self, limit: int) -> list[str]:
        """Bodies of at most `limit` messages in the dead-letter queue, which stay there and visible.

        SQS hands out a sample; a queue longer than `limit` is seen in full over several calls.
        """
        seen: dict[str, str] = {}
        while len(seen) < limit:
            with classify_aws_errors("queue"):
                answer = self._client.receive_message(
                    QueueUrl=self._dlq_url, MaxNumberOfMessages=10, VisibilityTimeout=0, WaitTimeSeconds=0
                )
            new = {m["MessageId"]: m["Body"] for m in answer.get("Messages", []) if m["MessageId"] not in seen}
            if not new:
                break
            seen |= new
        return list(seen.values())


@dataclass(frozen=True)
class SqsDelivery:
    """A message that SQS handed to this invocation."""

    queue: WorkQueue
    body: str
    receipt_handle: str
    receive_count: int

    def set_visibility(self, seconds: float) -> None:
        """See `Delivery`."""
        self.queue.set_visibility(self.receipt_handle, seconds)

    def send_to_dlq(self) -> None:
        """See `Delivery`."""
        self.queue.send_to_dlq(self.body)
