"""What the storm's model makes of each request. Most are plain; a few go wrong, each in its own way."""

from dataclasses import dataclass
from enum import StrEnum

from bandup.jobs.kinds import Kind
from bandup.jobs.model import Status


class Nature(StrEnum):
    """What becomes of a request whenever the model is asked.

    BLOCKED, UNUSABLE and REFUSED never succeed. CRASHING ends its worker until an operator mends the cause and starts a
    redrive. The first answers to REPAIRED are unusable. What SUBJECT_GONE is about is deleted while it is judged.
    """

    PLAIN = "plain"
    BLOCKED = "blocked"
    UNUSABLE = "unusable"
    REFUSED = "refused"
    CRASHING = "crashing"
    REPAIRED = "repaired"
    SUBJECT_GONE = "subject gone"


@dataclass(frozen=True)
class End:
    """How a job must end.

    Attributes:
        status: its status.
        code: of its error, if it failed.
        charged: whether it holds its unit of the quota then.
    """

    status: Status
    code: str | None = None
    charged: bool = True


ENDS = {
    Nature.PLAIN: End(Status.COMPLETED),
    Nature.BLOCKED: End(Status.FAILED, "blocked", charged=False),
    Nature.UNUSABLE: End(Status.FAILED, "model_output_invalid"),
    Nature.REFUSED: End(Status.FAILED, "request_refused", charged=False),
    # Its unit was given back when it was closed; the redrive takes none.
    Nature.CRASHING: End(Status.COMPLETED, charged=False),
    Nature.REPAIRED: End(Status.COMPLETED),
    Nature.SUBJECT_GONE: End(Status.CANCELLED),
}

_RARE = {
    0: Nature.BLOCKED,
    1: Nature.BLOCKED,
    2: Nature.UNUSABLE,
    3: Nature.UNUSABLE,
    4: Nature.REFUSED,
    5: Nature.CRASHING,
    6: Nature.REPAIRED,
    7: Nature.SUBJECT_GONE,
}
"""By the number of the request, modulo a hundred."""


def find_nature(number: int, kind: Kind) -> Nature:
    """The nature of a request by its number; only what has a subject can lose it."""
    nature = _RARE.get(number % 100, Nature.PLAIN)
    return Nature.PLAIN if nature is Nature.SUBJECT_GONE and not kind.subject else nature
