"""What can go wrong with the console, in words that say what to do."""

from ops.exceptions import OperatorError


class ConsoleError(OperatorError):
    """The console cannot be served or released as asked."""
