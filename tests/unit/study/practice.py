"""What a learner practised, as the workers leave it in their tables, and what the function makes of it."""

import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from bandup.core.clock import Clock
from bandup.core.dynamo import Table
from bandup.flashcards.sets import change_card, delete_card
from bandup.ielts.practice import CRITERIA
from bandup.interview.items import session_to_item
from bandup.interview.store import InterviewStore
from bandup.jobs.results import ResultStore
from bandup.jobs.store import JobStore
from bandup.study.store import StudyStore
from study.following import Follower
from study.mistakes import Mistakes
from study.retest.retester import Retester
from study.sets import SetStudy
from support.clock import MovableClock
from support.interviews import session
from support.tables import create_interviews, create_results

OWNER = "4a1b2c3d-owner"
ESSAY = "In the last decade people has bought more cars. They do many mistakes in traffic."


def judged_quote(words: str, suggestion: str, error_type: str, text: str = ESSAY) -> dict[str, Any]:
    start = text.index(words)
    place = {"quote": words, "start": start, "end": start + len(words)}
    return {**place, "suggestion": suggestion, "error_type": error_type, "issue": "Look at this."}


AGREEMENT = judged_quote("people has bought", "people have bought", "agreement")
COLLOCATION = judged_quote("do many mistakes", "make many mistakes", "collocation")


@dataclass
class Practice:
    """The tables of results of one test, beside cards."""

    dynamodb: Any
    clock: MovableClock
    jobs: JobStore
    evaluations_table: str = field(default_factory=lambda: f"evaluations-{uuid.uuid4()}")
    sets_table: str = field(default_factory=lambda: f"sets-{uuid.uuid4()}")
    interviews_table: str = field(default_factory=lambda: f"interviews-{uuid.uuid4()}")

    def __post_init__(self) -> None:
        create_results(self.dynamodb, self.evaluations_table)
        create_results(self.dynamodb, self.sets_table, "set_id")
        create_interviews(self.dynamodb, self.interviews_table)
        self.evaluations = self._results(self.evaluations_table, "evaluation_id")
        self.sets = self._results(self.sets_table, "set_id", has_edits=True)
        self.interviews = InterviewStore(self.dynamodb, self.interviews_table)

    def _results(self, table: str, key: str, *, has_edits: bool = False) -> ResultStore:
        return ResultStore(self.dynamodb, None, table=table, key=key, bucket="none", has_edits=has_edits)  # type: ignore[arg-type]  # no body is large

    def mistakes(self, store: StudyStore) -> Mistakes:
        return Mistakes(store, self.evaluations, self.interviews, Retester(store, self.clock), self.clock)

    def follower(self, store: StudyStore, now: Clock | None = None) -> Follower:
        return Follower(store, self.sets, now or self.clock)

    def set_study(self, store: StudyStore) -> SetStudy:
        return SetStudy(store, self.sets, self.jobs)

    def write_essay(
        self, *quotes: dict[str, Any], user: str = OWNER, seconds: float = 0, text: str | None = None
    ) -> str:
        """Store the evaluation of an essay, so many seconds ago; of a given text, one without an error."""
        evaluation_id = str(uuid.uuid4())
        item = {
            "evaluation_id": evaluation_id,
            "user_id": user,
            "evaluation_type": "writing",
            "task_type": "TASK_2",
            "overall_band": 6,
            **dict.fromkeys(CRITERIA["writing"].values(), 6),
            "created_at": self.clock.now - round(1000 * seconds),
            "essay_content": text or ESSAY,
            "feedback": {"quoted_examples": [] if text else list(quotes or (AGREEMENT, COLLOCATION))},
            "measured": {"findings": []},
        }
        _put(self.dynamodb, self.evaluations_table, item)
        return evaluation_id

    def delete_essay(self, evaluation_id: str, user: str = OWNER) -> None:
        for write in self.evaluations.prepare_delete(evaluation_id, user):
            Table(self.dynamodb, self.evaluations_table).execute(write)

    def judge_interview(self, turn: int = 2, user: str = OWNER, session_id: str | None = None) -> str:
        """Store feedback on an interview, given now."""
        better = {"turn": turn, "question": "Why us?", "answer": "I build tools. You sell them."}
        header = replace(
            session(user),
            session_id=session_id or str(uuid.uuid4()),
            feedback={"better_answer": better},
            feedback_timestamp=self.clock.now,
            feedback_turns=turn,
        )
        _put(self.dynamodb, self.interviews_table, session_to_item(header))
        return header.session_id

    def make_set(self, *cards: dict[str, Any], document: str = "a-document", user: str = OWNER) -> str:
        """Store a set of cards."""
        set_id = str(uuid.uuid4())
        item = {
            "set_id": set_id,
            "user_id": user,
            "document_id": document,
            "created_at": self.clock.now,
            "flashcards": list(cards),
            "total_cards": len(cards),
        }
        _put(self.dynamodb, self.sets_table, item)
        return set_id

    def edit(self, set_id: str, card_id: str, seen: int, **changes: Any) -> None:
        """Change a card of the owner's set, or delete it where nothing is changed."""
        found = self.sets.get_owned(set_id, OWNER)
        assert found
        now = self.clock.now
        edits = change_card(found, card_id, seen, now, changes) if changes else delete_card(found, card_id, now)
        self.jobs.write_owned(OWNER, self.sets.prepare_edits(set_id, OWNER, edits.as_stored(), {}))


def set_card(number: int, **changes: Any) -> dict[str, Any]:
    """A card of a set, as it is stored."""
    return {
        "id": f"c{number}",
        "question": f"What is fact {number}?",
        "answer": f"It is answer {number}.",
        "type": "FACT",
        "difficulty": "EASY",
        "page": 1,
        "quote": f"The document states fact {number}.",
        "grounded": True,
    } | changes


def _put(client: Any, table: str, item: dict[str, Any]) -> None:
    kept = Table(client, table)
    kept.execute(kept.prepare_put(item, None))
