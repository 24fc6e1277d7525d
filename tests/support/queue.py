"""SQS as the worker sees it: visibility, redelivery and a dead-letter queue, on a movable clock."""

from dataclasses import dataclass, field

from bandup.core.errors import RetryLaterError
from bandup.jobs.message import JobMessage
from support.clock import MovableClock


@dataclass
class Message:
    """One message; `visible_at` is None once it was acknowledged."""

    body: str
    visible_at: int
    receive_count: int = 0
    acknowledged: bool = False


@dataclass
class FakeQueue:
    """Keeps every message it ever held, so that tests can ask what is still owed.

    `down` makes sending fail as an unreachable SQS does.
    """

    clock: MovableClock
    messages: list[Message] = field(default_factory=list)
    graveyard: list[str] = field(default_factory=list)
    down: bool = False

    def send(self, job_id: str) -> None:
        if self.down:
            raise RetryLaterError("queue_unreachable", "The queue could not be reached.")
        self.put(JobMessage(job_id=job_id).model_dump_json())

    def put(self, body: str) -> Message:
        message = Message(body, self.clock())
        self.messages.append(message)
        return message

    def visible(self) -> list[Message]:
        return [m for m in self.messages if not m.acknowledged and m.visible_at <= self.clock()]

    def pending(self) -> list[Message]:
        return [m for m in self.messages if not m.acknowledged]

    def receive(self, message: Message, visibility: float = 1800) -> "FakeDelivery":
        message.receive_count += 1
        message.visible_at = self.clock() + round(visibility * 1000)
        return FakeDelivery(self, message)

    def dead(self, limit: int) -> list[str]:
        return self.graveyard[:limit]


@dataclass(frozen=True)
class FakeDelivery:
    """A message in a worker's hands."""

    queue: FakeQueue
    message: Message

    @property
    def body(self) -> str:
        return self.message.body

    @property
    def receive_count(self) -> int:
        return self.message.receive_count

    def set_visibility(self, seconds: float) -> None:
        self.message.visible_at = self.queue.clock() + round(seconds * 1000)

    def send_to_dlq(self) -> None:
        self.queue.graveyard.append(self.body)
