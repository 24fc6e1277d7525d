"""How long the AWS calls of an invocation may take, so that it answers before it is killed.

A client's time limits are fixed when it is made. So they are short, and no call and no retry begins that might end
later than `ANSWER_SECONDS` before the invocation does. The limit is a context variable: threads that call AWS for an
invocation must be started in a copy of its context, as `bandup.models.pool.start_all` does.

Not bounded: the time of a name's resolution, and a body that arrives byte by byte; `read_body` bounds those of objects.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.exceptions import BotoCoreError

from bandup.core.clock import Deadline

if TYPE_CHECKING:
    from botocore.response import StreamingBody

ANSWER_SECONDS = 2.0
"""Kept back from every call, so that its failure can still be answered."""

CONNECT_SECONDS = 1.0
READ_SECONDS = 3.0
"""The longest single wait for a connection and for an answer. Usual answers take a hundredth of a second."""

CALL_SECONDS = CONNECT_SECONDS + READ_SECONDS
"""What one try may take in all."""

GATEWAY_SECONDS = 29.0
"""The gateway answers by itself after this time, however long the function may run."""

_CHUNK_BYTES = 1024 * 1024

_BUSY = re.compile("Throttl|Exceeded|TooMany|InProgress|NotComplete")
"""Codes of refusals that the SDK tries again."""

_LONGEST_PAUSE_SECONDS = 20.0
"""Of the SDK's standard mode, whose pauses double from 1 s, with full jitter."""

_deadline: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


class OutOfTimeError(BotoCoreError):
    """No time was left for a call, or for another try of it."""

    fmt = "no time was left"


def find_deadline(context: LambdaContext) -> Deadline:
    """When the runtime kills the invocation of a context."""
    return Deadline.after(context.get_remaining_time_in_millis() / 1000)


@contextmanager
def limit_calls(deadline: Deadline) -> Iterator[None]:
    """Let no AWS call inside end later than `ANSWER_SECONDS` before the deadline."""
    token = _deadline.set(deadline)
    try:
        yield
    finally:
        _deadline.reset(token)


@contextmanager
def keep_time_for_another_call() -> Iterator[None]:
    """End the AWS calls inside so early that one more may follow, which undoes what they did."""
    deadline = _deadline.get()
    token = _deadline.set(deadline and deadline.earlier(CALL_SECONDS))
    try:
        yield
    finally:
        _deadline.reset(token)


def has_time_for_call(pause: float = 0.0) -> bool:
    """Whether an AWS call may begin after `pause` seconds."""
    deadline = _deadline.get()
    return deadline is None or deadline.seconds_left() >= pause + CALL_SECONDS + ANSWER_SECONDS


def bound_client(client: Any) -> None:
    """Have a client refuse, with OutOfTimeError, what might take too long. Signing a URL or a form is no call."""
    client.meta.events.register("before-call", partial(_require_time, 0.0))
    client.meta.events.register("needs-retry", _require_time_for_retry)


def read_body(body: "StreamingBody") -> bytes:
    """All of an object's body.

    Raises:
        OutOfTimeError: it came too slowly.
    """
    read = bytearray()
    for chunk in body.iter_chunks(_CHUNK_BYTES):
        read += chunk
        _require_time(0.0)
    return bytes(read)


def _require_time(pause: float, **_: Any) -> None:
    if not has_time_for_call(pause):
        raise OutOfTimeError


def _require_time_for_retry(
    response: tuple[Any, Mapping[str, Any]] | None, attempts: int, caught_exception: Exception | None, **_: Any
) -> None:
    """Called by the SDK after each try, whatever came of it, and before it pauses for the next one."""
    if caught_exception is None and response is not None:
        status, code = response[0].status_code, str(response[1].get("Error", {}).get("Code", ""))
        if status < 500 and not _BUSY.search(code):
            return
    _require_time(min(_LONGEST_PAUSE_SECONDS, 2.0 ** (attempts - 1)))
