"""What can go wrong with the local stage, in words that say what to do."""

from ops.exceptions import OperatorError


class StageError(OperatorError):
    """The local stage cannot do what was asked."""


class PortInUseError(StageError):
    """A port that the stage needs is taken.

    Args:
        port: its number.
        holder: the program that listens on it, or None if the system does not tell.
        variable: the environment variable that chooses another port.
    """

    def __init__(self, port: int, holder: str | None, variable: str) -> None:
        super().__init__(
            f"port {port} is in use by {holder or 'another program'}: stop it, or set {variable} to a free port"
        )
        self.port = port
