"""A function version, as far as running it needs to know, and what a runtime must be able to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from .console import Console


@dataclass(frozen=True)
class Function:
    """One version of one function.

    Attributes:
        name: the function's name.
        version: `$LATEST` or a number.
        image_uri: its image reference.
        memory_mb: resident memory above which the runtime is killed.
        timeout_seconds: time after which the runtime is killed.
        environment: the variables that the runtime gets, without the address of the Runtime API.
    """

    name: str
    version: str
    image_uri: str
    memory_mb: int
    timeout_seconds: int
    environment: Mapping[str, str]


class Runtime(Protocol):
    """A started runtime. It reports its own end, whoever caused it, to the callback that it was started with."""

    console: Console

    def settle(self) -> None:
        """Wait until what it has written so far can be read from its console."""
        ...

    def peak_mb(self) -> int | None:
        """Highest resident memory so far, in MB, or None if it is not known."""
        ...

    def kill(self) -> None:
        """End it at once, with all that it started; returns when it is gone."""
        ...


class Launch(Protocol):
    """Starts a runtime for `function`.

    Args:
        function: what to run.
        api_address: `host:port` of its Runtime API.
        folder: an empty private folder, deleted by the caller when the runtime is gone.
        on_exit: called once, from another thread, with Lambda's wording of how it ended.

    Raises:
        RuntimeUnavailableError: its image or folder is not there.
    """

    def __call__(
        self, function: Function, api_address: str, folder: Path, on_exit: Callable[[str], None]
    ) -> Runtime: ...


class RuntimeUnavailableError(Exception):
    """A function cannot start, for want of its image, its code or its environment."""


def exit_reason(status: int) -> str:
    """A process's exit status in Lambda's words.

    Args:
        status: as `subprocess` has it: negative is the number of the signal that ended it.
    """
    if status == 0:
        return "Runtime exited without providing a reason"
    if status < 0:
        return f"Runtime exited with error: signal: {'killed' if status == -9 else -status}"
    return f"Runtime exited with error: exit status {status}"
