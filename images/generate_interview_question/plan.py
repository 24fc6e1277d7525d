"""How far an interview has come, and what the interviewer may do next. The model chooses only among this."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bandup.interview.categories import SYSTEM_DESIGN
from bandup.interview.model import MAX_CLARIFICATIONS, Difficulty, Move, Role, Session, Turn

FEWEST_QUESTIONS: Final = 3
"""Fewer are no interview, and have no room for the candidate's own questions."""

MOST_QUESTIONS: Final = 30
DEFAULT_QUESTIONS: Final = 8

MINUTES_PER_QUESTION: Final = 1.5
"""To read a question and to speak an answer to it."""

FEWEST_MINUTES: Final = 5
MOST_MINUTES: Final = 45
"""What the fewest and the most questions take."""

MAX_FOLLOW_UPS: Final = 2
"""Questions in a row that go deeper into one topic. A third one seldom brings out what two did not."""

STAGES: Final = ("requirements", "estimates", "design", "bottlenecks", "trade-offs")
"""What a system-design interview goes through. It stays on one problem meanwhile."""

MAX_STAGE_FOLLOW_UPS: Final = 6
"""One for each stage, and one more for the stage that needs it."""


def count_questions(minutes: int) -> int:
    """How many questions fit into so many minutes."""
    return max(FEWEST_QUESTIONS, min(MOST_QUESTIONS, int(minutes / MINUTES_PER_QUESTION)))


def count_follow_ups(recent: Sequence[Turn]) -> int:
    """The follow-ups since a topic was opened, for a session whose header does not count them."""
    moves = [turn.move for turn in recent if turn.role is Role.INTERVIEWER]
    return next((back for back, move in enumerate(reversed(moves)) if move is not Move.FOLLOW_UP), len(moves))


@dataclass(frozen=True)
class Plan:
    """How far an interview has come.

    Attributes:
        planned: answers after which no further question is asked.
        answers: how often the candidate has answered, the latest message included if it is an answer.
        follow_ups: follow-ups since the current topic was opened.
        clarifications: clarifications in a row, up to the latest message.
        is_invited: whether the candidate was asked for questions of their own.
        topics: what was asked about, in that order.
        focus: what the candidate wants to be asked about, in that order.
        stages: what the interview goes through on one problem; empty if each topic stands for itself.
        level: how demanding the last question was, or the first one is to be.
        is_opening: whether the interviewer has not said anything yet.
        is_adaptive: whether questions get easier and harder with the answers.
    """

    planned: int
    answers: int
    follow_ups: int = 0
    clarifications: int = 0
    is_invited: bool = False
    topics: Sequence[str] = ()
    focus: Sequence[str] = ()
    stages: Sequence[str] = ()
    level: Difficulty = Difficulty.MEDIUM
    is_opening: bool = False
    is_adaptive: bool = False

    @classmethod
    def of(cls, session: Session, message: str | None) -> "Plan":
        """The plan for the next turn of a session.

        Args:
            session: its header.
            message: the candidate's latest message, or None.
        """
        return cls(
            planned=session.planned,
            answers=session.answers + (message is not None and session.turns > 0 and not session.invited),
            follow_ups=session.follow_ups or 0,
            clarifications=session.clarifications,
            is_invited=session.invited,
            topics=session.topics,
            focus=session.focus,
            stages=STAGES if session.category == SYSTEM_DESIGN else (),
            level=_read_level(session.level or session.difficulty),
            is_opening=session.turns == 0,
            is_adaptive=session.adaptive,
        )

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left but the closing."""
        return self.is_invited or (self.planned < FEWEST_QUESTIONS and self.answers >= self.planned)

    @property
    def invites_questions(self) -> bool:
        """Whether it is the candidate's turn to ask: after the last answer, and before the closing."""
        return not self.is_complete and self.answers >= self.planned

    @property
    def max_follow_ups(self) -> int:
        """Follow-ups that one topic may have."""
        return MAX_STAGE_FOLLOW_UPS if self.stages else MAX_FOLLOW_UPS

    @property
    def focus_left(self) -> Sequence[str]:
        """What of the focus was not asked about: each topic takes one, in order. A problem with stages takes it all."""
        return () if self.stages else self.focus[len(self.topics) :]

    @property
    def allowed_moves(self) -> frozenset[Move]:
        """What the interviewer may do. An early closing must show the candidate's wish, see `Interviewer`."""
        if self.is_opening:
            return frozenset({Move.OPENING})
        if self.is_invited:
            # A question back is what was asked for, and not a clarification.
            return frozenset({Move.CLOSING})
        moves = {Move.CLOSING}
        if self.clarifications < MAX_CLARIFICATIONS:
            moves.add(Move.CLARIFY)
        if self.invites_questions:
            moves.add(Move.CANDIDATE_QUESTIONS)
        elif not self.is_complete:
            moves.add(Move.NEXT_TOPIC)
            if self._has_room_for_follow_up:
                moves.add(Move.FOLLOW_UP)
        return frozenset(moves)

    @property
    def _has_room_for_follow_up(self) -> bool:
        """Whether a follow-up leaves enough questions for the rest of the focus."""
        left = self.planned - self.answers
        return self.follow_ups < self.max_follow_ups and left > len(self.focus_left)


def _read_level(stored: str) -> Difficulty:
    """The difficulty that is stored; of a damaged header the middle one, which no interview should end by."""
    return Difficulty(stored) if stored in list(Difficulty) else Difficulty.MEDIUM
