"""What else than skill moves a rating: how demanding an interview was, and of which kind."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from bandup.interview.model import Difficulty

from .feedback_history import SessionFeedback

MIN_SESSIONS: Final = 5
"""A category with fewer sessions has no level of its own: it would cost more than it tells."""

MAX_CATEGORIES: Final = 4
"""As many as have a name in the interviewer. Candidates name others themselves, in any number."""

REST: Final = ""
"""All that has no level of its own."""


def find_conditions(analyzed: Sequence[SessionFeedback]) -> dict[str, list[str]]:
    """The conditions by name, each with its value in each session."""
    return {
        "difficulty": [_name_difficulty(session.difficulty) for session in analyzed],
        "category": _name_categories([session.category.casefold().strip() for session in analyzed]),
    }


def _name_difficulty(difficulty: str) -> str:
    return difficulty if difficulty in Difficulty.__members__ else REST


def _name_categories(categories: Sequence[str]) -> list[str]:
    frequent = Counter(categories).most_common(MAX_CATEGORIES)
    enough = {category for category, sessions in frequent if sessions >= MIN_SESSIONS}
    return [category if category in enough else REST for category in categories]
