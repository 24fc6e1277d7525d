"""Ratings as a session's header holds them, read back as strictly as they were written."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from bandup.interview.exceptions import DamagedRecordError
from bandup.interview.model import Session

SKILLS: Final = ("technical", "communication", "confidence", "problem_solving", "overall")
"""What is rated, from 0 to 10; the last one follows from the others."""

HIGHEST: Final = 10


def ratings_of(session: Session) -> dict[str, Decimal] | None:
    """The ratings of the latest feedback by skill, each from 0 to 10, or None if there is no feedback yet.

    Raises:
        DamagedRecordError: there are ratings, but they cannot be what was once written.
    """
    if session.ratings is None:
        return None
    if not isinstance(session.ratings, Mapping):
        raise DamagedRecordError
    return {skill: _rating(session.ratings.get(skill)) for skill in SKILLS}


def _rating(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 <= value <= HIGHEST:
        raise DamagedRecordError
    return Decimal(value)
