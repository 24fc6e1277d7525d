"""A runtime's standard output and error, handed over in pieces: one per invocation."""

from pathlib import Path


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

    def take(self) -> list[str]:
        """The lines since the last call; a last line without its newline counts too."""
        with self.path.open("rb") as file:
            file.seek(self._taken)
            new = file.read()
        self._taken += len(new)
        return new.decode(errors="replace").splitlines()
