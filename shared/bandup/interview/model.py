"""What an interview is: a session, its turns, what changes them, and the limits of both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

SCHEMA_VERSION = 3
"""Version of every item in the table. Before version 3 each turn was typed, and no header names texts that were read
from files: both are absent, as in later items without them. A header of version 1 has no plan and counts no answers: it
is read as one that was planned with `UNPLANNED_ANSWERS`, and its answers are half its turns. A turn of version 1 has no
`refers_to` and no `level`."""

UNPLANNED_ANSWERS = 30
"""Answers after which an interview is closed whose length was never planned: 45 minutes at a minute and a half each."""

MAX_TURNS = 1_000
"""Turns that one session can hold, both sides together."""

MAX_EXCHANGES = MAX_TURNS // 2
"""Paid turns of the interviewer that can be begun in one session; each stores at most one turn of either side."""

MAX_CLARIFICATIONS = 3
"""Clarifications in a row. Who asks a fourth time is helped more by another question, and has not answered this one."""


class PaidRoute(StrEnum):
    """What is paid for within a request, with a daily quota of its own."""

    INTERVIEW = "interview"


class SessionStatus(StrEnum):
    """Whether a session takes further turns. Of a deleted one only what it cost is left, and it is shown to nobody."""

    ACTIVE = "ACTIVE"
    ENDED = "ENDED"
    DELETED = "DELETED"


class Difficulty(StrEnum):
    """How demanding the questions are."""

    EASY = "EASY"
    MEDIUM = "MEDIUM"
    HARD = "HARD"


class Role(StrEnum):
    """Who said a turn."""

    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"


class Move(StrEnum):
    """What an interviewer's turn does."""

    OPENING = "opening"
    FOLLOW_UP = "follow_up"
    CLARIFY = "clarify"
    NEXT_TOPIC = "next_topic"
    CANDIDATE_QUESTIONS = "candidate_questions"
    CLOSING = "closing"


@dataclass(frozen=True)
class Cost:
    """What paid calls used.

    Attributes:
        usd: US dollars, exactly.
        input_tokens: tokens read by the model.
        output_tokens: tokens written by the model.
        model: the last model that was called; empty in sums.
    """

    usd: Decimal = Decimal(0)
    input_tokens: int = 0
    output_tokens: int = 0
    model: str = ""

    @classmethod
    def of(cls, ledger_sum: Mapping[str, Any] | None) -> "Cost":
        """From what `bandup.models.usage.Ledger.add_to(None)` gives."""
        return cls(**ledger_sum) if ledger_sum else cls()

    def __add__(self, other: "Cost") -> "Cost":
        """The sum, which names no model."""
        return Cost(
            self.usd + other.usd,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
        )


@dataclass(frozen=True)
class Turn:
    """One thing that was said. Times are epoch milliseconds, UTC.

    Attributes:
        turn: its number in the session, from 1 without gaps.
        role: who said it.
        content: the words.
        created_at: when it was stored.
        topic: what an interviewer's turn is about; None for the candidate's.
        move: what an interviewer's turn does; None for the candidate's.
        refers_to: the candidate's words that an interviewer's turn builds on, or None.
        level: how demanding an interviewer's turn is, one of `Difficulty`; None for the candidate's.
        cost: what it cost; None for the candidate's.
        spoken: of a candidate's turn, `transcript_id`, and as `measured` what was measured in its recording; None if it
            was typed. No judge is shown it.
    """

    turn: int
    role: Role
    content: str
    created_at: int
    topic: str | None = None
    move: Move | None = None
    cost: Cost | None = None
    refers_to: str | None = None
    level: str | None = None
    spoken: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Exchange:
    """What one paid call adds to an interview.

    Attributes:
        message: the candidate's words, or None where the interviewer begins.
        reply: the interviewer's words.
        move: what the reply does. A closing ends the session.
        topic: what the reply is about.
        refers_to: the candidate's words that the reply builds on, or None.
        level: how demanding the reply is, one of `Difficulty`; None for a closing.
        spoken: what was measured in the recording of the candidate's words; None if they were typed.
    """

    message: str | None
    reply: str
    move: Move
    topic: str
    refers_to: str | None = None
    level: str | None = None
    spoken: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Session:
    """The header of one interview. Times are epoch milliseconds, UTC.

    In lists, texts of several lines, counters, `topics` and `feedback` are left empty: the index does not hold them.

    Attributes:
        session_id: server-made UUID.
        user_id: the owner, the token's `sub`.
        ts: when it began.
        category: the kind of interview, one of the known ones or the candidate's own words.
        difficulty: one of `Difficulty`.
        job_title: what the candidate applies for.
        company: where.
        resume_text: the candidate's résumé.
        job_description: what the job demands, in the words of who offers it.
        resume_text_id: the text that the résumé was taken from; None if it was typed.
        job_description_id: the same of the job's description.
        language: BCP 47 tag of what the interviewer speaks; None for the candidate's own language.
        focus: what the candidate wants to be asked about, in that order.
        seniority: the position's, in the candidate's words.
        adaptive: whether questions get easier and harder with the answers.
        retake_of: session and turn of the one question that is asked again here, or None.
        planned: answers after which no further question is asked.
        status: whether it takes further turns.
        turns: how many turns are stored.
        exchanges: paid turns that were begun and not given back.
        answers: how often the candidate has answered. An introduction, what was clarified, the candidate's own
            questions and the wish to end are no answers.
        follow_ups: follow-ups since the current topic was opened; None in a header of version 1.
        clarifications: clarifications in a row, up to the last turn.
        invited: whether the candidate was asked for questions of their own.
        level: how demanding the last question was; None before the first.
        topics: what the interviewer has asked about, in that order.
        last_ts: when the last turn was stored.
        cost: all paid calls of its turns; of older sessions also of feedback, which by now is counted on its job.
        feedback: the latest feedback, in its own form. Only older headers hold it, see `InterviewStore.load_feedback`.
        ratings: its ratings by skill.
        skills: its strengths and weaknesses, one mapping each.
        feedback_timestamp: when it was given.
        feedback_turns: how many turns there were then.
    """

    session_id: str
    user_id: str
    ts: int
    category: str
    difficulty: str
    job_title: str | None = None
    company: str | None = None
    resume_text: str | None = None
    job_description: str | None = None
    resume_text_id: str | None = None
    job_description_id: str | None = None
    language: str | None = None
    focus: tuple[str, ...] = ()
    seniority: str | None = None
    adaptive: bool = False
    retake_of: Mapping[str, Any] | None = None
    planned: int = UNPLANNED_ANSWERS
    status: SessionStatus = SessionStatus.ACTIVE
    turns: int = 0
    exchanges: int = 0
    answers: int = 0
    follow_ups: int | None = 0
    clarifications: int = 0
    invited: bool = False
    level: str | None = None
    topics: tuple[str, ...] = ()
    last_ts: int = 0
    cost: Cost = field(default_factory=Cost)
    feedback: Mapping[str, Any] | None = None
    ratings: Mapping[str, Any] | None = None
    skills: tuple[Mapping[str, Any], ...] = ()
    feedback_timestamp: int | None = None
    feedback_turns: int | None = None

    @property
    def feedback_outdated(self) -> bool:
        """Whether turns were added since the feedback was given."""
        return self.feedback_turns is not None and self.turns > self.feedback_turns

    def add_exchange(self, exchange: Exchange, cost: Cost, now: int) -> tuple[Self, list[Turn]]:
        """The session after an exchange, and the one or two turns that it adds.

        Args:
            exchange: what was said.
            cost: what the reply cost.
            now: epoch milliseconds.
        """
        turns = []
        if exchange.message is not None:
            turns.append(Turn(self.turns + 1, Role.CANDIDATE, exchange.message, now, spoken=exchange.spoken))
        number = self.turns + len(turns) + 1
        move = exchange.move
        turns.append(
            Turn(
                *(number, Role.INTERVIEWER, exchange.reply, now, exchange.topic, move, cost),
                refers_to=exchange.refers_to,
                level=exchange.level,
            )
        )
        opens_topic = move in (Move.OPENING, Move.NEXT_TOPIC)
        is_answered = exchange.message is not None and self._is_answered_before(move)
        after = replace(
            self,
            status=SessionStatus.ENDED if move is Move.CLOSING else self.status,
            turns=number,
            answers=self.answers + is_answered,
            follow_ups=0 if opens_topic else (self.follow_ups or 0) + (move is Move.FOLLOW_UP),
            clarifications=self.clarifications + 1 if move is Move.CLARIFY else 0,
            invited=self.invited or move is Move.CANDIDATE_QUESTIONS,
            level=exchange.level or self.level,
            topics=(*self.topics, exchange.topic) if opens_topic else self.topics,
            last_ts=now,
            cost=self.cost + cost,
        )
        return after, turns

    def _is_answered_before(self, move: Move) -> bool:
        """Whether a message answers the last question, by what the interviewer does next."""
        if self.turns == 0 or self.invited or move is Move.CLARIFY:
            return False
        if move is Move.CLOSING:  # else it is a wish to end
            return self.answers + 1 >= self.planned
        return move is not Move.NEXT_TOPIC or self.clarifications < MAX_CLARIFICATIONS

    def add_judgement(self, ratings: Mapping[str, Any], skills: Iterable[Mapping[str, Any]], now: int) -> Self:
        """The session with what its header holds of feedback on all of its turns, in place of earlier feedback.

        Args:
            ratings: the ratings by skill.
            skills: one small mapping for each strength and weakness.
            now: epoch milliseconds.
        """
        return replace(
            self,
            feedback=None,
            ratings=ratings,
            skills=tuple(skills),
            feedback_timestamp=now,
            feedback_turns=self.turns,
        )
