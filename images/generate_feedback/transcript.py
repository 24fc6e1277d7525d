"""The interview as it is judged: who said what, as data that can open or close nothing in the prompt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from bandup.core.folding import FoldedText
from bandup.interview.model import Move, Role, Session, Turn
from bandup.interview.store import InterviewStore
from bandup.models.orders import Place, find_orders
from bandup.models.sanitize import SanitizedText, Sanitizer

from .word_boundaries import count_words

sanitize = Sanitizer("interview", "job_description", "turn", "to_judge")


@dataclass(frozen=True)
class Line:
    """One turn.

    Attributes:
        turn: its number in the interview.
        role: who spoke.
        original: what was said, as it is stored.
        sanitized: the same as the model may see it.
        is_aside: whether it is a turn of the candidate's that answers no question, by what is said around it.
    """

    turn: int
    role: Role
    original: str
    sanitized: SanitizedText
    is_aside: bool = False

    @property
    def is_answer(self) -> bool:
        """Whether the candidate said something in it: a letter or a digit at least."""
        spoken = self.role is Role.CANDIDATE and not self.is_aside
        return spoken and any(map(str.isalnum, self.sanitized.text))

    @cached_property
    def folded(self) -> FoldedText:
        """What the model may see, to look for quotes in."""
        return FoldedText.of(self.sanitized.text)


@dataclass(frozen=True)
class Transcript:
    """A whole interview.

    Attributes:
        lines: every turn, in order.
        answers: what the candidate answered, by turn number; only this is judged and quoted.
    """

    lines: tuple[Line, ...]
    answers: Mapping[int, Line]

    @classmethod
    def of(cls, turns: Iterable[Turn]) -> "Transcript":
        """The transcript of stored turns.

        What was said before the first question is no answer, such as an introduction or a description of the job; nor
        is what asks the interviewer something, whether that was clarified or was the candidate's turn to ask.
        """
        said = list(turns)
        aside = {turn.turn - 1 for turn in said if turn.move in (Move.OPENING, Move.CLARIFY)}
        aside |= {turn.turn + 1 for turn in said if turn.move is Move.CANDIDATE_QUESTIONS}
        lines = tuple(
            Line(turn.turn, turn.role, turn.content, sanitize(turn.content), turn.turn in aside) for turn in said
        )
        return cls(lines, {line.turn: line for line in lines if line.is_answer})

    def find_orders(self, named: Sequence[str] = ()) -> dict[int, tuple[Place, ...]]:
        """Where answers give orders to the judge, by turn number; turns that do not are left out.

        Args:
            named: what the model says are orders, see `bandup.models.orders.find_orders`.
        """
        found = {turn: find_orders(line.sanitized, named) for turn, line in self.answers.items()}
        return {turn: places for turn, places in found.items() if places}

    def count_words(self, orders: Mapping[int, Sequence[Place]]) -> int:
        """How many words the answers have together. What gives orders answers nothing.

        Args:
            orders: as `find_orders` gives them.
        """
        ordering = (
            line.original[slice(*place)] for turn, line in self.answers.items() for place in orders.get(turn, ())
        )
        said = sum(count_words(line.sanitized.text) for line in self.answers.values())
        return said - sum(map(count_words, ordering))

    def find_question_before(self, turn: int) -> str:
        """What the interviewer said last before this turn; empty if nothing."""
        asked = [line.original for line in self.lines if line.turn < turn and line.role is Role.INTERVIEWER]
        return asked[-1] if asked else ""


def read_transcript(interviews: InterviewStore, session: Session) -> Transcript:
    """The interview as its header knows it: turns that were added since then make feedback outdated."""
    return Transcript.of(takewhile(lambda turn: turn.turn <= session.turns, interviews.all_turns(session)))
