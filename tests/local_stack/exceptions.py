"""What can go wrong with the local stage, in words that say what to do."""


class StageError(Exception):
    """The local stage cannot do what was asked; the message is for the person at the terminal."""


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


class TerraformError(StageError):
    """Terraform failed; the message holds its own errors."""
