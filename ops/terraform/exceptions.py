"""What can go wrong with Terraform."""

from ops.exceptions import OperatorError


class TerraformError(OperatorError):
    """Terraform failed; the message holds its own errors."""


class StateLockedError(TerraformError):
    """Another run holds the state; nothing was changed."""


class UnknownStageError(TerraformError):
    """There is no stage of that name; the message names those that there are."""
