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
    """How far an interview has come.

    Attributes:
        answers: how often the candidate has spoken, the latest message included.
        follow_ups: follow-ups since the current topic was opened.
        topics: what was asked about, in that order.
        is_opening: whether the interviewer has not said anything yet.
    """

    answers: int
    follow_ups: int
    topics: Sequence[str]
    is_opening: bool

    @classmethod
    def of(cls, session: Session, recent: Sequence[Turn], message: str | None) -> "Plan":
        """The plan for the next turn of a session.

        Args:
            session: its header.
            recent: its last turns, oldest first.
            message: the candidate's latest message, or None.
        """
        moves = [turn.move for turn in recent if turn.role is Role.INTERVIEWER]
        follow_ups = next((back for back, move in enumerate(reversed(moves)) if move is not Move.FOLLOW_UP), len(moves))
        return cls(
            answers=session.turns // 2 + (message is not None),
            follow_ups=follow_ups,
            topics=session.topics,
            is_opening=session.turns == 0,
        )

    @property
    def is_complete(self) -> bool:
        """Whether the planned length is reached."""
        return self.answers >= PLANNED_ANSWERS

    @property
    def allowed_moves(self) -> frozenset[Move]:
        """What the interviewer may do. An early closing must show the candidate's wish, see `Interviewer`."""
        if self.is_opening:
            return frozenset({Move.OPENING})
        if self.is_complete:
            return frozenset({Move.CLOSING})
        deeper = {Move.FOLLOW_UP} if self.follow_ups < MAX_FOLLOW_UPS else set()
        return frozenset({Move.NEXT_TOPIC, Move.CLOSING, *deeper})
