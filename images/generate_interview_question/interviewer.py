"""Asks the model for the interviewer's next turn, and checks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from bandup.core.clock import Deadline
from bandup.interview.model import Move, Session, Turn
from bandup.models.port import JsonModel
from bandup.models.sanitize import drop_invisible, find_quotes
from bandup.models.usage import Ledger

from .plan import Plan
from .prompt import build_prompt, sanitize

MAX_REPLY_LENGTH = 2_000
"""Characters. A question that takes longer than two minutes to read is none."""

MAX_TOPIC_LENGTH = 120
MAX_REFERENCE_LENGTH = 400


def _clean(text: str) -> str:
    cleaned = drop_invisible(text).strip()
    if not cleaned:
        raise ValueError("must not be empty")
    return cleaned


class Reply(BaseModel):
    """What the interviewer says.

    Attributes:
        message: the words to the candidate.
        move: what they do.
        topic: what they are about, in a few words.
        refers_to: the candidate's own words that they build on; empty if none.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    message: Annotated[str, StringConstraints(max_length=MAX_REPLY_LENGTH), AfterValidator(_clean)]
    move: Move
    topic: Annotated[str, StringConstraints(max_length=MAX_TOPIC_LENGTH), AfterValidator(_clean)]
    refers_to: Annotated[str, StringConstraints(max_length=MAX_REFERENCE_LENGTH)]


_TEXT = {"type": "string"}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "message": _TEXT,
        "move": {"type": "string", "enum": sorted(Move)},
        "topic": _TEXT,
        "refers_to": _TEXT,
    },
    "required": ["message", "move", "topic", "refers_to"],
    "additionalProperties": False,
}
"""JSON Schema of every reply. Providers take no lengths in it; `Reply` has them. It names all moves, and the plan those
that are allowed: a schema of its own for each plan would be compiled anew for each."""


@dataclass(frozen=True)
class InterviewerTurn:
    """The interviewer's next turn.

    Attributes:
        message: the words to the candidate.
        move: what they do.
        topic: what they are about.
        refers_to: the passage of the candidate's message that they build on, exactly as it was sent, or None.
    """

    message: str
    move: Move
    topic: str
    refers_to: str | None


@dataclass(frozen=True)
class Interviewer:
    """Asks the model for the interviewer's turns.

    Attributes:
        model: the model that is asked.
    """

    model: JsonModel

    def next_turn(
        self, session: Session, recent: Sequence[Turn], message: str | None, *, deadline: Deadline, ledger: Ledger
    ) -> InterviewerTurn:
        """What the interviewer says next.

        Args:
            session: what the interview is for.
            recent: its last turns, oldest first.
            message: the candidate's latest message, or None where the interviewer begins.
            deadline: when the answer must be there.
            ledger: told of each paid call.

        Raises:
            WorkError: as `bandup.models.port.JsonModel.generate_json` does.
        """
        plan = Plan.of(session, recent, message)

        def check(answer: Any) -> InterviewerTurn:
            return _check_reply(Reply.model_validate(answer), plan, message or "")

        prompt = build_prompt(session, recent, message, plan)
        return self.model.generate_json(prompt, SCHEMA, check, deadline=deadline, ledger=ledger)


def _check_reply(reply: Reply, plan: Plan, message: str) -> InterviewerTurn:
    """The reply, as far as the plan and the candidate's words support it.

    Raises:
        ValueError: it makes a move that the plan does not allow. The text is for the model and quotes nobody.
    """
    if reply.move not in plan.allowed_moves:
        raise ValueError(f"move: must be one of {', '.join(sorted(plan.allowed_moves))}")
    refers_to = _find_passage(reply.refers_to, message)
    if reply.move is Move.CLOSING and not plan.is_complete and refers_to is None:
        raise ValueError(
            "move: the plan does not ask for a closing yet, and refers_to holds no words of the latest message"
        )
    return InterviewerTurn(reply.message, reply.move, reply.topic, refers_to)


def _find_passage(quote: str, message: str) -> str | None:
    """The passage that is quoted, or None if the message does not hold it. The model saw the message sanitized."""
    sanitized = sanitize(message)
    (place,) = find_quotes([quote], sanitized.text)
    if place is None:
        return None
    start, end = sanitized.in_original(*place)
    return message[start:end]
