"""A session and its turns as the review shows them, and how many of them fit into one answer."""

import json
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from bandup.interview.model import Session, Turn

PAGE_BYTES = 4_000_000
"""For the messages of one answer. Lambda passes on at most 6 MB (6,291,456 bytes). The rest is room for the header, the
feedback and its answers: three items of at most 400 KB, of which real ones have a tenth."""


def describe_session(session: Session) -> dict[str, Any]:
    """Everything of a session but its turns; what it does not have is left out."""
    fields = {
        "session_id": session.session_id,
        "ts": session.ts,
        "category": session.category,
        "difficulty": session.difficulty,
        "job_title": session.job_title,
        "company": session.company,
        "seniority": session.seniority,
        "resume_text": session.resume_text,
        "resume_text_id": session.resume_text_id,
        "job_description": session.job_description,
        "job_description_id": session.job_description_id,
        "language": session.language,
        "focus": list(session.focus) or None,
        "adaptive": session.adaptive,
        "retake_of": session.retake_of,
        "status": session.status.value,
        "turns": session.turns,
        "answers": session.answers,
        "planned": session.planned,
        "topics": list(session.topics),
        "last_ts": session.last_ts,
        "cost": {
            "usd": session.cost.usd,
            "input_tokens": session.cost.input_tokens,
            "output_tokens": session.cost.output_tokens,
        },
        "feedback": session.feedback,
        "feedback_timestamp": session.feedback_timestamp,
        "feedback_turns": session.feedback_turns,
        "feedback_outdated": session.feedback_outdated,
    }
    return {name: value for name, value in fields.items() if value is not None}


def describe_turn(turn: Turn) -> dict[str, Any]:
    """One turn; `ts` is when it was stored."""
    fields = {
        "turn": turn.turn,
        "role": turn.role.value,
        "content": turn.content,
        "ts": turn.created_at,
        "topic": turn.topic,
        "move": turn.move.value if turn.move else None,
        "refers_to": turn.refers_to,
        "level": turn.level,
        "spoken": turn.spoken,
    }
    return {name: value for name, value in fields.items() if value is not None}


def fit_messages(messages: Sequence[Mapping[str, Any]], room: int = PAGE_BYTES) -> list[Mapping[str, Any]]:
    """The first messages that fit together, at least one.

    Args:
        messages: all that could be shown.
        room: bytes that they may take.
    """
    ends = accumulate(map(_measure, messages))
    return [
        each for position, (each, end) in enumerate(zip(messages, ends, strict=True)) if end <= room or not position
    ]


def _measure(message: Mapping[str, Any]) -> int:
    """Bytes in the function's answer: JSON in ASCII, as a string inside the JSON that Lambda is given."""
    return len(json.dumps(json.dumps(message, default=float)))  # what was measured is in decimal numbers
