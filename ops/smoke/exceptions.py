"""What can go wrong in a smoke test."""

from ops.exceptions import OperatorError


class SmokeError(OperatorError):
    """The stage can't be tested, or something that it must do it does not."""
