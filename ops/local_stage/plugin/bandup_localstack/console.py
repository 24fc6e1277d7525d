"""A runtime's standard output and error, handed over in pieces: one per invocation."""

import re
import uuid
from pathlib import Path

_MARK = re.compile(rb"\x1e[0-9a-f]{32}\x1e")


def new_mark() -> bytes:
    """Bytes that no function writes; a console leaves them out of its lines."""
    return b"\x1e%s\x1e" % uuid.uuid4().hex.encode()


class Console:
    """The file that a runtime writes to.

    A file, not a pipe: what the handler wrote before it answered is in the file when the answer arrives, so no line is
    missed and none is handed over twice.

    Args:
        path: the file; it is created.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._taken = 0
        path.touch()

    def size(self) -> int:
        """Bytes written so far."""
        return self.path.stat().st_size

    def count(self, mark: bytes) -> int:
        """How often a mark has come since the last `take`."""
        return self._new().count(mark)

    def take(self) -> list[str]:
        """The lines since the last call; a last line without its newline counts too."""
        new = self._new()
        self._taken += len(new)
        return _MARK.sub(b"", new).decode(errors="replace").splitlines()

    def _new(self) -> bytes:
        with self.path.open("rb") as file:
            file.seek(self._taken)
            return file.read()
