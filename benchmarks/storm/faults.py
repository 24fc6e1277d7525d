"""What goes wrong: throttles below the SDK's own retries, and invocations that end in the middle of a call."""

import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders

from .exceptions import KilledError
from .weather import Weather

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

THROTTLED = "ProvisionedThroughputExceededException"

SDK_ATTEMPTS = 4
"""As `bandup.core.aws.CONFIG` has it."""

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
    """

    def __init__(self, weather: Weather, seed: int) -> None:
        self._weather = weather
        self._dice = random.Random(seed)  # dice, not keys
        self._here = threading.local()
        self._lock = threading.Lock()
        self.throttled = 0
        self.kills: Counter[str] = Counter()

    @contextmanager
    def invocation(self) -> Iterator[None]:
        """One invocation, which may be killed at any of its steps."""
        self._here.inside = True
        self._here.end = self._choose_end() if self.happens(self._weather.kills) else None
        self._here.visits = self._dice.randint(1, MAX_VISITS)
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
        if not self._inside or not self.happens(self._weather.throttles):
            return None
        with self._lock:
            self.throttled += 1
        body = f'{{"__type": "com.amazonaws.dynamodb.v20120810#{THROTTLED}", "message": "storm"}}'.encode()
        return AWSResponse(request.url, 400, HTTPHeaders.from_dict({}), _Body(body))


class _Body:
    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, **_: Any) -> Iterator[bytes]:
        """What botocore reads a response with."""
        yield self._content


def _without_waiting(response: Any, attempts: int, **_: Any) -> int | None:
    """Retry a throttled call at once, as often as the SDK would: its pauses would only make the storm longer."""
    code = response[1].get("Error", {}).get("Code") if response else None
    return 0 if code == THROTTLED and attempts < SDK_ATTEMPTS else None
