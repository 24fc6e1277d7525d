"""How far an interview has come, and what the interviewer may do next. The model chooses only among this."""

from collections.abc import Sequence
from dataclasses import dataclass

from bandup.interview.model import Move, Role, Session, Turn

PLANNED_ANSWERS = 30
"""Answers after which an interview is closed: 45 minutes at a minute and a half each."""

MAX_FOLLOW_UPS = 2
"""Questions in a row that go deeper into one topic. A third one seldom brings out what two did not."""


@dataclass(frozen=True)
class Plan:
    """Where an interview stands.

    Attributes:
        answers: what the candidate has said so far, the message at hand included.
        follow_ups: follow-ups since the current topic was opened.
        topics: what was asked about, in that order.
        opening: whether the interviewer has not said anything yet.
    """

    answers: int
    follow_ups: int
    topics: Sequence[str]
    opening: bool

    @classmethod
    def of(cls, session: Session, recent: Sequence[Turn], said: str | None) -> "Plan":
        """The plan of a session.

        Args:
            session: its header.
            recent: its last turns, oldest first.
            said: the message at hand, or None.
        """
        moves = [turn.move for turn in recent if turn.role is Role.INTERVIEWER]
        follow_ups = next((back for back, move in enumerate(reversed(moves)) if move is not Move.FOLLOW_UP), len(moves))
        return cls(
            answers=session.turns // 2 + (said is not None),
            follow_ups=follow_ups,
            topics=session.topics,
            opening=session.turns == 0,
        )

    @property
    def complete(self) -> bool:
        """Whether the planned length is reached."""
        return self.answers >= PLANNED_ANSWERS

    @property
    def moves(self) -> frozenset[Move]:
        """What the interviewer may do. An early closing must show the candidate's wish, see `Interviewer`."""
        if self.opening:
            return frozenset({Move.OPENING})
        if self.complete:
            return frozenset({Move.CLOSING})
        deeper = {Move.FOLLOW_UP} if self.follow_ups < MAX_FOLLOW_UPS else set()
        return frozenset({Move.NEXT_TOPIC, Move.CLOSING, *deeper})
