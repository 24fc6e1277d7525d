"""The feedback of all sessions of a user, which skills are computed from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from bandup.interview.exceptions import DamagedRecordError
from bandup.interview.model import Session
from bandup.interview.ratings import read_ratings

Kind = Literal["strength", "weakness"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One strength or weakness of one session.

    Attributes:
        kind: which of the two.
        label: the skill in the words of the feedback.
        session_id: the session.
        turn: the turn that shows it.
        quote: the words in that turn.
        skill_id: which skill the feedback says it is; None in feedback from before it said so.
    """

    kind: Kind
    label: str
    session_id: str
    turn: int
    quote: str
    skill_id: str | None = None


@dataclass(frozen=True, slots=True)
class SessionFeedback:
    """What the latest feedback of one session says.

    Attributes:
        session_id: the session.
        ts: when it began, in epoch milliseconds.
        category: the kind of interview, possibly in the candidate's own words.
        difficulty: how demanding it was.
        ratings: by skill, 0 to 10.
        mentions: strengths and weaknesses.
    """

    session_id: str
    ts: int
    category: str
    difficulty: str
    ratings: Mapping[str, Decimal]
    mentions: tuple[Mention, ...]


@dataclass
class FeedbackHistory:
    """All sessions of one user.

    Attributes:
        analyzed: those with feedback, oldest first.
        without_feedback: how many have none yet.
        skipped: how many have one that cannot be read.
    """

    analyzed: list[SessionFeedback] = field(default_factory=list)
    without_feedback: int = 0
    skipped: int = 0


def read_history(newest_first: Iterable[Session]) -> FeedbackHistory:
    """Read the sessions; one that is damaged is counted, and hides no other."""
    history = FeedbackHistory()
    for session in newest_first:
        try:
            feedback = _read_feedback(session)
        except DamagedRecordError:
            history.skipped += 1
            continue
        if feedback is None:
            history.without_feedback += 1
        else:
            history.analyzed.append(feedback)
    history.analyzed.reverse()
    return history


def _read_feedback(session: Session) -> SessionFeedback | None:
    ratings = read_ratings(session)
    if ratings is None:
        return None
    mentions = tuple(_read_mention(session.session_id, skill) for skill in session.skills)
    return SessionFeedback(session.session_id, session.ts, session.category, session.difficulty, ratings, mentions)


def _read_mention(session_id: str, stored: Any) -> Mention:
    match stored:
        case {"kind": "strength" | "weakness" as kind, "label": str(label), "turn": int(turn), "quote": str(quote)}:
            skill_id = stored.get("skill_id")
            if label.strip() and (skill_id is None or isinstance(skill_id, str)):
                return Mention(kind, label, session_id, turn, quote, skill_id)
    raise DamagedRecordError
