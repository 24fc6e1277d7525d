"""What goes wrong: throttles below the SDK's own retries, and invocations that end in the middle of a call."""

import random
import threading
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

MAX_STEPS = 80
"""A killed invocation ends at one of its first steps; ten messages take about this many."""


class Faults:
    """The storm's dice. Every thread has its own fuse: how many steps its invocation still has.

    Args:
        weather: how often what happens.
        seed: makes the dice fall the same way again, as far as threads allow it.
    """

    def __init__(self, weather: Weather, seed: int) -> None:
        self._weather = weather
        self._dice = random.Random(seed)  # dice, not keys
        self._here = threading.local()
        self._lock = threading.Lock()
        self.throttled = 0
        self.killed = 0

    @contextmanager
    def invocation(self) -> Iterator[None]:
        """One invocation, which may be killed at any of its steps."""
        self._here.inside = True
        self._here.steps = self._dice.randint(1, MAX_STEPS) if self.happens(self._weather.kills) else None
        try:
            yield
        except KilledError:
            with self._lock:
                self.killed += 1
        finally:
            self._here.inside = False

    def happens(self, share: float) -> bool:
        """Whether something happens that happens this often."""
        return self._dice.random() < share

    def step(self) -> None:
        """One step of an invocation: before a call, or after it took effect.

        Raises:
            KilledError: it was the last.
        """
        if not self._inside or self._here.steps is None:
            return
        self._here.steps -= 1
        if self._here.steps == 0:
            raise KilledError

    @property
    def _inside(self) -> bool:
        """Whether this thread is in an invocation: preparing and checking meet no storm."""
        return getattr(self._here, "inside", False)

    def beset(self, client: "DynamoDBClient") -> None:
        """Let a client meet the storm."""
        # The stubs know of no handler that returns something.
        events: Any = client.meta.events
        events.register("before-send.dynamodb", self._before_sending)
        events.register("response-received.dynamodb", lambda **_: self.step())
        events.register_first("needs-retry.dynamodb", _without_waiting)

    def _before_sending(self, request: Any, **_: Any) -> AWSResponse | None:
        self.step()
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
