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
    """

    kind: Kind
    label: str
    session_id: str
    turn: int
    quote: str


@dataclass(frozen=True, slots=True)
class SessionFeedback:
    """What the latest feedback of one session says.

    Attributes:
        ts: when the session began, in epoch milliseconds.
        ratings: by skill, 0 to 10.
        mentions: strengths and weaknesses.
    """

    ts: int
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
    return SessionFeedback(
        session.ts, ratings, tuple(_read_mention(session.session_id, skill) for skill in session.skills)
    )


def _read_mention(session_id: str, stored: Any) -> Mention:
    match stored:
        case {"kind": "strength" | "weakness" as kind, "label": str(label), "turn": int(turn), "quote": str(quote)}:
            if label.strip():
                return Mention(kind, label, session_id, turn, quote)
    raise DamagedRecordError
