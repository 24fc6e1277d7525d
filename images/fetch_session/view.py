"""A session and its turns as the review shows them."""

from typing import Any

from bandup.interview.model import Session, Turn


def overview(session: Session) -> dict[str, Any]:
    """Everything of a session but its turns; what it does not have is left out."""
    shown = {
        "session_id": session.session_id,
        "ts": session.ts,
        "category": session.category,
        "difficulty": session.difficulty,
        "job_title": session.job_title,
        "company": session.company,
        "resume_text": session.resume_text,
        "status": session.status.value,
        "turns": session.turns,
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
    return {name: value for name, value in shown.items() if value is not None}


def message(turn: Turn) -> dict[str, Any]:
    """One turn; `ts` is when it was stored."""
    shown = {
        "turn": turn.turn,
        "role": turn.role.value,
        "content": turn.content,
        "ts": turn.created_at,
        "topic": turn.topic,
        "move": turn.move.value if turn.move else None,
    }
    return {name: value for name, value in shown.items() if value is not None}
