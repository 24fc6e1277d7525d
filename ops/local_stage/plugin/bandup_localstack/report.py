"""What Lambda itself adds to an invocation: its error objects and its log lines."""

import json
import math
from dataclasses import dataclass
from datetime import UTC, datetime

from .runtime_api import Answered, Closed, Exited, InitFailed
from .session import Outcome, TimedOut

MAX_RESPONSE_BYTES = 6 * 1024 * 1024 + 100
"""Largest answer to a synchronous invocation: 6,291,556 bytes ("Lambda quotas", AWS Lambda Developer Guide)."""


@dataclass(frozen=True)
class Usage:
    """What one invocation took.

    Attributes:
        seconds: the handler's time.
        init_seconds: what the caller waited for the runtime to start, or None if it was warm.
        memory_mb: the function's memory size.
        peak_mb: highest resident memory of the runtime, or None if it is not known.
    """

    seconds: float
    init_seconds: float | None
    memory_mb: int
    peak_mb: int | None


def outcome_payload(outcome: Outcome, request_id: str) -> tuple[bytes, bool]:
    """What Invoke returns for an outcome: the payload, and whether it is an error."""
    match outcome:
        case Answered(payload=payload) if len(payload) > MAX_RESPONSE_BYTES:
            message = f"Response payload size exceeded maximum allowed payload size ({MAX_RESPONSE_BYTES} bytes)."
            return _error("Function.ResponseSizeTooLarge", message), True
        case Answered(payload=payload, is_error=is_error):
            return payload, is_error
        case InitFailed(payload=payload):
            return payload, True
        case Exited(reason=reason):
            return _error("Runtime.ExitError", f"RequestId: {request_id} Error: {reason}"), True
        case TimedOut(seconds=seconds):
            message = f"RequestId: {request_id} Error: Task timed out after {seconds:.2f} seconds"
            return _error("Sandbox.Timedout", message), True
        case Closed():
            message = f"RequestId: {request_id} Error: the execution environment was closed"
            return _error("Sandbox.Closed", message), True


def unavailable_payload(reason: str) -> bytes:
    """The error object of a function that has nothing to run."""
    return _error("Runtime.InvalidEntrypoint", reason)


def outcome_remark(outcome: Outcome, request_id: str) -> list[str]:
    """The log line that says why a runtime was ended, if it was."""
    match outcome:
        case TimedOut(seconds=seconds):
            now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            return [f"{now} {request_id} Task timed out after {seconds:.2f} seconds"]
        case Exited(reason=reason):
            return [f"RequestId: {request_id} Error: {reason}"]
        case _:
            return []


def invocation_log(request_id: str, version: str, lines: list[str], usage: Usage) -> str:
    """The log of one invocation, from START to REPORT."""
    report = [
        f"REPORT RequestId: {request_id}",
        f"Duration: {usage.seconds * 1000:.2f} ms",
        f"Billed Duration: {math.ceil(usage.seconds * 1000)} ms",
        f"Memory Size: {usage.memory_mb} MB",
    ]
    if usage.peak_mb is not None:
        report.append(f"Max Memory Used: {usage.peak_mb} MB")
    if usage.init_seconds is not None:
        report.append(f"Init Duration: {usage.init_seconds * 1000:.2f} ms")
    start, end = f"START RequestId: {request_id} Version: {version}", f"END RequestId: {request_id}"
    return "\n".join([start, *lines, end, "\t".join(report)])


def _error(error_type: str, message: str) -> bytes:
    return json.dumps({"errorType": error_type, "errorMessage": message}).encode()
