"""The ratings in a session's header, checked as strictly when they are read as when they were written."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from bandup.interview.exceptions import DamagedRecordError
from bandup.interview.model import Session

RATED_SKILLS: Final = ("technical", "communication", "confidence", "problem_solving", "overall")
"""What is rated, from 0 to 10. The last one follows from the others."""

HIGHEST_RATING: Final = 10

RATING_STEP: Final = 0.5
"""Ratings come in steps of this size."""


def read_ratings(session: Session) -> dict[str, Decimal] | None:
    """The ratings of the latest feedback by skill, each from 0 to 10, or None if there is no feedback yet.

    Raises:
        DamagedRecordError: there are ratings, but they cannot be what was once written.
    """
    if session.ratings is None:
        return None
    if not isinstance(session.ratings, Mapping):
        raise DamagedRecordError
    return {skill: _check_rating(session.ratings.get(skill)) for skill in RATED_SKILLS}


def _check_rating(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 <= value <= HIGHEST_RATING:
        raise DamagedRecordError
    return Decimal(value)
