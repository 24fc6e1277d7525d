"""What a job of kind FEEDBACK ends with: the judgement is stored with its interview."""

from collections.abc import Mapping
from dataclasses import dataclass

from bandup.core.dynamo import Table, Write
from bandup.interview.feedback_items import store_feedback
from bandup.interview.model import Session
from bandup.jobs.model import Job
from bandup.jobs.result import NEWEST, SUBJECT, Result


@dataclass(frozen=True)
class SessionFeedback:
    """Stores feedback with its session, see `bandup.jobs.results.ResultSink`.

    Attributes:
        table: the interviews' table.
    """

    table: Table

    def prepare_put(self, job: Job, result: Result) -> Mapping[str, Write]:
        """The writes that replace the session's feedback, if the session is still there and none on more turns is."""
        fields = result.fields
        judged = Session(
            session_id=job.request["session_id"],
            user_id=job.user_id,
            ts=fields["ts"],
            category="",
            difficulty="",
            turns=fields["turns"],
        ).add_judgement(fields["ratings"], fields["skills"], job.updated_at)
        return store_feedback(self.table, judged, result.body, subject=SUBJECT, newest=NEWEST)
