"""A started runtime together with what it needs: its Runtime API, its console, its private folder."""

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

from .function import Function, Launch
from .runtime_api import Answered, Closed, Event, Exited, InitFailed, Invocation, Ready, RuntimeApi

INIT_SECONDS = 120.0
"""Longest start of a runtime. Lambda allows 10 s; a container's first start on a busy machine takes longer."""


@dataclass(frozen=True)
class TimedOut:
    """The runtime neither answered nor ended within `seconds`."""

    seconds: float


Outcome = Answered | InitFailed | Exited | Closed | TimedOut


class Session:
    """One runtime, from its start to its end.

    Args:
        function: what it runs.
        launch: starts it.

    Raises:
        RuntimeUnavailableError: there is nothing to start.
    """

    def __init__(self, function: Function, launch: Launch) -> None:
        self.used = False
        self._events: SimpleQueue[Event] = SimpleQueue()
        self._folder = Path(tempfile.mkdtemp(prefix=f"{function.name}-"))
        self._api = RuntimeApi(self._events)
        try:
            self._runtime = launch(function, self._api.address, self._folder, self._end_session)
        except BaseException:
            self._release()
            raise

    def wait_ready(self) -> Ready | Outcome:
        """Wait until the runtime asks for work, or fails to."""
        return self._next(INIT_SECONDS, lambda event: not isinstance(event, Answered))

    def run(self, invocation: Invocation, timeout: float) -> Outcome:
        """Hand over an invocation to the ready runtime, and wait for what comes of it.

        Args:
            invocation: what to do.
            timeout: seconds, from now: how long the runtime took to start is not the handler's loss.
        """
        self.used = True
        self._api.offer(invocation, deadline_ms=int((time.time() + timeout) * 1000))
        outcome = self._next(
            timeout, lambda event: not isinstance(event, Answered) or event.request_id == invocation.request_id
        )
        if isinstance(outcome, Ready):  # the runtime asked for more without an answer
            return Exited("Runtime asked for the next invocation without answering this one")
        return outcome

    def log_lines(self) -> list[str]:
        """What the runtime wrote since the last call."""
        self._runtime.settle()
        return self._runtime.console.take()

    def peak_mb(self) -> int | None:
        """Highest resident memory so far, in MB, if known."""
        return self._runtime.peak_mb()

    def kill(self) -> None:
        """End the runtime; its console can still be read."""
        self._runtime.kill()

    def close(self) -> None:
        """End the runtime and delete its folder; whoever waits for it gets `Closed`."""
        self._events.put(Closed())
        self._runtime.kill()
        self._release()

    def _release(self) -> None:
        self._api.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _end_session(self, reason: str) -> None:
        self._events.put(Exited(reason))

    def _next(self, seconds: float, wanted: Callable[[Event], bool]) -> Event | TimedOut:
        deadline = time.monotonic() + seconds
        while True:
            try:
                event = self._events.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                return TimedOut(seconds)
            if wanted(event):
                return event
