"""The kinds of jobs, one row each. Everything that differs by kind is read from here.

A new worker takes a row, a folder under `images/` and a row of `terraform/platform/workers.tf`. Kinds whose rows name
one queue are worked off by one function, which does each by its own duty (`bandup.jobs.worker.Duty`). The API's
settings, queues, quotas and result tables, the address of a result, the sweep, the export and the deletion follow from
the row.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from bandup.core.settings import FunctionSettings


@dataclass(frozen=True)
class ResultTable:
    """A table of results.

    Attributes:
        name: names it in exports and health checks, and in the variable that holds the table's name:
            DYNAMODB_EVALUATIONS.
        key: its partition key; the sort key is always `user_id`.
        path: where the API shows a result: under this path, by its id.
        has_edits: whether owners may change what they see of a result, see `bandup.jobs.edits`.
    """

    name: str
    key: str
    path: str
    has_edits: bool = False

    def table_in(self, settings: FunctionSettings) -> str:
        """The table's name in AWS, which a function's settings hold as `dynamodb_<name>`."""
        return str(getattr(settings, f"dynamodb_{self.name}"))


@dataclass(frozen=True)
class Subject:
    """What a job is about, where the result is stored with that and has no item of its own.

    Attributes:
        field: which field of the job's request holds its id.
        path: where the API shows it with the result; its id comes behind it.
    """

    field: str
    path: str


EVALUATIONS = ResultTable("evaluations", "evaluation_id", "/evaluations")
FLASHCARD_SETS = ResultTable("flashcard_sets", "set_id", "/flashcard-sets", has_edits=True)
TRANSCRIPTS = ResultTable("transcripts", "transcript_id", "/transcripts")
TEXTS = ResultTable("texts", "text_id", "/texts")


class Kind(StrEnum):
    """Which worker a job is for.

    Attributes:
        queue: the name of its queue, which begins the API's variables for it: WRITING_QUEUE_URL, WRITING_DLQ_URL. Kinds
            that one function works on share one.
        results: the table of its results; None if they have none.
        has_quota: whether QUOTA_<KIND>_PER_DAY limits how many of them a user may submit.
        subject: what its result is stored with; None if it is stored by itself, or there is none.
    """

    queue: str
    results: ResultTable | None
    has_quota: bool
    subject: Subject | None

    def __new__(
        cls, name: str, queue: str, results: ResultTable | None, has_quota: bool, subject: Subject | None = None
    ) -> Self:
        """The member of one row."""
        kind = str.__new__(cls, name)
        kind._value_ = name
        kind.queue = queue
        kind.results = results
        kind.has_quota = has_quota
        kind.subject = subject
        return kind

    # name, queue, results, has_quota, subject
    WRITING = "writing", "writing", EVALUATIONS, True
    SPEAKING = "speaking", "speaking", EVALUATIONS, True
    FLASHCARD = "flashcard", "flashcard", FLASHCARD_SETS, True
    FEEDBACK = "feedback", "feedback", None, True, Subject("session_id", "/review?session_id=")
    DELETION = "deletion", "account", None, False
    TRANSCRIPT = "transcript", "speaking", TRANSCRIPTS, True
    TEXT = "text", "flashcard", TEXTS, False


RESULT_TABLES = tuple(dict.fromkeys(kind.results for kind in Kind if kind.results))
"""Each table of results once."""
