"""What else than skill moves a rating: how demanding an interview was, and of which kind."""

from collections.abc import Sequence

from bandup.interview.feedback_history import SessionFeedback
from bandup.interview.model import Difficulty
from bandup.trends.frequent import REST, keep_frequent


def find_conditions(analyzed: Sequence[SessionFeedback]) -> dict[str, list[str]]:
    """The conditions by name, each with its value in each session.

    Candidates name categories themselves, in any number: rare ones have no level of their own.
    """
    return {
        "difficulty": [_name_difficulty(session.difficulty) for session in analyzed],
        "category": keep_frequent([session.category.casefold().strip() for session in analyzed]),
    }


def _name_difficulty(difficulty: str) -> str:
    return difficulty if difficulty in Difficulty.__members__ else REST
