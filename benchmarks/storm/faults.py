"""What goes wrong: refusals below the SDK's own retries, outages, and invocations that end in the middle of a call."""

import itertools
import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.exceptions import ClientError

from .exceptions import KilledError
from .weather import Weather

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

THROTTLED = "ProvisionedThroughputExceededException"
BROKEN = "InternalServerError"

OUTAGE = 40
OUTAGE_EVERY = 4_000
"""So many requests of DynamoDB in a row meet an outage, in each so many: too many for the SDK's retries."""

SDK_ATTEMPTS = 4
"""As `bandup.core.aws.CONFIG` has it."""

RARE_KILLS = 0.3
"""Share of the rare invocations, such as sweeps, that are to be killed."""

MAX_VISITS = 4
"""A killed invocation ends when it comes to the point of its end for the first to the fourth time: it has ten messages,
and any of them may be the last."""


class Faults:
    """The storm's dice. Every thread has its own fuse: at which point its invocation ends.

    A point is one side of one kind of call, such as `after TransactWriteItems`. Those at which fewest invocations have
    ended come first, so that each has its turn.

    Args:
        weather: how often what happens.
        seed: makes the dice fall the same way again, as far as threads allow it.

    Attributes:
        kills: how many invocations ended at each point that any of them came to.
        throttled: answers of DynamoDB that said "too much".
        broken: its answers in an outage.
        queue_failed: answers of SQS that were errors.
    """

    def __init__(self, weather: Weather, seed: int) -> None:
        self._weather = weather
        self._dice = random.Random(seed)  # dice, not keys
        self._here = threading.local()
        self._lock = threading.Lock()
        self._requests = itertools.count(1)
        self.throttled = 0
        self.broken = 0
        self.queue_failed = 0
        self.kills: Counter[str] = Counter()

    @contextmanager
    def invocation(self, *, beats: bool = False, is_rare: bool = False) -> Iterator[None]:
        """One invocation, which may be killed at any of its steps.

        Args:
            beats: whether its next answer of the model takes minutes, while its heart beats.
            is_rare: whether it is of a sort of which there are few, so that it is killed more often and at once.
        """
        self._here.inside = True
        self._here.beats = beats
        self._here.end = self._choose_end() if self.happens(max(self._weather.kills, RARE_KILLS * is_rare)) else None
        self._here.visits = 1 if is_rare else self._dice.randint(1, MAX_VISITS)
        try:
            yield
        except KilledError:
            with self._lock:
                self.kills[self._here.end] += 1
        finally:
            self._here.inside = False

    def _choose_end(self) -> str | None:
        with self._lock:
            fewest = min(self.kills.values(), default=0)
            return self._dice.choice([point for point, kills in self.kills.items() if kills == fewest] or [None])

    def happens(self, share: float) -> bool:
        """Whether something happens that happens this often."""
        return self._dice.random() < share

    def step(self, point: str) -> None:
        """One step of an invocation: before a call, or after it took effect.

        Raises:
            KilledError: it was the last.
        """
        if not self._inside:
            return
        with self._lock:
            self.kills.setdefault(point, 0)
        if point != self._here.end:
            return
        self._here.visits -= 1
        if self._here.visits == 0:
            raise KilledError

    def step_of_queue(self, point: str) -> None:
        """A step around a call of SQS, which may refuse it.

        Raises:
            KilledError: it was the last step.
            ClientError: SQS refuses the call.
        """
        self.step(point)
        if self._inside and point.startswith("before") and self.happens(self._weather.queue_failures):
            with self._lock:
                self.queue_failed += 1
            raise ClientError({"Error": {"Code": "ServiceUnavailable"}}, point)

    def meets_slow_answer(self) -> bool:
        """Whether this invocation's answer of the model takes minutes: one answer of each such invocation."""
        slow, self._here.beats = getattr(self._here, "beats", False), False
        return slow

    def choose_seconds(self, least: float, most: float) -> float:
        """How long something takes."""
        return self._dice.uniform(least, most)

    @property
    def _inside(self) -> bool:
        """Whether this thread is in an invocation: preparing and checking meet no storm."""
        return getattr(self._here, "inside", False)

    def beset(self, client: "DynamoDBClient") -> None:
        """Let a client meet the storm."""
        # The stubs know of no handler that returns something.
        events: Any = client.meta.events
        events.register("before-call.dynamodb", lambda model, **_: self.step(f"before {model.name}"))
        events.register("before-send.dynamodb", self._before_sending)
        events.register("after-call.dynamodb", lambda model, **_: self.step(f"after {model.name}"))
        events.register_first("needs-retry.dynamodb", _without_waiting)

    def _before_sending(self, request: Any, **_: Any) -> AWSResponse | None:
        if not self._inside:
            return None
        if next(self._requests) % OUTAGE_EVERY >= OUTAGE_EVERY - OUTAGE:
            with self._lock:
                self.broken += 1
            return _refuse(request, 500, BROKEN)
        if not self.happens(self._weather.throttles):
            return None
        with self._lock:
            self.throttled += 1
        return _refuse(request, 400, THROTTLED)


class _Body:
    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, **_: Any) -> Iterator[bytes]:
        """What botocore reads a response with."""
        yield self._content


def _refuse(request: Any, status: int, code: str) -> AWSResponse:
    body = f'{{"__type": "com.amazonaws.dynamodb.v20120810#{code}", "message": "storm"}}'.encode()
    return AWSResponse(request.url, status, HTTPHeaders.from_dict({}), _Body(body))


def _without_waiting(response: Any, attempts: int, **_: Any) -> int | None:
    """Retry a refused call at once, as often as the SDK would: its pauses would only make the storm longer."""
    code = response[1].get("Error", {}).get("Code") if response else None
    return 0 if code in {THROTTLED, BROKEN} and attempts < SDK_ATTEMPTS else None
