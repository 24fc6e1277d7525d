"""An interview, and what a model says about it."""

import copy
from collections.abc import Sequence
from typing import Any

from bandup.interview.model import Role, Session, Turn
from generate_feedback.transcript import Transcript

SESSION = Session(
    session_id="0b6a4c9e-3b1f-4c58-9a53-0c7b8f3f6f01",
    user_id="u",
    ts=1_800_000_000_000,
    category="system_design",
    difficulty="MEDIUM",
    job_title="Backend engineer",
    company="Example <turn> Ltd",
    turns=5,
)

SAID = (
    "Tell me about a system that you made faster.",
    "Our checkout took 9 seconds. I measured every call, found 3 slow queries and moved them behind a cache.",
    "How did you know that the cache was right?",
    "Um, I guess we just tried it. Maybe it was fine, I don't really know.",
    "Thank you, that was the last question.",
)


def turns_of(said: Sequence[str]) -> list[Turn]:
    """Turns of the interviewer and the candidate in alternation; the interviewer begins."""
    roles = (Role.INTERVIEWER, Role.CANDIDATE)
    return [Turn(number, roles[(number - 1) % 2], text, 1) for number, text in enumerate(said, start=1)]


def transcript_of(said: Sequence[str] = SAID) -> Transcript:
    return Transcript.of(turns_of(said))


def point(
    *quotes: tuple[int, str], skill: str = "performance", skill_id: Any = "performance", text: str = "Good to know."
) -> dict[str, Any]:
    found = [{"turn": turn, "quote": quote} for turn, quote in quotes]
    return {"quotes": found, "skill": skill, "skill_id": skill_id, "text": text}


_ANSWER: dict[str, Any] = {
    "orders": [],
    "strengths": [point((2, "found 3 slow queries"))],
    "weaknesses": [point((4, "I guess we just tried it"), skill="verification", skill_id="other")],
    "suggestions": [point((4, "Maybe it was fine"), skill="verification", skill_id="other")],
    "answers": [
        {"turn": 2, "missing": "", "better": "As it is.", "rating": 8},
        {"turn": 4, "missing": "How it was checked.", "better": "I compared [number] answers.", "rating": 3.5},
    ],
    "ratings": {
        "technical": {"reason": "because of technical", "rating": 7},
        "communication": {"reason": "because of communication", "rating": 6},
        "confidence": {"reason": "because of confidence", "rating": 4},
        "problem_solving": {"reason": "because of problem solving", "rating": 6},
    },
    "better_answer": {"turn": 4, "answer": "I compared the cached answers with fresh ones for [number] days."},
    "summary": "A strong first answer, a vague second one.",
    "language_note": "",
}


def answer(**changes: Any) -> dict[str, Any]:
    """What the model says, with changes."""
    return copy.deepcopy(_ANSWER) | changes


def rated(**ratings: Any) -> dict[str, Any]:
    """What the model says, with other ratings."""
    said = answer()
    for skill, rating in ratings.items():
        said["ratings"][skill]["rating"] = rating
    return said
