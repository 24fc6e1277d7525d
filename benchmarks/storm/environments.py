"""Execution environments side by side, some of which stand still while the storm's time goes on."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from bandup.core.clock import Deadline

from .clock import StormClock

MOST_STILL = 40
"""Environments that stand still at the same time; further ones go on."""

STEP_MS = 5_000
"""The least that time moves on."""

BEAT_STEP_MS = 15_000
"""The most that it moves on while hearts beat, as long as between two beats of `bandup.jobs.heartbeat`."""

BEAT_SECONDS = 0.05
"""Between two beats in real time."""

HANG_SECONDS = 30.0
"""What no beat takes."""


class Hearts:
    """Heartbeats, each a thread of its own."""

    def __init__(self) -> None:
        self._beaten: set[int] = set()
        self._changed = threading.Condition()

    def note(self) -> None:
        """The heart of this thread has just beaten."""
        with self._changed:
            self._beaten.add(threading.get_ident())
            self._changed.notify_all()

    def wait(self, count: int) -> None:
        """Wait until so many have beaten from now on, however busy the machine is."""
        with self._changed:
            self._beaten.clear()
            self._changed.wait_for(lambda: len(self._beaten) >= count, HANG_SECONDS)


@dataclass(eq=False)
class _Still:
    """An environment that stands still."""

    until: int
    heart: Deadline | None
    awake: threading.Event = field(default_factory=threading.Event)


class Environments:
    """Runs invocations, and moves the clock when nothing is left to do.

    Args:
        count: how many run at the same time, not counting those that stand still.
        clock: the storm's clock.

    Attributes:
        hearts: those that beat while their environments stand still.
    """

    def __init__(self, count: int, clock: StormClock) -> None:
        self._clock = clock
        self.hearts = Hearts()
        self._slots = threading.Semaphore(count)
        self._pool = ThreadPoolExecutor(count + MOST_STILL)
        self._changed = threading.Condition()
        self._busy = 0
        self._still: list[_Still] = []
        self._started: list[Future[None]] = []

    def close(self) -> None:
        self._pool.shutdown()

    @property
    def any_still(self) -> bool:
        """Whether an environment stands still."""
        with self._changed:
            return bool(self._still)

    def run(self, invocations: Iterable[Callable[[], None]]) -> None:
        """Run them, and those whose standing still is over, until each has ended or stands still.

        Raises:
            Exception: whatever one of them raised.
        """
        with self._changed:
            due = [each for each in self._still if each.until <= self._clock()]
            self._still = [each for each in self._still if each not in due]
            self._busy += len(due)
        for each in due:
            each.awake.set()
        for invocation in invocations:
            with self._changed:
                self._busy += 1
            self._started.append(self._pool.submit(self._run_one, invocation))
        with self._changed:
            self._changed.wait_for(lambda: self._busy == 0)
        ended = [future for future in self._started if future.done()]
        self._started = [future for future in self._started if future not in ended]
        for future in ended:
            future.result()

    def stand_still(self, seconds: float, heart: Deadline | None = None) -> bool:
        """Called by an invocation: nothing of it happens for so long, but for its heartbeat if there is one.

        Args:
            seconds: of the storm's time.
            heart: what its heart beats for. It is over once the job is lost: no beat is waited for any more.

        Returns:
            Whether it stood still: no more than some do at the same time.
        """
        still = _Still(self._clock() + round(1000 * seconds), heart)
        with self._changed:
            if len(self._still) >= MOST_STILL:
                return False
            self._still.append(still)
        self._slots.release()
        self._leave()
        still.awake.wait()
        self._slots.acquire()
        return True

    def pass_time(self, following: int | None) -> None:
        """Move the clock to `following` (epoch milliseconds), or to where an environment goes on before that."""
        now = self._clock()
        with self._changed:
            moments = [each.until for each in self._still]
            beats = sum(1 for each in self._still if each.heart is not None and each.heart.seconds_left())
        if following is not None:
            moments.append(following)
        target = max(min(moments, default=now), now + STEP_MS)
        self._clock.advance_to(min(target, now + BEAT_STEP_MS) if beats else target)
        if beats:
            self.hearts.wait(beats)

    def _run_one(self, invocation: Callable[[], None]) -> None:
        try:
            with self._slots:
                invocation()
        finally:
            self._leave()

    def _leave(self) -> None:
        with self._changed:
            self._busy -= 1
            self._changed.notify_all()
