"""Calls of Google's SDK with a limit of time."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import httpx2
from google.genai import errors

from bandup.models import classify, gemini_wire

T = TypeVar("T")


class BoundedCalls:
    """Runs the SDK's asynchronous calls, one at a time, from one thread.

    Only a cancelled task limits the time of a whole call. The SDK's synchronous time-outs limit each read, which a
    server that sends one byte at a time never exceeds. All calls use one event loop, so that connections are kept.
    """

    def __init__(self) -> None:
        self._runner = asyncio.Runner()

    def run(self, call: Callable[[], Coroutine[Any, Any, T]], seconds: float) -> T:
        """The result of `call`, or its error in one of our classes.

        Args:
            call: starts the call.
            seconds: how long it may take in all.

        Raises:
            WorkError: the call failed or took too long.
        """

        async def call_in_time() -> T:
            async with asyncio.timeout(seconds):
                return await call()

        try:
            return self._runner.run(call_in_time())
        except errors.APIError as error:
            raise gemini_wire.classify_error(error) from error
        except (OSError, httpx2.HTTPError) as error:
            raise classify.unreachable_error() from error

    def close(self) -> None:
        self._runner.close()
