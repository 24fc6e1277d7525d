"""SQS on a clock that tests move: visibility, redelivery and dead-letter queues."""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError, EndpointConnectionError

from bandup.jobs.queue import SqsDelivery, WorkQueue
from support.clock import MovableClock

LONGEST_VISIBILITY = 43_200
"""Seconds, by SQS's API reference."""


@dataclass
class Message:
    """One message; `visible_at` and `sent_at` are in epoch milliseconds."""

    body: str
    visible_at: int
    sent_at: int
    receive_count: int = 0
    acknowledged: bool = False
    message_id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass
class FakeQueue:
    """Keeps every message it ever held, so that tests can ask what is still owed.

    `down` makes sending fail as an unreachable SQS does.
    """

    clock: MovableClock
    messages: list[Message] = field(default_factory=list)
    down: bool = False

    @property
    def bodies(self) -> list[str]:
        return [message.body for message in self.messages]

    def put(self, body: str) -> Message:
        message = Message(body, self.clock(), self.clock())
        self.messages.append(message)
        return message

    def visible(self) -> list[Message]:
        return [message for message in self.pending if message.visible_at <= self.clock()]

    @property
    def pending(self) -> list[Message]:
        return [message for message in self.messages if not message.acknowledged]


class FakeSqs:
    """boto3's SQS client, as far as `bandup.jobs.queue` uses it. A receipt handle is the message's id.

    What is outside the ranges of SQS's API reference is refused.
    """

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock
        self.queues: defaultdict[str, FakeQueue] = defaultdict(lambda: FakeQueue(clock))

    def send_message(self, *, QueueUrl: str, MessageBody: str) -> None:  # noqa: N803  # boto3's spelling
        if self.queues[QueueUrl].down:
            raise EndpointConnectionError(endpoint_url=QueueUrl)
        self.queues[QueueUrl].put(MessageBody)

    def change_message_visibility(self, *, QueueUrl: str, ReceiptHandle: str, VisibilityTimeout: int) -> None:  # noqa: N803
        _require("ChangeMessageVisibility", VisibilityTimeout, 0, LONGEST_VISIBILITY)
        for message in self.queues[QueueUrl].messages:
            if message.message_id == ReceiptHandle:
                message.visible_at = self._clock() + 1000 * VisibilityTimeout
                return
        raise ClientError({"Error": {"Code": "ReceiptHandleIsInvalid", "Message": ""}}, "ChangeMessageVisibility")

    def receive_message(
        self,
        *,
        QueueUrl: str,  # noqa: N803  # boto3's spelling
        MaxNumberOfMessages: int,  # noqa: N803
        VisibilityTimeout: int,  # noqa: N803
        WaitTimeSeconds: int,  # noqa: N803
    ) -> dict[str, Any]:
        """The messages that were received least often: SQS gives a sample."""
        _require("ReceiveMessage", MaxNumberOfMessages, 1, 10)
        _require("ReceiveMessage", VisibilityTimeout, 0, LONGEST_VISIBILITY)
        _require("ReceiveMessage", WaitTimeSeconds, 0, 20)
        visible = sorted(self.queues[QueueUrl].visible(), key=lambda message: message.receive_count)
        for message in (chosen := visible[:MaxNumberOfMessages]):
            message.receive_count += 1
            message.visible_at = self._clock() + 1000 * VisibilityTimeout
        return {"Messages": [{"MessageId": message.message_id, "Body": message.body} for message in chosen]}


def _require(operation: str, value: int, least: int, most: int) -> None:
    if not (isinstance(value, int) and least <= value <= most):
        raise ClientError({"Error": {"Code": "InvalidParameterValue", "Message": f"{value}"}}, operation)


def receive(message: Message, queue: WorkQueue, clock: MovableClock, visibility: float = 1800) -> SqsDelivery:
    """Take a message as Lambda's poller does, and put it into a worker's hands."""
    message.receive_count += 1
    message.visible_at = clock() + round(visibility * 1000)
    return SqsDelivery(queue, message.body, message.message_id, message.receive_count, message.sent_at)


def batch(*messages: Message) -> dict[str, Any]:
    """The event in which Lambda's poller hands messages to a function."""
    return {
        "Records": [
            {
                "messageId": message.message_id,
                "receiptHandle": message.message_id,
                "body": message.body,
                "attributes": {
                    "ApproximateReceiveCount": str(message.receive_count),
                    "SentTimestamp": str(message.sent_at),
                },
                "eventSource": "aws:sqs",
            }
            for message in messages
        ]
    }
