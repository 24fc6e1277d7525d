"""Interviews as an export holds them."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bandup.interview.store import InterviewStore


def whole_interviews(interviews: InterviewStore, user_id: str) -> Iterator[dict[str, Any]]:
    """Every session of one owner with all its turns, under `messages`; newest first."""
    for listed in interviews.all_sessions(user_id):
        session = interviews.get_owned(listed.session_id, user_id)
        yield asdict(session) | {"messages": [asdict(turn) for turn in interviews.all_turns(session)]}
