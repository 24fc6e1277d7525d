"""One at a time: commands that would trip over each other."""

import fcntl
import getpass
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ops.exceptions import OperatorError


class LockedError(OperatorError):
    """Somebody else holds the lock; the message says who."""


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold a lock file, which ends with the process at the latest; wait for it as long as it takes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def claim_lock(path: Path, what: str, doing: str) -> Iterator[None]:
    """Hold a lock file as `hold_lock` does, or learn at once who holds it.

    Args:
        path: the lock file.
        what: what it guards, for the message.
        doing: what the holder does, for whoever comes second.

    Raises:
        LockedError: another process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise LockedError(f"{what} is in use: {_describe(file.read())}. Wait until that has ended.") from error
        file.truncate(0)
        since = datetime.now(UTC).isoformat(timespec="seconds")
        holder = {"who": getpass.getuser(), "host": socket.gethostname(), "pid": os.getpid(), "since": since}
        file.write(json.dumps(holder | {"doing": doing}))
        file.flush()
        yield


def _describe(text: str) -> str:
    try:
        holder = json.loads(text)
        return "{who} on {host} (process {pid}) runs {doing} since {since}".format(**holder)
    except (ValueError, KeyError, TypeError):
        return "another command holds its lock"  # it has only just begun
