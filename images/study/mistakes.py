"""Looks through an owner's new results, and stores what they propose to study."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from bandup.core.clock import Clock
from bandup.interview.exceptions import SessionNotFoundError
from bandup.interview.store import InterviewStore
from bandup.jobs.results import ResultStore
from bandup.study.card import CardState, StudyCard
from bandup.study.exceptions import MarkMovedError, SourceGoneError
from bandup.study.mark import Mark
from bandup.study.store import StudyStore

from .proposals import Proposal, propose_of_evaluation, propose_of_feedback
from .retest.retester import Retester

MOST_RESULTS = 10
"""Results that one request looks through, each by three calls of DynamoDB and one of S3 at most."""

MOST_SESSIONS = 200
"""Interviews whose feedback is looked for, the newest ones: one query of at most 1 MB."""


class Finding(NamedTuple):
    """A result that was not looked through.

    Attributes:
        track: the attribute of `bandup.study.mark.Mark` that says so.
        id: of the evaluation or the session.
        time: when it was stored, in epoch milliseconds.
    """

    track: str
    id: str
    time: int


@dataclass(frozen=True)
class Mistakes:
    """Proposes cards of results.

    Attributes:
        store: cards, and how far results were looked through.
        evaluations: of essays and recordings.
        interviews: with their feedback.
        retester: retires and wakes cards of earlier mistakes.
        now: epoch milliseconds.
    """

    store: StudyStore
    evaluations: ResultStore
    interviews: InterviewStore
    retester: Retester
    now: Clock

    def look_through(self, user_id: str) -> bool:
        """Store what the owner's earliest new results propose, at most `MOST_RESULTS` of them.

        Cards of earlier mistakes follow each result first: who is interrupted between looks at it again, and it changes
        them no further. The cards of a result and the mark are stored together. So of two requests at once one
        proposes, and the other one leaves it to that.

        Returns:
            Whether results are left.

        Raises:
            AccountDeletedError: the account is deleted.
        """
        mark = self.store.read_mark(user_id)
        found = self._list_new(user_id, mark)
        for finding in found[:MOST_RESULTS]:
            track = getattr(mark, finding.track).move(finding.id, finding.time, self.now())
            moved = replace(mark, version=mark.version + 1, **{finding.track: track})
            cards = [self._make_card(user_id, each) for each in self._propose(user_id, finding)]
            try:
                self._store(user_id, finding, cards, mark, moved)
            except MarkMovedError:
                return True
            mark = moved
        return len(found) > MOST_RESULTS

    def _list_new(self, user_id: str, mark: Mark) -> list[Finding]:
        """The earliest first within each track; one more than is looked through, if there are more."""
        evaluated = self.evaluations.list_since(
            user_id, mark.evaluations.until, limit=MOST_RESULTS + 1 + len(mark.evaluations.done)
        )
        judged = self.interviews.list_judged(user_id, mark.feedback.until, of=MOST_SESSIONS)
        found = {"evaluations": evaluated, "feedback": judged}
        return [
            Finding(track, source_id, time)
            for track, results in found.items()
            for source_id, time in results
            if not getattr(mark, track).is_done(source_id, time)
        ]

    def _propose(self, user_id: str, finding: Finding) -> list[Proposal]:
        """What a result proposes, once earlier cards have followed it; nothing if it was deleted meanwhile."""
        if finding.track == "evaluations":
            evaluation = self.evaluations.get_owned(finding.id, user_id)
            if evaluation is None:
                return []
            self.retester.follow(user_id, evaluation)
            return propose_of_evaluation(evaluation)
        try:
            session = self.interviews.load_feedback(self.interviews.get_owned(finding.id, user_id))
        except SessionNotFoundError:
            return []
        return propose_of_feedback(finding.id, session.feedback or {})

    def _store(self, user_id: str, finding: Finding, cards: list[StudyCard], seen: Mark, moved: Mark) -> None:
        try:
            self.store.propose(user_id, finding.id, cards, seen, moved)
        except SourceGoneError:  # since it was read
            self.store.propose(user_id, finding.id, [], seen, moved)

    def _make_card(self, user_id: str, proposal: Proposal) -> StudyCard:
        now = self.now()
        return StudyCard(user_id, **vars(proposal), state=CardState.PROPOSED, created_at=now, updated_at=now)
