"""What one check found."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """AWS does not say. A deployment may go on; the operator should look."""


@dataclass(frozen=True)
class Finding:
    """One line of the table.

    Attributes:
        status: how it ended.
        found: what is there, one sentence.
        to_do: what the operator does about it; '' where nothing is to be done.
    """

    status: Status
    found: str
    to_do: str = ""

    @classmethod
    def of_pass(cls, found: str) -> "Finding":
        """All is as it must be."""
        return cls(Status.PASSED, found)

    @classmethod
    def of_failure(cls, found: str, to_do: str) -> "Finding":
        """A deployment, or the stage after it, would not work."""
        return cls(Status.FAILED, found, to_do)

    @classmethod
    def of_unknown(cls, found: str, to_do: str) -> "Finding":
        """AWS does not say."""
        return cls(Status.UNKNOWN, found, to_do)
