"""What a storm of interviews left, and whether every promise held."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bandup.interview.model import Role, Session, Turn

from .candidates import Ask
from .model import PRICE
from .natures import Nature
from .outcome import Outcome, allow_calls

MAX_CALLS_PER_TURN = 1.7
"""Calls of the model for each stored turn. A provider that fails three times in ten costs 1.43 by itself; a request of
which two come at once, or whose environment stands still for longer than its claim holds, is paid again."""


@dataclass(frozen=True)
class StoredInterviews:
    """What is in the tables after a storm.

    Attributes:
        asks: the candidates' requests.
        sessions: the headers, by id.
        turns: the turns of each session, in order.
        begun: the owner of each call of the model that was paid to begin an interview, once for each such call.
        used: units of the quota that are counted for each owner.
        claims: claims that are left.
        keys_held: Idempotency-Keys that are claimed and not answered.
    """

    asks: Sequence[Ask]
    sessions: Mapping[str, Session]
    turns: Mapping[str, Sequence[Turn]]
    begun: Sequence[str]
    used: Mapping[str, int]
    claims: int
    keys_held: int

    def count_lost(self) -> int:
        """Requests that were not answered, though the model would; or were, though it never does."""
        return sum(bool(ask.answers) is (ask.nature is Nature.BLOCKED) for ask in self.asks)

    def count_wrong_turns(self) -> int:
        """Candidates' turns that are stored more or less than once, or in another session."""
        wanted: Counter[tuple[str | None, str]] = Counter(
            (ask.session_id, ask.message) for ask in self.asks if ask.opening and ask.answers
        )
        found: Counter[tuple[str | None, str]] = Counter(
            (session, turn.content)
            for session, turns in self.turns.items()
            for turn in turns
            if turn.role is Role.CANDIDATE
        )
        return ((wanted - found) + (found - wanted)).total()

    def count_different_answers(self) -> int:
        """Requests that were answered in different ways."""
        return sum(len(set(ask.answers)) > 1 for ask in self.asks)

    def count_doubled_sessions(self) -> int:
        """Interviews that nobody was told of."""
        return len(self.sessions.keys() - {ask.session_id for ask in self.asks if not ask.opening})

    def count_wrong_headers(self) -> int:
        """Sessions whose turns have gaps, or whose counters are not those of their turns."""
        return sum(not self._is_right(session) for session in self.sessions.values())

    def count_wrong_units(self) -> int:
        """Owners whose used units are not their stored questions and what was paid without one.

        A beginning that was paid and could not be stored has no header that says so: its unit may be used, or be given
        back by the sweep.
        """
        wanted: Counter[str] = Counter()
        unsaid = Counter(self.begun)
        for session in self.sessions.values():
            wanted[session.user_id] += len(self._find_questions(session)) + self._count_paid_in_vain(session)
            unsaid[session.user_id] -= 1
        return sum(
            not wanted[owner] <= self.used.get(owner, 0) <= wanted[owner] + max(0, unsaid[owner])
            for owner in wanted.keys() | self.used.keys()
        )

    def count_stored(self) -> int:
        """Questions of the interviewer that are stored."""
        return sum(len(self._find_questions(session)) for session in self.sessions.values())

    def _find_questions(self, session: Session) -> list[Turn]:
        return [turn for turn in self.turns.get(session.session_id, ()) if turn.role is Role.INTERVIEWER]

    def _count_paid_in_vain(self, session: Session) -> int:
        """Calls that gave no turn, whose price is on the header alone."""
        in_turns = sum((turn.cost.usd for turn in self._find_questions(session) if turn.cost), Decimal(0))
        return round((session.cost.usd - in_turns) / PRICE)

    def _is_right(self, session: Session) -> bool:
        turns = self.turns.get(session.session_id, ())
        numbers = [turn.turn for turn in turns]
        return (
            numbers == list(range(1, session.turns + 1)) and session.exchanges == len(self._find_questions(session)) - 1
        )


@dataclass(frozen=True, kw_only=True)
class InterviewOutcome(Outcome):
    """Counts of one storm of interviews.

    Attributes:
        stored: what is in the tables.
    """

    stored: StoredInterviews

    @property
    def calls_per_turn(self) -> float:
        """Calls of the model for each stored question."""
        return round(self.model_calls / max(1, self.stored.count_stored()), 3)

    @property
    def figures(self) -> dict[str, Any]:
        stored = self.stored
        return {
            "requests": len(stored.asks),
            "interviews": len(stored.sessions),
            "stored questions": stored.count_stored(),
            "lost, or answered against the model": stored.count_lost(),
            "interviews that nobody began": stored.count_doubled_sessions(),
            "turns that are lost or doubled": stored.count_wrong_turns(),
            "requests with different answers": stored.count_different_answers(),
            "headers that do not fit their turns": stored.count_wrong_headers(),
            "owners with wrong units of the quota": stored.count_wrong_units(),
            "claims that are left": stored.claims,
            "keys that are held": stored.keys_held,
            f"calls per stored question (at most {MAX_CALLS_PER_TURN} in the long run)": self.calls_per_turn,
            "frozen invocations": self.frozen,
            "killed invocations": self.killed,
            "throttled calls": self.throttled,
            "calls in an outage": self.outage,
            "seconds": self.seconds,
        }

    @property
    def promises(self) -> dict[str, bool]:
        stored = self.stored
        allowed = allow_calls(MAX_CALLS_PER_TURN, stored.count_stored())
        return {
            "every request is answered that can be": stored.count_lost() == 0,
            "a request begins one interview": stored.count_doubled_sessions() == 0,
            "every turn is stored once": stored.count_wrong_turns() == 0,
            "a request always gets the same answer": stored.count_different_answers() == 0,
            "a header fits its turns": stored.count_wrong_headers() == 0,
            "a unit is a stored question, or one that was paid in vain, or is given back": stored.count_wrong_units()
            == 0,
            "no claim is left": stored.claims == 0 and stored.keys_held == 0,
            f"at most {allowed} calls per stored question": self.calls_per_turn <= allowed,
        }
