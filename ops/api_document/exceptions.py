"""What can be wrong with the API's document."""

from ops.exceptions import OperatorError


class ApiDocumentError(OperatorError):
    """The document has a fault, or a tool cannot make of it what it should."""
