"""What keeps the checks from running at all."""

from ops.exceptions import OperatorError


class PreflightError(OperatorError):
    """The stage, or its settings, can't be read."""
