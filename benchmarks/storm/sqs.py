"""SQS on the storm's clock: visibility, receive counts, receipts that grow stale, and a dead-letter queue.

Written by hand because no emulator lets its clock be moved, and the waits of a storm add up to hours.
"""

import random
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .clock import StormClock

URL, DLQ_URL = "https://sqs.invalid/storm-queue", "https://sqs.invalid/storm-dlq"

VISIBILITY_SECONDS = 330
"""30 s longer than the function's timeout, as Terraform sets it."""

SAMPLE = 10


@dataclass
class _Message:
    body: str
    visible_at: int
    sent_at: int
    message_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    receipt: str = ""
    receives: int = 0


class StormSqs:
    """The part of boto3's SQS client that `bandup.jobs.queue.WorkQueue` uses, and what Lambda does with a queue.

    Args:
        clock: the storm's clock.
        step: called around every call, and may end the invocation.
    """

    def __init__(self, clock: StormClock, step: Callable[[str], None]) -> None:
        self._clock = clock
        self._step = step
        self._lock = threading.Lock()
        self._dice = random.Random(1)  # dice, not keys
        self._messages: dict[str, _Message] = {}
        self.dead: list[str] = []

    def send_message(self, *, QueueUrl: str, MessageBody: str) -> None:  # noqa: N803  # boto3's names
        """Put a message into the queue, or into the dead-letter queue."""
        self._step("before SendMessage")
        with self._lock:
            if QueueUrl == DLQ_URL:
                self.dead.append(MessageBody)
            else:
                message = _Message(MessageBody, self._clock(), self._clock())
                self._messages[message.message_id] = message
        self._step("after SendMessage")

    def change_message_visibility(
        self,
        *,
        QueueUrl: str,  # noqa: N803, ARG002  # boto3's names
        ReceiptHandle: str,  # noqa: N803
        VisibilityTimeout: int,  # noqa: N803
    ) -> None:
        """Hide a message that is in somebody's hands; a stale receipt changes nothing."""
        self._step("before ChangeMessageVisibility")
        with self._lock:
            held = self._find_in_flight(ReceiptHandle)
            if held:
                held.visible_at = self._clock() + 1000 * VisibilityTimeout
        self._step("after ChangeMessageVisibility")

    def receive_message(self, **_: Any) -> dict[str, Any]:
        """A sample of the dead-letter queue, as the sweep asks for it."""
        with self._lock:
            found = self._dice.sample(list(enumerate(self.dead)), min(SAMPLE, len(self.dead)))
        return {"Messages": [{"MessageId": str(place), "Body": body} for place, body in found]}

    def redrive(self) -> None:
        """What an operator does: every message of the dead-letter queue goes back."""
        with self._lock:
            bodies, self.dead = self.dead, []
        for body in bodies:
            self.send_message(QueueUrl=URL, MessageBody=body)

    def batch(self, size: int) -> list[dict[str, Any]]:
        """The next records for an invocation; empty if nothing is visible."""
        with self._lock:
            now = self._clock()
            found = [message for message in self._messages.values() if message.visible_at <= now][:size]
            return [self._receive(message, now) for message in found]

    def delete(self, records: list[dict[str, Any]]) -> None:
        """What Lambda does with the records that a batch acknowledged."""
        with self._lock:
            for record in records:
                if self._find_in_flight(record["receiptHandle"]):
                    del self._messages[record["messageId"]]

    def next_visible_at(self) -> int | None:
        """When the next message can be seen; None if the queue is empty."""
        with self._lock:
            return min((message.visible_at for message in self._messages.values()), default=None)

    def _receive(self, message: _Message, now: int) -> dict[str, Any]:
        message.visible_at = now + 1000 * VISIBILITY_SECONDS
        message.receives += 1
        message.receipt = f"{message.message_id}/{message.receives}"
        return {
            "messageId": message.message_id,
            "receiptHandle": message.receipt,
            "body": message.body,
            "attributes": {
                "ApproximateReceiveCount": str(message.receives),
                "SentTimestamp": str(message.sent_at),
            },
            "eventSource": "aws:sqs",
        }

    def _find_in_flight(self, receipt: str) -> _Message | None:
        message = self._messages.get(receipt.partition("/")[0])
        return message if message and message.receipt == receipt else None
