"""From an interview so far to the interviewer's next words, checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bandup.core.deadline import Deadline
from bandup.interview.model import Move, Session, Turn
from bandup.models.port import JsonModel
from bandup.models.quotes import places
from bandup.models.usage import Ledger

from . import prompt
from .plan import Plan
from .schema import Reply, schema


@dataclass(frozen=True)
class Said:
    """The interviewer's next turn.

    Attributes:
        message: the words to the candidate.
        move: what they do.
        topic: what they are about.
        refers_to: the passage of the candidate's message that they build on, exactly as it stands there, or None.
    """

    message: str
    move: Move
    topic: str
    refers_to: str | None


@dataclass(frozen=True)
class Interviewer:
    """Leads interviews.

    Attributes:
        model: who finds the words.
    """

    model: JsonModel

    def next_turn(
        self, session: Session, recent: Sequence[Turn], said: str | None, *, deadline: Deadline, ledger: Ledger
    ) -> Said:
        """What the interviewer says next.

        Args:
            session: what the interview is for.
            recent: its last turns, oldest first.
            said: the candidate's latest message, or None where the interviewer begins.
            deadline: when the answer must be there.
            ledger: told of each paid call.

        Raises:
            WorkError: as `bandup.models.port.JsonModel.generate_json` does.
        """
        plan = Plan.of(session, recent, said)

        def held(answer: Any) -> Said:
            return _held(Reply.model_validate(answer), plan, said or "")

        asked = prompt.build(session, recent, said, plan)
        return self.model.generate_json(asked, schema(plan.moves), held, deadline=deadline, ledger=ledger)


def _held(reply: Reply, plan: Plan, said: str) -> Said:
    """The reply, as far as the plan and the candidate's words support it.

    Raises:
        ValueError: it makes a move that the plan does not allow. The text is for the model and quotes nobody.
    """
    if reply.move not in plan.moves:
        raise ValueError(f"move: must be one of {', '.join(sorted(plan.moves))}")
    refers_to = _passage(reply.refers_to, said)
    if reply.move is Move.CLOSING and not plan.complete and refers_to is None:
        raise ValueError(
            "move: the plan does not ask for a closing yet, and refers_to holds no words of the latest message"
        )
    return Said(reply.message, reply.move, reply.topic, refers_to)


def _passage(quote: str, said: str) -> str | None:
    """The passage that is quoted, or None if the message does not hold it. The model saw the message guarded."""
    shown = prompt.guarded(said)
    (place,) = places([quote], shown.text)
    if place is None:
        return None
    start, end = shown.in_original(*place)
    return said[start:end]
