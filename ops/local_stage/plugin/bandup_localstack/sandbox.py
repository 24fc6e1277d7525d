"""One execution environment: runs one invocation at a time, and a new runtime after each crash, as Lambda does."""

import time
from dataclasses import dataclass

from .function import Function, Launch
from .report import Usage, invocation_log, outcome_payload, outcome_remark
from .runtime_api import Answered, Exited, Invocation, Ready
from .session import Outcome, Session


@dataclass(frozen=True)
class Result:
    """What Invoke returns: the handler's answer or an error object, and the log of this invocation."""

    payload: bytes
    is_error: bool
    log: str


class Sandbox:
    """An execution environment.

    Args:
        function: what it runs.
        launch: starts a runtime.
    """

    def __init__(self, function: Function, launch: Launch) -> None:
        self._function = function
        self._launch = launch
        self._session: Session | None = None

    def start(self) -> None:
        """Start the runtime and return at once: what goes wrong is told by the first invocation, with its log.

        Raises:
            RuntimeUnavailableError: there is nothing to start.
        """
        self._session = Session(self._function, self._launch)

    def invoke(self, invocation: Invocation) -> Result:
        """Run the handler once; what the handler or its runtime does wrong is in the result.

        Raises:
            RuntimeUnavailableError: the runtime had ended, and there is nothing to start anew.
        """
        began = time.monotonic()
        session, cold, state = self._awake()
        ready = time.monotonic()
        timeout = self._function.timeout_seconds
        outcome = session.run(invocation, timeout) if isinstance(state, Ready) else state
        ended = time.monotonic()
        if not isinstance(outcome, Answered):
            session.kill()
        payload, is_error = outcome_payload(outcome, invocation.request_id)
        usage = Usage(
            seconds=ended - ready,
            init_seconds=ready - began if cold else None,
            memory_mb=self._function.memory_mb,
            peak_mb=session.peak_mb(),
        )
        lines = session.log_lines() + outcome_remark(outcome, invocation.request_id)
        if not isinstance(outcome, Answered):
            self.close()
        return Result(payload, is_error, invocation_log(invocation.request_id, self._function.version, lines, usage))

    def close(self) -> None:
        """End the runtime and delete its folder; a running invocation ends with an error."""
        session, self._session = self._session, None
        if session:
            session.close()

    def _awake(self) -> tuple[Session, bool, Ready | Outcome]:
        """A session, whether it is a new one, and whether it is ready or why not."""
        if self._session and self._session.used:
            state = self._session.wait_ready()
            if not isinstance(state, Exited):
                return self._session, False, state
            self.close()  # it ended between two invocations, which is no error of the next
        if self._session is None:
            self.start()
        assert self._session is not None
        return self._session, True, self._session.wait_ready()
