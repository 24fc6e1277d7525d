"""Asks the model for the interviewer's next turn, and checks it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

from bandup.core.clock import Deadline
from bandup.core.errors import RetryLaterError, TerminalError
from bandup.core.folding import FoldedText
from bandup.core.metrics import Metric, measure
from bandup.interview.model import Difficulty, Move, Role, Session, Turn
from bandup.models.port import JsonModel
from bandup.models.sanitize import drop_invisible
from bandup.models.usage import Ledger

from .plan import Plan
from .prompt import build_prompt, sanitize
from .reply_checks import ReplyInPlan
from .verdicts import asks_to_end

MAX_REPLY_LENGTH = 4_000
"""Characters, four minutes of reading: a longer reply is none. How long one should be, `reply_checks` says."""

MAX_TOPIC_LENGTH = 120
MAX_REFERENCE_LENGTH = 400


def _clean(text: str) -> str:
    cleaned = drop_invisible(text).strip()
    if not any(map(str.isalnum, cleaned)):
        raise ValueError("must not be empty")
    return cleaned


def _read_words(said: object) -> object:
    return "" if said is None else said


def _read_level(said: object) -> object:
    return said if said in list(Difficulty) else None


class Reply(BaseModel):
    """What the interviewer says.

    Attributes:
        message: the words to the candidate.
        move: what they do.
        topic: what they are about, in a few words.
        refers_to: the candidate's own words that they build on; empty if none.
        level: how demanding they are; None for anything else than a difficulty, which is no reason to ask again.
    """

    model_config = ConfigDict(frozen=True)

    message: Annotated[str, StringConstraints(max_length=MAX_REPLY_LENGTH), AfterValidator(_clean)]
    move: Move
    topic: Annotated[str, StringConstraints(max_length=MAX_TOPIC_LENGTH), AfterValidator(_clean)]
    refers_to: Annotated[str, StringConstraints(max_length=MAX_REFERENCE_LENGTH), BeforeValidator(_read_words)]
    level: Annotated[Difficulty | None, BeforeValidator(_read_level)] = None


_TEXT = {"type": "string"}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "message": _TEXT,
        "move": {"type": "string", "enum": sorted(Move)},
        "topic": _TEXT,
        "refers_to": _TEXT,
        "level": {"type": "string", "enum": list(Difficulty)},
    },
    "required": ["message", "move", "topic", "refers_to", "level"],
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
        refers_to: the candidate's words that they build on, exactly as they were sent, or None.
        level: how demanding they are; None for a closing.
    """

    message: str
    move: Move
    topic: str
    refers_to: str | None
    level: Difficulty | None


@dataclass(frozen=True)
class Interviewer:
    """Asks the model for the interviewer's turns.

    Attributes:
        model: the model that is asked.
    """

    model: JsonModel

    def next_turn(
        self, session: Session, earlier: Sequence[Turn], message: str | None, *, deadline: Deadline, ledger: Ledger
    ) -> InterviewerTurn:
        """What the interviewer says next.

        Args:
            session: what the interview is for.
            earlier: its last turns, oldest first.
            message: the candidate's latest message, or None where the interviewer begins.
            deadline: when the answer must be there.
            ledger: told of each paid call.

        Raises:
            WorkError: as `bandup.models.port.JsonModel.generate_json` does.
        """
        plan = Plan.of(session, message)
        checker = _ReplyChecker(plan, earlier, message or "", session.language)
        prompt = build_prompt(session, earlier, message, plan)
        try:
            turn = self.model.generate_json(prompt, SCHEMA, checker.check, deadline=deadline, ledger=ledger)
        except (RetryLaterError, TerminalError):
            # The candidate waits, and the first reply was only not as good as it could be.
            if checker.best is None:
                raise
            turn = checker.best
        for _ in checker.faults:
            measure(Metric.REPLY_FAULTS)
        return turn


@dataclass
class _ReplyChecker:
    """Checks the replies to one request.

    Attributes:
        plan: how far the interview has come.
        earlier: its last turns.
        message: the candidate's latest message, or an empty text.
        language: tag of the language that is to be spoken, or None.
        best: the reply that is taken if no better one comes, or None.
        faults: what it should not do.
    """

    plan: Plan
    earlier: Sequence[Turn]
    message: str
    language: str | None
    best: InterviewerTurn | None = None
    faults: list[str] = field(default_factory=list)

    def check(self, answer: Any) -> InterviewerTurn:
        """The reply, as far as the plan and the candidate's words support it.

        Raises:
            ValueError: it does what it must not do, or it is the first one that does what it should not do. The text is
                for the model and quotes nobody.
        """
        reply = Reply.model_validate(answer)
        in_plan = ReplyInPlan(
            *(reply.message, reply.move, reply.topic, self.plan, self.earlier), self.message, self.language
        )
        in_plan.require_allowed()
        latest = _find_words(reply.refers_to, self.message)
        is_early = reply.move is Move.CLOSING and not self.plan.is_complete
        if is_early and latest is None and not asks_to_end(self.message):
            raise ValueError(
                "move: the plan does not ask for a closing yet, and refers_to holds no words of the latest message"
            )
        refers_to = latest or self._find_earlier(reply.refers_to)
        turn = InterviewerTurn(reply.message, reply.move, reply.topic, refers_to, self._level_of(reply))
        faults = in_plan.find_faults()
        if reply.refers_to.strip() and refers_to is None:
            faults.append("refers_to: must be words of the candidate, copied exactly, or empty")
        is_first = self.best is None
        if is_first or len(faults) <= len(self.faults):
            self.best, self.faults = turn, faults
        if faults and is_first:
            raise ValueError("; ".join(faults))
        return self.best or turn

    def _find_earlier(self, quote: str) -> str | None:
        """The words of an earlier message that are quoted, or None."""
        said = (turn.content for turn in reversed(self.earlier) if turn.role is Role.CANDIDATE)
        return next((found for content in said if (found := _find_words(quote, content))), None)

    def _level_of(self, reply: Reply) -> Difficulty | None:
        """The level that is asked at: the session's own, or in an adaptive one at most a step from the last."""
        if reply.move is Move.CLOSING:
            return None
        levels = list(Difficulty)
        last = levels.index(self.plan.level)
        if not self.plan.is_adaptive or reply.level is None:
            return levels[last]
        step = levels.index(reply.level) - last
        return levels[last + max(-1, min(1, step))]


def _find_words(quote: str, message: str) -> str | None:
    """The passage that is quoted, as it was sent, or None if the message does not hold it.

    The model saw the message sanitized.
    """
    sanitized = sanitize(message)
    place = FoldedText.of(sanitized.text).find_whole(quote)
    if place is None:
        return None
    start, end = sanitized.in_original(*place)
    return message[start:end]
