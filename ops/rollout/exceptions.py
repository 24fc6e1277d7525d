"""What can go wrong when a stage's images change, in words that say what to do."""

from ops.exceptions import OperatorError


class RolloutError(OperatorError):
    """The stage does not run what was asked for; the message is for the person at the terminal."""


class ApplyError(Exception):
    """Terraform could not apply or plan; the message holds its own words, the health check's answer among them."""
