"""What can go wrong on a learner's way through the platform."""

from ops.exceptions import OperatorError


class JourneyError(OperatorError):
    """A file can't be sent, or a job did not end as it must."""
